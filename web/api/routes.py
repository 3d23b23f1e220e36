"""Reading for programs: `GET /api/v1/…` with a bearer token, under the hat of that token."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse, Response

from governance.queries import listing, registers
from governance.queries.assemblies import visible_assembly
from governance.queries.elections import ElectionOutcome, asked_in, election_outcome, is_election
from governance.queries.members import Look, members_page
from governance.queries.results import Outcome, outcome
from governance.queries.session import agenda_lines
from governance.store.unit_of_work import UnitOfWork
from governance.vote.elections.outcome import election_document
from governance.vote.result import result_document
from web.api import shapes
from web.deps import CurrentActor, Read
from web.i18n import language

router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse, responses=shapes.PROBLEMS)

Most = Annotated[int, Query(ge=1, le=200, description="How many items a page holds.")]
Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.get("/cooperatives", name="api:cooperatives")
def cooperatives(uow: Read, actor: CurrentActor) -> shapes.Page[shapes.Cooperative]:
    """List the cooperatives of the token: one, under one hat."""
    only = shapes.Cooperative(slug=actor.slug, name=actor.cooperative_name, acting_as=actor.hat.key)
    return shapes.Page(items=[only])


@router.get("/cooperatives/{slug}", name="api:cooperative")
def cooperative(slug: shapes.Slug, uow: Read, actor: CurrentActor) -> shapes.Cooperative:
    """Give one cooperative."""
    return shapes.Cooperative(slug=actor.slug, name=actor.cooperative_name, acting_as=actor.hat.key)


@router.get("/cooperatives/{slug}/members", name="api:members")
def members(
    slug: shapes.Slug,
    uow: Read,
    actor: CurrentActor,
    q: Annotated[str, Query(max_length=200, pattern=shapes.PLAIN, description="Words of the name.")] = "",
    college: Annotated[str, Query(pattern=r"^[a-z0-9_-]{0,40}$", description="As the bylaws name it.")] = "",
    cursor: UUID | None = None,
) -> shapes.Page[shapes.Member]:
    """List today's members by name."""
    found = members_page(uow, Look(query=q, college=college, after=cursor), by=actor)
    items = [
        shapes.Member(
            id=one.id,
            number=one.number,
            name=one.label,
            kind=str(one.kind),
            category=one.category,
            college=one.college,
            shares=one.shares,
        )
        for one in found.members
    ]
    return shapes.Page(items=items, next=str(found.next) if found.next else None)


@router.get("/cooperatives/{slug}/assemblies", name="api:assemblies")
def assemblies(
    slug: shapes.Slug, uow: Read, actor: CurrentActor, cursor: UUID | None = None, limit: Most = 50
) -> shapes.Page[shapes.Assembly]:
    """List assemblies, latest first."""
    found = listing.assemblies_page(uow, actor, cursor, limit + 1)
    items = [shapes.Assembly.model_validate(one) for one in found[:limit]]
    return shapes.Page(items=items, next=str(items[-1].id) if len(found) > limit else None)


@router.get("/cooperatives/{slug}/assemblies/{assembly}", name="api:assembly")
def assembly_whole(slug: shapes.Slug, assembly: UUID, uow: Read, actor: CurrentActor) -> shapes.AssemblyWhole:
    """Give one assembly with its agenda."""
    row = visible_assembly(uow, assembly, actor)
    agenda = [
        shapes.Item(
            id=line.resolution,
            position=line.position,
            number=line.number,
            title=line.title,
            poll=line.poll,
            state=line.state,
            adopted=line.adopted,
            method=line.method,
            round=line.round,
            election=shapes.Elected.model_validate(line.election) if line.election else None,
        )
        for line in agenda_lines(uow, assembly)
    ]
    listed = shapes.Assembly.model_validate(row, from_attributes=True)
    return shapes.AssemblyWhole(**listed.model_dump(), agenda=agenda)


@router.get("/cooperatives/{slug}/assemblies/{assembly}/polls", name="api:polls")
def polls(slug: shapes.Slug, assembly: UUID, uow: Read, actor: CurrentActor) -> shapes.Page[shapes.Poll]:
    """List the polls of an assembly: as many as its agenda has resolutions, so on one page."""
    visible_assembly(uow, assembly, actor)
    items = [shapes.Poll.model_validate(one) for one in listing.polls_of(uow, assembly)]
    return shapes.Page(items=items)


@router.get("/cooperatives/{slug}/assemblies/{assembly}/polls/{poll}", name="api:poll")
def poll_one(
    slug: shapes.Slug, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor
) -> shapes.PollWhole:
    """Give one poll; of an election, what it is about and who stands, in the order of the ballot."""
    visible_assembly(uow, assembly, actor)
    listed = shapes.Poll.model_validate(listing.poll_of(uow, assembly, poll))
    contest, candidates = asked_in(uow, poll)
    return shapes.PollWhole(
        **listed.model_dump(),
        contest=contest,
        candidates=[shapes.Candidate.model_validate(one) for one in candidates],
    )


@router.get("/cooperatives/{slug}/assemblies/{assembly}/polls/{poll}/result", name="api:result")
def result(
    slug: shapes.Slug,
    assembly: UUID,
    poll: UUID,
    uow: Read,
    actor: CurrentActor,
    lang: Annotated[str, Query(pattern="^(fr|en)?$", description="Of the explanation.")] = "",
) -> shapes.Result:
    """Give a declared result with its counting sheet; 404 until it is declared."""
    listing.ensure_poll_of(uow, assembly, poll)
    return declared_result(uow, poll, lang or language())


def declared_result(uow: UnitOfWork, poll: UUID, lang: str) -> shapes.Result:
    """Give the declared result of a resolution or of one round of an election. Raises NoSuchPoll."""
    if is_election(uow, poll):
        return election_shape(election_outcome(uow, poll, lang))
    return result_shape(outcome(uow, poll, lang))


def election_shape(found: ElectionOutcome) -> shapes.Result:
    """Write the declared result of an election as programs read it."""
    return shapes.Result(
        poll=found.poll,
        resolution_number=found.resolution_number,
        title=found.title,
        round=found.round,
        declared_at=found.declared_at,
        sheet=found.sheet_document,
        sheet_sha256=found.sheet_sha256,
        result={**election_document(found.result), "explanation": list(found.explanation)},
        names=dict(found.names),
        persons={option: list(persons) for option, persons in found.persons.items()},
        lot=shapes.Lot.model_validate(found.lot) if found.lot else None,
    )


def result_shape(found: Outcome) -> shapes.Result:
    """Write a declared result as programs read it."""
    return shapes.Result(
        poll=found.poll,
        resolution_number=found.resolution_number,
        title=found.title,
        round=found.round,
        declared_at=found.declared_at,
        sheet=found.sheet_document,
        sheet_sha256=found.sheet_sha256,
        result=result_document(found.result, found.told),
        names={},
        persons={},
        lot=None,
    )


@router.get("/cooperatives/{slug}/bylaws", name="api:bylaws")
def bylaws(slug: shapes.Slug, uow: Read, actor: CurrentActor) -> shapes.Page[shapes.BylawsVersion]:
    """List the versions of the bylaws, latest first."""
    return shapes.Page(
        items=[shapes.BylawsVersion.model_validate(one) for one in listing.bylaws_versions(uow)]
    )


@router.get("/cooperatives/{slug}/bylaws/{number}", name="api:bylaws_one")
def bylaws_one(slug: shapes.Slug, number: Number, uow: Read, actor: CurrentActor) -> shapes.BylawsWhole:
    """Give one version with its document, whose canonical form has the SHA-256 given."""
    return shapes.BylawsWhole.model_validate(listing.bylaws_version(uow, number))


@router.get("/cooperatives/{slug}/minutes", name="api:minutes")
def minutes(
    slug: shapes.Slug,
    uow: Read,
    actor: CurrentActor,
    cursor: Annotated[int | None, Query(ge=1, le=2**31 - 1)] = None,
    limit: Most = 50,
) -> shapes.Page[shapes.Minutes]:
    """List the register of minutes, latest first."""
    found = listing.minutes_page(uow, cursor, limit + 1)
    items = [shapes.Minutes.model_validate(one) for one in found[:limit]]
    return shapes.Page(items=items, next=str(items[-1].number) if len(found) > limit else None)


@router.get("/cooperatives/{slug}/minutes/{number}", name="api:minutes_one")
def minutes_one(slug: shapes.Slug, number: Number, uow: Read, actor: CurrentActor) -> shapes.MinutesWhole:
    """Give one entry of the register with its facts: addresses and shares as its reader may read them."""
    entry = listing.minutes_entry(uow, number, actor)
    return shapes.MinutesWhole(
        number=entry.number,
        assembly=entry.assembly,
        entered_at=entry.entered_at,
        pdf_sha256=entry.pdf_sha256,
        facts=entry.facts,
    )


@router.get(
    "/cooperatives/{slug}/minutes/{number}/pdf",
    name="api:minutes_pdf",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The signed-off minutes"}},
)
def minutes_pdf(slug: shapes.Slug, number: Number, uow: Read, actor: CurrentActor) -> Response:
    """Give the PDF of one entry of the register, byte for byte; to a member, the copy for members."""
    return Response(registers.register_pdf(uow, number, actor).pdf, media_type="application/pdf")
