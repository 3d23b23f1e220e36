"""The act log: what was done, by whom, in which capacity, and the exact line that proves it."""

from typing import Annotated
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from governance.actors import Actor
from governance.queries import journal as queries
from governance.usecases.registers import ensure_recorded
from web.deps import CurrentActor, Read, path_of
from web.files import attached
from web.pages.journal.sentences import capacity, sentence, type_name
from web.render import page

router = APIRouter(prefix="/coop/{slug}")

Kind = Annotated[str, Query(alias="type", max_length=40)]
Before = Annotated[int | None, Query(alias="avant", ge=0)]


@router.get("/journal", name="journal:show")
def show(
    request: Request, uow: Read, actor: CurrentActor, kind: Kind = "", before: Before = None
) -> Response:
    """Show the log of the cooperative."""
    return _shown(request, queries.journal_page(uow, actor, kind=kind, before=before), actor, before)


@router.get("/assemblees/{assembly}/journal", name="journal:assembly")
def show_assembly(
    request: Request, assembly: UUID, uow: Read, actor: CurrentActor, kind: Kind = "", before: Before = None
) -> Response:
    """Show the log of one assembly."""
    found = queries.journal_page(uow, actor, assembly, kind=kind, before=before)
    return _shown(request, found, actor, before)


@router.get("/journal.jsonl", name="journal:lines")
def lines(uow: Read, actor: CurrentActor) -> Response:
    """Give the whole log of the cooperative, one canonical line an act."""
    ensure_recorded(actor)
    return _lines(queries.journal_lines(uow, actor))


@router.get("/assemblees/{assembly}/journal.jsonl", name="journal:assembly_lines")
def assembly_lines(assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the whole log of one assembly, one canonical line an act."""
    ensure_recorded(actor)
    return _lines(queries.journal_lines(uow, actor, assembly))


def _lines(content: str) -> Response:
    return attached(content, "application/jsonl", "journal.jsonl")


def _shown(request: Request, found: queries.JournalPage, actor: Actor, before: int | None) -> Response:
    if found.assembly:
        here = path_of(request, "journal:assembly", slug=actor.slug, assembly=found.assembly)
    else:
        here = path_of(request, "journal:show", slug=actor.slug)
    kept = {"type": found.kind} if found.kind else {}
    first = f"{here}?{urlencode(kept)}" if kept else here
    following = "" if found.following is None else f"{here}?{urlencode({**kept, 'avant': found.following})}"
    return page(
        request,
        "journal/show.html",
        view=found,
        sentence=sentence,
        type_name=type_name,
        capacity=capacity,
        here=here,
        first=first if before is not None else "",
        following=following,
    )
