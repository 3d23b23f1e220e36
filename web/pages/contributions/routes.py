"""The services structures take, what they contribute, the statement of each and the workbook of all."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import contributions as queries
from governance.register.contribution_reading import FaultyContribution
from governance.register.contributions import BASE_NAMES, SERVICE_NAMES, ContributionBase, ServiceKind
from governance.usecases import contributions as usecases
from web.delivery.pdf import statement_pdf
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.contributions import workbook
from web.documents.member_files import XLSX_TYPE
from web.files import attached, shown_pdf
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}")
Year = Annotated[int | None, Query(alias="annee", ge=1900, le=2199)]


class ServiceForm(BaseModel):
    """A service of the catalogue, as typed."""

    name: str = ""
    kind: str = ServiceKind.SUPPORT.value


class RateForm(BaseModel):
    """A rate, as typed."""

    base: str = ContributionBase.TURNOVER.value
    part: str = ""
    since: str = ""


class TakeForm(BaseModel):
    """A service taken, as typed."""

    service: str = ""
    since: str = ""


class StopForm(BaseModel):
    """The first day without a service, as typed."""

    until: str = ""


class BaseForm(BaseModel):
    """What is declared for a period, as typed."""

    starts_on: str = ""
    ends_on: str = ""
    amount: str = ""


@router.get("/contributions", name="contributions:list")
def show_year(
    request: Request, uow: Read, actor: CurrentActor, annee: Year = None, apres: UUID | None = None
) -> Response:
    """Show the contributions of a year, the catalogue, and the rate of hosted activities."""
    return _year_page(request, uow, actor, annee, apres)


@router.get("/contributions/{annee}.xlsx", name="contributions:workbook")
def take_workbook(uow: Read, actor: CurrentActor, annee: int) -> Response:
    """Give the contributions of a year as a workbook, for the accountant."""
    view = queries.contributions_year(uow, actor, annee, most=10_000)
    return attached(workbook(view), XLSX_TYPE, f"contributions-{annee}.xlsx")


@router.post("/contributions/services", name="contributions:offer")
def offer(request: Request, form: Annotated[ServiceForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Add a service to the catalogue."""
    try:
        usecases.offer_service(uow, usecases.OfferService(form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _year_page(request, uow, actor, None, None, service=form, error=error)
    tell(request, uow, _("Le service est au catalogue."))
    return redirect(request, path_of(request, "contributions:list", slug=actor.slug))


@router.post("/contributions/taux", name="contributions:hosted_rate")
def hosted_rate(
    request: Request, form: Annotated[RateForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the rate of hosted activities."""
    try:
        usecases.agree_rate(uow, usecases.AgreeRate(None, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _year_page(request, uow, actor, None, None, rate=form, error=error)
    tell(request, uow, _("Le taux est enregistré."))
    return redirect(request, path_of(request, "contributions:list", slug=actor.slug))


@router.get("/societaires/{member}/contribution", name="contributions:show")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor, annee: Year = None) -> Response:
    """Show the services and the contribution of one structure."""
    return _member_page(request, uow, actor, member, annee or uow.today.year)


@router.get("/societaires/{member}/contribution/{annee}.pdf", name="contributions:statement")
def take_statement(member: UUID, annee: int, uow: Read, actor: CurrentActor) -> Response:
    """Give the statement of one structure for a year as a PDF."""
    view = queries.contributions_of(uow, member, actor, annee)
    return shown_pdf(statement_pdf(view, uow.today), f"contribution-{view.number}-{annee}.pdf")


@router.post("/societaires/{member}/contribution/services", name="contributions:take")
def take(
    request: Request, member: UUID, form: Annotated[TakeForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write that a structure takes a service."""

    def act() -> None:
        command = usecases.TakeService(member, _uuid(form.service), form.model_dump())
        usecases.take_service(uow, command, by=actor)

    return _written(request, uow, actor, member, ("take", form), act)


@router.post("/societaires/{member}/contribution/services/{use}/fin", name="contributions:stop")
def stop(
    request: Request,
    member: UUID,
    use: UUID,
    form: Annotated[StopForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write the end of a service."""

    def act() -> None:
        usecases.stop_service(uow, usecases.StopService(use, form.model_dump()), by=actor)

    return _written(request, uow, actor, member, (str(use), form), act)


@router.post("/societaires/{member}/contribution/taux", name="contributions:rate")
def rate(
    request: Request, member: UUID, form: Annotated[RateForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the rate of a structure."""

    def act() -> None:
        usecases.agree_rate(uow, usecases.AgreeRate(member, form.model_dump()), by=actor)

    return _written(request, uow, actor, member, ("rate", form), act)


@router.post("/societaires/{member}/contribution", name="contributions:declare")
def declare(
    request: Request, member: UUID, form: Annotated[BaseForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write what a structure declares for a period."""

    def act() -> None:
        usecases.declare_base(uow, usecases.DeclareBase(member, form.model_dump()), by=actor)

    return _written(request, uow, actor, member, ("base", form), act)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # no service has it: NoSuchService


def _written(
    request: Request,
    uow: Uow,
    actor: Actor,
    member: UUID,
    typed: tuple[str, BaseModel],
    act: Callable[[], None],
) -> Response:
    """Do it and come back, or show the page again with what was typed and what is to be corrected."""
    try:
        act()
    except (Malformed, Refused) as error:
        return _member_page(request, uow, actor, member, uow.today.year, typed=typed, error=error)
    tell(request, uow, _("C’est enregistré."))
    return redirect(request, path_of(request, "contributions:show", slug=actor.slug, member=member))


def _faults(error: GovernanceError | None) -> dict[str, Any]:
    """Give the status, the faults by field and the refusal of an answer."""
    faults = fault_sentences(error.faults) if isinstance(error, FaultyContribution) else {}
    return {
        "status": 200 if error is None else 422 if isinstance(error, Malformed) else 409,
        "errors": faults,
        "refusal": translate_error(error) if error is not None and not faults else None,
    }


def _year_page(
    request: Request,
    uow: Read,
    actor: Actor,
    year: int | None,
    after: UUID | None,
    *,
    service: ServiceForm | None = None,
    rate: RateForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    return page(
        request,
        "contributions/list.html",
        view=queries.contributions_year(uow, actor, year or uow.today.year, after=after),
        service=service or ServiceForm(),
        rate=rate or RateForm(),
        in_service=service is not None,
        kinds=[(kind.value, _(name)) for kind, name in SERVICE_NAMES.items()],
        bases=[(base.value, _(name)) for base, name in BASE_NAMES.items()],
        years=_years(uow.today.year),
        kind_names=SERVICE_NAMES,
        base_names=BASE_NAMES,
        writes=actor.holds(Role.SECRETARY),
        **_faults(error),
    )


def _member_page(
    request: Request,
    uow: Read,
    actor: Actor,
    member: UUID,
    year: int,
    *,
    typed: tuple[str, BaseModel] = ("", StopForm()),
    error: GovernanceError | None = None,
) -> Response:
    where, form = typed
    return page(
        request,
        "contributions/show.html",
        view=queries.contributions_of(uow, member, actor, year),
        years=_years(uow.today.year),
        where=where,
        take=form if where == "take" else TakeForm(),
        rate=form if where == "rate" else RateForm(),
        base=form if where == "base" else BaseForm(),
        stop=form if isinstance(form, StopForm) else StopForm(),
        bases=[(base.value, _(name)) for base, name in BASE_NAMES.items()],
        base_names=BASE_NAMES,
        writes=actor.holds(Role.SECRETARY),
        **_faults(error),
    )


def _years(this: int) -> list[tuple[int, str]]:
    """Give the five last years, to choose from."""
    return [(year, str(year)) for year in range(this, this - 5, -1)]
