"""Who is tied to whom: organisations that are members, what each side holds, whose votes it suspends."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import ties as queries
from governance.queries.lives import life_of
from governance.register.tie_reading import FaultyTie
from governance.register.ties import (
    ORIGIN_NAMES,
    STRUCTURE_FORM_NAMES,
    TIE_NAMES,
    Origin,
    StructureForm,
    TieKind,
)
from governance.usecases import structures
from governance.usecases import ties as usecases
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.drawings import length, lifeline
from web.drawings.lives import life_view
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}")


class DescriptionForm(BaseModel):
    """What describes an organisation, as typed."""

    form: str = ""
    origin: str = ""
    trade: str = ""
    founded_on: str = ""
    siret: str = ""
    registration: str = ""
    ceased_on: str = ""


class JobsForm(BaseModel):
    """The jobs of one year, as typed."""

    year: str = ""
    jobs: str = ""


class TieForm(BaseModel):
    """A tie that begins, as typed."""

    kind: str = TieKind.HOLDING.value
    part: str = ""
    since: str = ""
    price: str = ""
    decision: str = ""


class EndForm(BaseModel):
    """The first day without a tie, as typed."""

    until: str = ""


@router.get("/liens", name="ties:list")
def show_list(request: Request, uow: Read, actor: CurrentActor, apres: UUID | None = None) -> Response:
    """Show the organisations that are members, with what ties them to the cooperative."""
    view = queries.ties_page(uow, actor, apres)
    return page(
        request,
        "ties/list.html",
        view=view,
        public=translate_error(view.public) if view.public else None,
        forms=STRUCTURE_FORM_NAMES,
        origins=ORIGIN_NAMES,
        length=length,
        writes=actor.holds(Role.SECRETARY),
        today=uow.today,
    )


@router.get("/societaires/{member}/liens", name="ties:show")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one organisation and the history of its ties."""
    return _shown(request, uow, actor, member)


@router.post("/societaires/{member}/liens/structure", name="ties:describe")
def describe(
    request: Request, member: UUID, form: Annotated[DescriptionForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write what is known of an organisation, or show the form again with what is to be corrected."""
    try:
        command = usecases.DescribeStructure(member, form.model_dump())
        usecases.describe_structure(uow, command, by=actor)
    except FaultyTie as error:
        return _shown(request, uow, actor, member, described=form, error=error)
    tell(request, uow, _("La structure est enregistrée."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/liens/emplois", name="ties:jobs")
def declare_jobs(
    request: Request, member: UUID, form: Annotated[JobsForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the jobs of one year, or show the form again with what is to be corrected."""
    try:
        structures.declare_jobs(uow, structures.DeclareJobs(member, form.model_dump()), by=actor)
    except FaultyTie as error:
        return _shown(request, uow, actor, member, declared=form, error=error)
    tell(request, uow, _("Les emplois de l’année sont inscrits."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/liens/emplois/retirer", name="ties:withdraw_jobs")
def withdraw_jobs(
    request: Request, member: UUID, form: Annotated[JobsForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Withdraw the jobs of a year, declared by mistake."""
    year = structures.withdraw_jobs(uow, structures.WithdrawJobs(member, form.model_dump()), by=actor)
    tell(request, uow, _("Les emplois de %(year)s sont retirés.") % {"year": year})
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/liens", name="ties:begin")
def begin(
    request: Request, member: UUID, form: Annotated[TieForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write that a tie begins, or show the form again with what is to be corrected."""
    try:
        usecases.record_tie(uow, usecases.RecordTie(member, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, tied=form, error=error)
    tell(request, uow, _("Le lien est inscrit. Il compte pour les prochains scrutins ouverts."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/liens/{tie}/fin", name="ties:end")
def end(
    request: Request, member: UUID, tie: UUID, form: Annotated[EndForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the end of a tie, or show the form again with what is to be corrected."""
    try:
        usecases.end_tie(uow, usecases.EndTie(tie, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, ended=(tie, form), error=error)
    tell(request, uow, _("La fin du lien est inscrite."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


@router.post("/societaires/{member}/liens/{tie}/retirer", name="ties:withdraw")
def withdraw(request: Request, member: UUID, tie: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Withdraw a tie written by mistake."""
    usecases.withdraw_tie(uow, tie, by=actor)
    tell(request, uow, _("Le lien est retiré : il n’a jamais compté."))
    return redirect(request, path_of(request, "ties:show", slug=actor.slug, member=member))


def _shown(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    member: UUID,
    *,
    described: DescriptionForm | None = None,
    declared: JobsForm | None = None,
    tied: TieForm | None = None,
    ended: tuple[UUID, EndForm] | None = None,
    error: GovernanceError | None = None,
) -> Response:
    view = queries.structure_shown(uow, member, actor)
    faults = fault_sentences(error.faults) if isinstance(error, FaultyTie) else {}
    why, excess = view.tied.suspended, view.tied.excess
    return page(
        request,
        "ties/show.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=view,
        form=described or _typed(view),
        jobs=declared or JobsForm(year=str(uow.today.year)),
        tie=tied or TieForm(),
        ended=ended,
        errors={
            "structure": faults if described else {},
            "jobs": faults if declared else {},
            "tie": faults if tied else {},
            "end": faults if ended else {},
        },
        refusal=translate_error(error) if error is not None and not faults else None,
        why=translate_error(why) if why else None,
        excess=translate_error(excess) if excess else None,
        names=STRUCTURE_FORM_NAMES,
        forms=[
            ("", _("Choisissez une forme")),
            *((form.value, _(STRUCTURE_FORM_NAMES[form])) for form in StructureForm),
        ],
        origins=[(origin.value, _(ORIGIN_NAMES[origin])) for origin in Origin],
        kinds=[(kind.value, _(TIE_NAMES[kind])) for kind in TieKind],
        writes=actor.holds(Role.SECRETARY),
        directory=services_of(request).directory is not None,
        length=length,
        life=life_view(life_of(uow, member)),
        frame=lifeline,
    )


def _typed(view: queries.StructureShown) -> DescriptionForm:
    known = view.structure
    if known is None:
        return DescriptionForm()
    return DescriptionForm(
        form=known.form.value,
        origin=known.origin.value,
        trade=known.trade,
        founded_on=_typed_day(known.founded_on),
        siret=known.siret,
        registration=known.registration,
        ceased_on=_typed_day(known.ceased_on),
    )


def _typed_day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
