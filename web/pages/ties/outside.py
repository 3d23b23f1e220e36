"""What the cooperative holds of companies that are not its members."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries.outside_holdings import outside_holdings
from governance.register.tie_reading import FaultyTie, HeldAsMember, NamedAsMember
from governance.register.ties import STRUCTURE_FORM_NAMES, StructureForm
from governance.usecases import outside_holdings as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.pages.ties.routes import EndForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/liens/hors-societariat")


class OutsideForm(BaseModel):
    """A holding that begins, as typed."""

    company: str = ""
    form: str = ""
    siren: str = ""
    part: str = ""
    since: str = ""
    price: str = ""
    decision: str = ""


@router.get("", name="ties:outside")
def show(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Show these holdings, past and present."""
    return _shown(request, uow, actor)


@router.post("", name="ties:hold_outside")
def begin(request: Request, form: Annotated[OutsideForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Write that one begins, or show the form again with what is to be corrected."""
    try:
        usecases.hold_outside(uow, usecases.HoldOutside(form.model_dump()), by=actor)
    except (FaultyTie, HeldAsMember, NamedAsMember) as error:
        return _shown(request, uow, actor, begun=form, error=error)
    tell(request, uow, _("La participation est inscrite."))
    return redirect(request, path_of(request, "ties:outside", slug=actor.slug))


@router.post("/{holding}/fin", name="ties:leave_outside")
def end(
    request: Request, holding: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the end of one, or show the form again with what is to be corrected."""
    try:
        usecases.leave_outside(uow, usecases.LeaveOutside(holding, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, ended=(holding, form), error=error)
    tell(request, uow, _("La fin de la participation est inscrite."))
    return redirect(request, path_of(request, "ties:outside", slug=actor.slug))


@router.post("/{holding}/retirer", name="ties:withdraw_outside")
def withdraw(request: Request, holding: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Withdraw one written by mistake."""
    usecases.withdraw_outside(uow, holding, by=actor)
    tell(request, uow, _("La participation est retirée : elle n’a jamais compté."))
    return redirect(request, path_of(request, "ties:outside", slug=actor.slug))


@router.post("/{holding}/reprendre", name="ties:move_inside")
def move(request: Request, holding: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Move one to the record of the company, which became a member."""
    try:
        with uow.attempt():
            member = usecases.move_inside(uow, holding, by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, error=error)
    tell(request, uow, _("La part est maintenant sur la fiche de la structure, et compte pour ses voix."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    *,
    begun: OutsideForm | None = None,
    ended: tuple[UUID, EndForm] | None = None,
    error: GovernanceError | None = None,
) -> Response:
    faults = fault_sentences(error.faults) if isinstance(error, FaultyTie) else {}
    return page(
        request,
        "ties/outside.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        holdings=outside_holdings(uow, actor),
        form=begun or OutsideForm(),
        ended=ended,
        errors={"begin": faults if begun else {}, "end": faults if ended else {}},
        refusal=translate_error(error) if error is not None and not faults else None,
        forms=[
            ("", _("Choisissez une forme")),
            *((form.value, _(STRUCTURE_FORM_NAMES[form])) for form in StructureForm),
        ],
        names=STRUCTURE_FORM_NAMES,
        writes=actor.holds(Role.SECRETARY),
    )
