"""Preparing an election: the way to vote of an item, its settings, who stands."""

from collections.abc import Mapping
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from governance.actors import Actor
from governance.errors import GovernanceError, Malformed
from governance.queries.elections import ElectionItem, election_item
from governance.usecases import elections as usecases
from governance.vote.elections.contest import SettingValue
from governance.vote.elections.preparing import Shown, contest_of
from governance.vote.methods import ELECTIONS
from web.ballots.settings import read_settings, setting_fields, settings_said
from web.ballots.ways import WAYS, ways_by_purpose
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.drawings.elections import SETTLED
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.refusals import ErrorText
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/ordre-du-jour/{item}")
NO_SEATS = "consultation"


class WayForm(BaseModel):
    """The way to vote chosen for an item."""

    method: str = Field(default="", max_length=40)


class ContestForm(BaseModel):
    """The settings of an election as typed; those of the way to vote are `set_…`."""

    model_config = ConfigDict(extra="allow")

    seats: str = Field(default="1", max_length=10)
    college: str = Field(default="", max_length=80)
    office: str = Field(default="", max_length=200)
    years: str = Field(default="", max_length=10)
    order: str = Field(default="alphabetical", max_length=20)

    @classmethod
    def of(cls, view: ElectionItem) -> "ContestForm":
        """Fill the form with an election."""
        if view.plan is None:
            return cls()
        plan = view.plan
        years = str(plan.years) if plan.years else ""
        return cls(
            seats=str(plan.seats), college=plan.college, office=plan.office, years=years, order=plan.shown
        )

    @property
    def typed(self) -> Mapping[str, str]:
        """Give the settings of the way to vote as they were typed."""
        return {name: value for name, value in (self.model_extra or {}).items() if isinstance(value, str)}

    def read(self, method: str) -> tuple[dict[str, SettingValue], dict[str, str]]:
        """Read the settings of the way to vote, and name every fault by its field."""
        settings, faults = read_settings(method, self.typed)
        if method != NO_SEATS and not (_number(self.seats) and 1 <= int(self.seats) <= usecases.MOST_SEATS):
            faults["seats"] = _("Écrivez un nombre de sièges, de 1 à 99.")
        if self.years and not (_number(self.years) and 1 <= int(self.years) <= usecases.MOST_YEARS):
            faults["years"] = _("Écrivez une durée de 1 à 6 ans, ou laissez vide.")
        if self.order not in set(Shown):
            faults["order"] = _("Choisissez une des réponses proposées.")
        return settings, faults


@router.get("/mode", name="assemblies:way")
def way(request: Request, assembly: UUID, item: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask how an item will be voted on."""
    return _way_page(request, election_item(uow, assembly, item, actor), None)


@router.post("/mode", name="assemblies:choose_way")
def choose_way(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[WayForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep how an item will be voted on."""
    view = election_item(uow, assembly, item, actor)
    if form.method not in WAYS:
        return _way_page(request, view, None, {"method": _("Choisissez un mode de scrutin.")})
    try:
        usecases.choose_way(uow, usecases.ChooseWay(assembly, item, form.method), by=actor)
    except GovernanceError as error:
        return _way_page(request, view, translate_error(error))
    tell(request, uow, _("Le mode de scrutin est enregistré."))
    name = "assemblies:election" if form.method in ELECTIONS else "assemblies:agenda"
    return redirect(request, _path(request, name, actor, assembly, item))


@router.get("/election", name="assemblies:election")
def election(request: Request, assembly: UUID, item: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show an election being prepared: who stands, its settings."""
    view = election_item(uow, assembly, item, actor)
    if view.plan is None:
        return redirect(request, _path(request, "assemblies:way", actor, assembly, item))
    return _election_page(request, view, ContestForm.of(view))


@router.post("/election", name="assemblies:set_election")
def set_election(
    request: Request,
    assembly: UUID,
    item: UUID,
    form: Annotated[ContestForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep the settings of an election."""
    view = election_item(uow, assembly, item, actor)
    method = view.plan.method if view.plan else NO_SEATS
    settings, faults = form.read(method)
    if faults:
        return _election_page(request, view, form, faults)
    command = usecases.SetContest(
        assembly,
        item,
        seats=0 if method == NO_SEATS else int(form.seats),
        college=form.college,
        office=form.office,
        years=int(form.years) if form.years else None,
        shown=Shown(form.order),
        settings=settings,
    )
    try:
        usecases.set_contest(uow, command, by=actor)
    except GovernanceError as error:
        return _election_page(request, view, form, {}, translate_error(error))
    tell(request, uow, _("Les réglages du scrutin sont enregistrés."))
    return redirect(request, _path(request, "assemblies:election", actor, assembly, item))


def _path(request: Request, name: str, actor: Actor, assembly: UUID, item: UUID) -> str:
    more = {} if name == "assemblies:agenda" else {"item": item}
    return path_of(request, name, slug=actor.slug, assembly=assembly, **more)


def _way_page(
    request: Request, view: ElectionItem, refusal: ErrorText | None, errors: dict[str, str] | None = None
) -> Response:
    return page(
        request,
        "assemblies/way.html",
        status=422 if errors or refusal else 200,
        view=view,
        chosen=view.plan.method if view.plan else "yes_no",
        groups=ways_by_purpose(),
        proposed=WAYS[view.proposed].name,
        errors=errors or {},
        refusal=refusal,
    )


def _election_page(
    request: Request,
    view: ElectionItem,
    form: ContestForm,
    errors: dict[str, str] | None = None,
    refusal: ErrorText | None = None,
) -> Response:
    plan = view.plan
    if plan is None:
        raise Malformed
    typed = form.typed if errors or refusal else None
    return page(
        request,
        "assemblies/election.html",
        status=422 if errors or refusal else 200,
        view=view,
        way=WAYS[plan.method],
        proposed=WAYS[view.proposed].name,
        of_bylaws=[
            said
            for one, said in zip(
                ELECTIONS[view.proposed].settings, settings_said(view.proposed, view.settings), strict=True
            )
            if one.name in view.departs
        ],
        undated=[(_(SETTLED[rule]), names) for rule, names in view.undated],
        after_age=_(SETTLED[view.after_age]) if view.after_age else "",
        is_list=plan.method == "lists",
        candidates=sorted(view.candidates, key=lambda one: (one.withdrawn, one.name.casefold())),
        colleges=[*view.colleges],
        settings=setting_fields(plan.method, plan.settings, typed),
        faults=ELECTIONS[plan.method].faults(contest_of(plan, view.candidates, (), "")),
        form=form,
        errors=errors or {},
        refusal=refusal,
    )


def _number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal()
