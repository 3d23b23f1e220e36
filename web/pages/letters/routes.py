"""A letter to one person: its PDF, and the day it was posted."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.queries.letters import printed_letter
from governance.register.faults import Fault
from governance.register.letters import LetterAbout, LetterGone
from governance.register.reading import read_day
from governance.usecases import letters as usecases
from web.delivery.pdf import letter_pdf
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.files import attached_pdf
from web.i18n import gettext as _
from web.render import redirect

router = APIRouter(prefix="/coop/{slug}/lettres")


class PostedForm(BaseModel):
    """The day a letter was posted, as typed."""

    on: str = ""


@router.get("/{letter}.pdf", name="letters:pdf")
def pdf(letter: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give a letter to print."""
    row, cooperative = printed_letter(uow, letter, actor)
    return attached_pdf(letter_pdf(row, cooperative), f"lettre-{row.id}.pdf")


@router.post("/{letter}/postee", name="letters:post")
def post(
    request: Request, letter: UUID, form: Annotated[PostedForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the day it was posted, and go back to what it is about."""
    on = read_day("on", form.on)
    if isinstance(on, Fault):
        raise LetterGone
    about, subject = usecases.post_letter(uow, usecases.PostLetter(letter, on), by=actor)
    tell(request, uow, _("La lettre est notée comme postée."))
    return redirect(request, page_of(request, about, subject, actor.slug))


def page_of(request: Request, about: LetterAbout, subject: UUID, slug: str) -> str:
    """Give the page that shows what a letter is about."""
    if about is LetterAbout.MISSED:
        return path_of(request, "missed:show", slug=slug, member=subject)
    if about is LetterAbout.REQUEST:
        return path_of(request, "requests:show", slug=slug, wanted=subject)
    return path_of(request, "assemblies:notices", slug=slug, assembly=subject)
