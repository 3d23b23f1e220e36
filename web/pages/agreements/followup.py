"""Objectives and meetings of an agreement; « vu » by who acts for the structure."""

from collections.abc import Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor
from governance.errors import Malformed, Refused
from governance.usecases import agreement_followup as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.pages.agreements.forms import MeetingForm, ObjectiveForm, OutcomeForm, Typed, uuid_of
from web.pages.agreements.show import shown
from web.render import redirect

router = APIRouter(prefix="/coop/{slug}/conventions/{agreement}")


@router.post("/objectifs", name="agreements:objective")
def set_objective(
    request: Request, agreement: UUID, form: Annotated[ObjectiveForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write an objective."""

    def act() -> None:
        usecases.set_objective(uow, usecases.SetObjective(agreement, form.model_dump()), by=actor)

    return _written(request, uow, actor, agreement, ("objective", form), act)


@router.post("/objectifs/fin", name="agreements:settle")
def settle(
    request: Request, agreement: UUID, form: Annotated[OutcomeForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write what became of an objective."""

    def act() -> None:
        command = usecases.SettleObjective(uuid_of(form.objective), form.model_dump())
        usecases.settle_objective(uow, command, by=actor)

    return _written(request, uow, actor, agreement, ("outcome", form), act)


@router.post("/rappel", name="agreements:tell")
def tell_structure(
    request: Request, agreement: UUID, uow: Uow, actor: CurrentActor, told: Annotated[str, Form()] = ""
) -> Response:
    """Choose whether the structure is reminded too."""
    usecases.tell_structure(uow, agreement, told=told == "yes", by=actor)
    tell(request, uow, _("C’est enregistré."))
    return _back(request, actor, agreement)


@router.post("/rencontres", name="agreements:meeting")
def note_meeting(
    request: Request, agreement: UUID, form: Annotated[MeetingForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the notes of a meeting."""

    def act() -> None:
        usecases.note_meeting(uow, usecases.NoteMeeting(agreement, form.model_dump()), by=actor)

    return _written(request, uow, actor, agreement, ("meeting", form), act)


@router.post("/rencontres/{meeting}/partage", name="agreements:share")
def share(request: Request, agreement: UUID, meeting: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Let the structure read the notes of a meeting."""
    usecases.share_meeting(uow, meeting, by=actor)
    tell(request, uow, _("La structure peut lire ces notes."))
    return _back(request, actor, agreement)


@router.post("/vu", name="agreements:seen")
def mark_seen(
    request: Request, agreement: UUID, uow: Uow, actor: CurrentActor, meeting: Annotated[str, Form()] = ""
) -> Response:
    """Write that who acts for the structure read it."""
    command = usecases.MarkSeen(agreement, uuid_of(meeting) if meeting else None)
    usecases.mark_seen(uow, command, by=actor)
    tell(request, uow, _("C’est noté : vous l’avez vu."))
    return _back(request, actor, agreement)


def _written(
    request: Request,
    uow: Read,
    actor: Actor,
    agreement: UUID,
    typed: tuple[str, BaseModel],
    act: Callable[[], None],
) -> Response:
    """Do it and come back, or show the page again with what was typed and what is to be corrected."""
    try:
        act()
    except (Malformed, Refused) as error:
        return shown(request, uow, actor, agreement, typed=Typed(*typed), error=error)
    tell(request, uow, _("C’est enregistré."))
    return _back(request, actor, agreement)


def _back(request: Request, actor: Actor, agreement: UUID) -> Response:
    return redirect(request, path_of(request, "agreements:show", slug=actor.slug, agreement=agreement))
