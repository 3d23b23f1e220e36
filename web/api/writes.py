"""Acting by program: `POST /api/v1/…` with a token that may, under the hat of an officer.

Nobody votes here: `web.deps` refuses the tokens of members, and a token made only to read. A request
sent again never does a thing twice: a presence says that it changed nothing, the rest is refused (409).
"""

from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from governance.queries import listing
from governance.queries.assemblies import visible_assembly
from governance.usecases import agenda, assemblies, attendance, polls
from web.api import shapes
from web.api.routes import declared_result
from web.deps import CurrentActor, Uow
from web.i18n import language

router = APIRouter(
    prefix="/api/v1/cooperatives/{slug}/assemblies",
    default_response_class=JSONResponse,
    responses=shapes.PROBLEMS,
)


@router.post("", name="api:prepare_assembly", status_code=201)
def prepare_assembly(
    slug: shapes.Slug, asked: shapes.AssemblyToPrepare, uow: Uow, actor: CurrentActor
) -> shapes.Made:
    """Prepare an assembly, as its secretary. Sent twice, it makes two."""
    fields = assemblies.AssemblyFields(**asked.model_dump(exclude={"template"}))
    command = assemblies.CreateAssembly(asked.template, fields)
    return shapes.Made(id=assemblies.create_assembly(uow, command, by=actor))


@router.post("/{assembly}/agenda", name="api:add_item", status_code=201)
def add_item(
    slug: shapes.Slug, assembly: UUID, asked: shapes.ItemToAdd, uow: Uow, actor: CurrentActor
) -> shapes.Made:
    """Add an item at the end of the agenda of an assembly in preparation."""
    command = agenda.AddItem(assembly, agenda.ItemFields(**asked.model_dump()))
    return shapes.Made(id=agenda.add_item(uow, command, by=actor))


@router.post("/{assembly}/open", name="api:open_session")
def open_session(slug: shapes.Slug, assembly: UUID, uow: Uow, actor: CurrentActor) -> shapes.Assembly:
    """Open the session of a convened assembly."""
    attendance.open_session(uow, assembly, by=actor)
    return shapes.Assembly.model_validate(visible_assembly(uow, assembly, actor))


@router.post("/{assembly}/close", name="api:close_session")
def close_session(slug: shapes.Slug, assembly: UUID, uow: Uow, actor: CurrentActor) -> shapes.Assembly:
    """Close the session."""
    attendance.close_session(uow, assembly, by=actor)
    return shapes.Assembly.model_validate(visible_assembly(uow, assembly, actor))


@router.post("/{assembly}/presences", name="api:note_presence")
def note_presence(
    slug: shapes.Slug, assembly: UUID, asked: shapes.Presence, uow: Uow, actor: CurrentActor
) -> shapes.PresenceNoted:
    """Note that a member is there, in the room or at a distance, or has left."""
    if asked.present:
        command = attendance.MarkPresent(assembly, asked.member, asked.remote)
        changed = attendance.mark_present(uow, command, by=actor)
    else:
        changed = attendance.mark_left(uow, assembly, asked.member, by=actor)
    return shapes.PresenceNoted(member=asked.member, present=asked.present, changed=changed)


@router.post("/{assembly}/polls", name="api:open_poll", status_code=201)
def open_poll(
    slug: shapes.Slug, assembly: UUID, asked: shapes.PollToOpen, uow: Uow, actor: CurrentActor
) -> shapes.Poll:
    """Put a resolution to the vote, or an election: its first round, or the next one."""
    command = polls.OpenPoll(assembly, asked.resolution, asked.proposed)
    opened = polls.open_poll(uow, command, by=actor)
    return shapes.Poll.model_validate(listing.poll_of(uow, assembly, opened))


@router.post("/{assembly}/polls/{poll}/close", name="api:close_poll")
def close_poll(slug: shapes.Slug, assembly: UUID, poll: UUID, uow: Uow, actor: CurrentActor) -> shapes.Result:
    """Close a poll and declare its result."""
    listing.ensure_poll_of(uow, assembly, poll)
    polls.close_poll(uow, poll, by=actor)
    return declared_result(uow, poll, language())


@router.post("/{assembly}/polls/{poll}/annul", name="api:annul_poll")
def annul_poll(
    slug: shapes.Slug, assembly: UUID, poll: UUID, asked: shapes.Reason, uow: Uow, actor: CurrentActor
) -> shapes.Poll:
    """Annul a poll, with its reason."""
    listing.ensure_poll_of(uow, assembly, poll)
    polls.annul_poll(uow, polls.AnnulPoll(poll, asked.reason), by=actor)
    return shapes.Poll.model_validate(listing.poll_of(uow, assembly, poll))
