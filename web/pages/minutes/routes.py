"""The minutes of an assembly: written, read again, signed, then read in the register."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.assembly.minutes_draft import MinutesDraft, MinutesMoved
from governance.assembly.stages import Stage
from governance.errors import GovernanceError
from governance.queries import minutes as queries
from governance.usecases import minutes as usecases
from web.delivery.pdf import register_copy
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.errors import status_of
from web.files import shown_pdf
from web.i18n import gettext as _
from web.i18n import translate_error
from web.pages.minutes.forms import MinutesForm, SignForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/proces-verbal")


@router.get("", name="minutes:edit")
def edit(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the minutes: to write for the secretary, to read for the others."""
    status = queries.minutes_status(uow, assembly, actor)
    held = status.stage in (Stage.OPEN, Stage.CLOSED)
    if status.entry is not None or not held or not actor.holds(Role.SECRETARY):
        reads_draft = held and actor.holds(*queries.DRAFT_READERS)
        return page(request, "minutes/show.html", fragment="progress", view=status, reads_draft=reads_draft)
    view = queries.minutes_view(uow, assembly, actor)
    if view.sealing:
        return page(request, "minutes/sealing.html", fragment="progress", view=view)
    return page(request, "minutes/edit.html", view=view, saved=None, refusal=None)


@router.post("", name="minutes:save")
def save(
    request: Request, assembly: UUID, form: Annotated[MinutesForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Save the words; or only show what they give; or save them and go on to sign."""
    typed = form.draft()
    actor.ensure(Role.SECRETARY)
    if form.action == "preview":
        view = queries.minutes_view(uow, assembly, actor, typed)
        return page(request, "minutes/edit.html", view=view, saved=None, refusal=None)
    try:
        usecases.edit_minutes(uow, usecases.EditMinutes(assembly, form.revision, typed), by=actor)
    except GovernanceError as error:
        return _typed_again(request, uow, assembly, actor, typed, error)
    tell(request, uow, _("Le procès-verbal est enregistré."))
    target = "minutes:sign_form" if form.action == "review" else "minutes:edit"
    return redirect(request, path_of(request, target, slug=actor.slug, assembly=assembly))


def _typed_again(
    request: Request, uow: Uow, assembly: UUID, actor: Actor, typed: MinutesDraft, error: GovernanceError
) -> Response:
    """Show what was typed with why it was not saved; beside it, what somebody else saved meanwhile."""
    view = queries.minutes_view(uow, assembly, actor, typed)
    saved = queries.minutes_view(uow, assembly, actor) if isinstance(error, MinutesMoved) else None
    status, _title = status_of(error)
    refusal = translate_error(error)
    return page(request, "minutes/edit.html", status=status, view=view, saved=saved, refusal=refusal)


@router.post("/apercu", name="minutes:preview")
def preview(
    request: Request,
    assembly: UUID,
    form: Annotated[MinutesForm, Form()],
    uow: Uow,
    actor: CurrentActor,
    part: str = "",
) -> Response:
    """Show what the text of one part gives, without keeping it."""
    actor.ensure(Role.SECRETARY)
    return page(request, "minutes/preview.html", text=form.words(part))


@router.get("/projet.pdf", name="minutes:draft")
def draft(assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Print the draft, marked as one on each page."""
    facts, sheet = queries.draft_papers(uow, assembly, actor)
    return shown_pdf(register_copy(facts, sheet), "projet-de-proces-verbal.pdf")


@router.get("/signature", name="minutes:sign_form")
def sign_form(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask to read again before signing."""
    actor.ensure(Role.SECRETARY)
    view = queries.minutes_view(uow, assembly, actor)
    if view.entry is not None or view.sealing or view.stage != Stage.CLOSED:
        return _back(request, actor, assembly)
    return page(request, "minutes/sign.html", view=view, refusal=None)


@router.post("/signature", name="minutes:sign")
def sign(
    request: Request, assembly: UUID, form: Annotated[SignForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Sign what was read."""
    try:
        usecases.sign_minutes(uow, usecases.SignMinutes(assembly, form.revision), by=actor)
    except MinutesMoved as error:
        view = queries.minutes_view(uow, assembly, actor)
        return page(request, "minutes/sign.html", status=409, view=view, refusal=translate_error(error))
    return _back(request, actor, assembly)


def _back(request: Request, actor: Actor, assembly: UUID) -> Response:
    return redirect(request, path_of(request, "minutes:edit", slug=actor.slug, assembly=assembly))
