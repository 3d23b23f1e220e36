"""The auditor and the works council: who is called to every assembly beside the members."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.assembly.non_voters import NON_VOTER_NAMES, FaultyNonVoter, NonVoterEnded, NonVoterKind
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import non_voters as queries
from governance.queries.notices import notice_of
from governance.register.faults import Fault
from governance.register.letters import LetterChannel
from governance.register.reading import read_day
from governance.usecases import non_voters as usecases
from governance.words import N_
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.non_voter_letters import calling_letter
from web.i18n import gettext as _
from web.i18n import short_day, translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}")


class NonVoterForm(BaseModel):
    """Somebody called beside the members, as typed."""

    kind: NonVoterKind = NonVoterKind.AUDITOR
    name: str = ""
    represented_by: str = ""
    email: str = ""
    address: str = ""
    channel: LetterChannel = LetterChannel.LETTER
    since: str = ""


class EndForm(BaseModel):
    """The last day, as typed."""

    until: str = ""


@router.get("/aussi-convoques", name="nonvoters:list")
def show_list(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """List who is called beside the members."""
    return _shown(request, uow, actor)


@router.post("/aussi-convoques", name="nonvoters:begin")
def begin(request: Request, form: Annotated[NonVoterForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Write that somebody is called from a day on."""
    try:
        since = read_day("since", form.since)
        if isinstance(since, Fault):
            raise FaultyNonVoter(N_("Depuis le"))
        command = usecases.RegisterNonVoter(**{**form.model_dump(), "since": since})
        usecases.register_non_voter(uow, command, by=actor)
    except Malformed as error:
        return _shown(request, uow, actor, form, error)
    tell(request, uow, _("C’est inscrit : cette personne sera convoquée à chaque assemblée."))
    return redirect(request, path_of(request, "nonvoters:list", slug=actor.slug))


@router.post("/aussi-convoques/{wanted}/fin", name="nonvoters:end")
def end(
    request: Request, wanted: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the last day."""
    try:
        until = read_day("until", form.until)
        if isinstance(until, Fault):
            raise NonVoterEnded
        usecases.end_non_voter(uow, wanted, until, by=actor)
    except Refused as error:
        return _shown(request, uow, actor, None, error)
    tell(request, uow, _("La fin est inscrite."))
    return redirect(request, path_of(request, "nonvoters:list", slug=actor.slug))


@router.post("/assemblees/{assembly}/aussi-convoques/{wanted}", name="nonvoters:call")
def call(request: Request, assembly: UUID, wanted: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Call one of them to an assembly already convened."""
    person = next((one for one in queries.called_to(uow, assembly) if one.id == wanted), None)
    page_address = path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly)
    facts = notice_of(uow, assembly, actor, page=page_address)
    if person is not None:
        letter = calling_letter(person.person, facts)
        usecases.call_non_voter(uow, usecases.CallNonVoter(assembly, wanted, letter), by=actor)
        tell(request, uow, _("La lettre est écrite."))
    return redirect(request, path_of(request, "assemblies:notices", slug=actor.slug, assembly=assembly))


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    form: NonVoterForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "nonvoters/list.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        people=queries.non_voters(uow, actor),
        names=NON_VOTER_NAMES,
        form=form or NonVoterForm(since=short_day(uow.today)),
        today=uow.today,
        refusal=translate_error(error) if error is not None else None,
        writes=actor.holds(Role.SECRETARY),
    )
