"""The voices of one person in several colleges: giving one, taking one back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, Field

from governance.actors import Actor
from governance.errors import Refused
from governance.law.clauses import SeveralVotes
from governance.queries.voices import voices_page
from governance.usecases.voices import AddVoice, add_voice, end_voice
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/societaires/{member}/voix")


class VoiceForm(BaseModel):
    """Where the voice is: "college/category"."""

    place: str = Field(default="", max_length=200)


class EndForm(BaseModel):
    """The record of the voice that ends."""

    voice: UUID


@router.get("", name="members:voices")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the voices of a person."""
    return _page(request, uow, actor, member)


@router.post("", name="members:add_voice")
def add(
    request: Request, member: UUID, form: Annotated[VoiceForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Give a voice in another college."""
    college, _slash, category = form.place.partition("/")
    try:
        add_voice(uow, AddVoice(member, college, category), by=actor)
    except Refused as error:
        return _page(request, uow, actor, member, error)
    tell(request, uow, _("La voix est inscrite : cette personne votera aussi dans ce collège."))
    return redirect(request, path_of(request, "members:voices", slug=actor.slug, member=member))


@router.post("/retirer", name="members:end_voice")
def end(
    request: Request, member: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Take a voice back."""
    try:
        end_voice(uow, form.voice, by=actor)
    except Refused as error:
        return _page(request, uow, actor, member, error)
    tell(request, uow, _("Cette voix a pris fin."))
    return redirect(request, path_of(request, "members:voices", slug=actor.slug, member=member))


def _page(request: Request, uow: Uow, actor: Actor, member: UUID, error: Refused | None = None) -> Response:
    view = voices_page(uow, member, by=actor)
    return page(
        request,
        "members/voices.html",
        status=409 if error else 200,
        view=view,
        refusal=translate_error(error) if error else None,
        caution=translate_error(SeveralVotes()),
    )
