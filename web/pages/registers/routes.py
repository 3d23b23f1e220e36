"""The registers: minutes numbered without gap, attendance sheets, and what an auditor takes away."""

from hashlib import sha256
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor
from governance.errors import NotFound
from governance.queries import journal, minutes, registers
from governance.queries.elections import election_outcome, is_election
from governance.queries.results import outcome
from governance.usecases.registers import Export, ensure_recorded, record_export
from web.delivery.pdf import attendance_pdf
from web.deps import CurrentActor, Read, Uow, path_of
from web.files import attached
from web.render import page

router = APIRouter(prefix="/coop/{slug}")

PDF = "application/pdf"


class ExportForm(BaseModel):
    """A file to take: its kind, and the assembly (or for a sheet, the poll) it is about."""

    what: Literal["minutes", "attendance", "sheet", "journal"]
    subject: UUID | None = None


@router.get("/registres", name="registers:show")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show which registers one may consult."""
    audit = registers.auditor_home(uow, actor) if actor.holds(*registers.AUDITED) else None
    entries = registers.register_page(uow)
    return page(request, "registers/show.html", entries=entries, audit=audit)


@router.get("/registres/proces-verbaux", name="registers:minutes")
def list_minutes(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    before: Annotated[int | None, Query(alias="avant", ge=1)] = None,
) -> Response:
    """List the register of minutes, latest first."""
    found = registers.register_page(uow, before)
    here = path_of(request, "registers:minutes", slug=actor.slug)
    following = f"{here}?avant={found.following}" if found.following else ""
    first = here if before else ""
    return page(request, "registers/minutes.html", entries=found, first=first, following=following)


@router.get("/registres/proces-verbaux/{number}.pdf", name="minutes:pdf")
def minutes_pdf(number: int, uow: Read, actor: CurrentActor) -> Response:
    """Give minutes as they were entered, or the copy for members."""
    ensure_recorded(actor)
    found = registers.register_pdf(uow, number, actor)
    name = f"proces-verbal-{found.number}-copie" if found.is_copy else f"proces-verbal-{found.number}"
    return attached(found.pdf, PDF, f"{name}.pdf")


@router.get("/assemblees/{assembly}/feuille-de-presence.pdf", name="attendance:pdf")
def attendance(assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the attendance sheet: blank to sign before the meeting, then who took part."""
    ensure_recorded(actor)
    return attached(_attendance(uow, assembly, actor), PDF, "feuille-de-presence.pdf")


@router.post("/registres/telecharger", name="registers:export")
def export(form: Annotated[ExportForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Give a file to an auditor and note it in the log, in one transaction."""
    content, media_type, name = _taken(uow, form, actor)
    record_export(uow, Export(form.what, form.subject, sha256(content).hexdigest()), by=actor)
    return attached(content, media_type, name)


def _taken(uow: Uow, form: ExportForm, actor: Actor) -> tuple[bytes, str, str]:
    actor.ensure(*registers.AUDITED)
    if form.what == "journal":
        lines = journal.journal_lines(uow, actor, form.subject)
        return lines.encode(), "application/jsonl", "journal.jsonl"
    if form.subject is None:
        raise NotFound
    if form.what == "attendance":
        return _attendance(uow, form.subject, actor), PDF, "feuille-de-presence.pdf"
    if form.what == "sheet":
        found = (
            election_outcome(uow, form.subject)
            if is_election(uow, form.subject)
            else outcome(uow, form.subject)
        )
        name = f"feuille-de-comptage-resolution-{found.resolution_number}.json"
        return found.sheet_file, "application/json", name
    entry = minutes.minutes_status(uow, form.subject, actor).entry
    if entry is None:
        raise NotFound
    return registers.register_pdf(uow, entry.number, actor).pdf, PDF, f"proces-verbal-{entry.number}.pdf"


def _attendance(uow: Uow, assembly: UUID, actor: Actor) -> bytes:
    paper = registers.attendance_paper(uow, assembly, actor)
    return attendance_pdf(paper.sheet, legal_copy=paper.legal_copy)
