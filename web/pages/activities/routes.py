"""Activities hosted, their exit step by step, and the whole life of a structure."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from governance.actors import Actor, Role
from governance.errors import GovernanceError, Malformed
from governance.queries import activities as queries
from governance.register.activities import EXIT_REASON_NAMES, OUTCOME_NAMES, ExitReason, Outcome
from governance.register.activity_reading import FaultyActivity
from governance.register.ties import STRUCTURE_FORM_NAMES, StructureForm
from governance.usecases import activities as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/activites")


class ActivityForm(BaseModel):
    """An activity, as typed."""

    name: str = ""
    trade: str = ""
    town: str = ""
    code: str = ""
    started_on: str = ""


class PersonForm(BaseModel):
    """An entrepreneur, as typed."""

    name: str = ""
    number: str = ""
    contract_from: str = ""
    earlier_months: str = ""


class ExitForm(BaseModel):
    """An exit, as typed: the fields of each person bear their identifier."""

    model_config = ConfigDict(extra="allow")

    reason: str = ExitReason.FOUNDS.value
    left_on: str = ""
    structure: str = ""
    form: str = ""

    def values(self) -> dict[str, str]:
        """Give every field as text."""
        return {name: value for name, value in self.model_dump().items() if isinstance(value, str)}


class TaskForm(BaseModel):
    """What is noted of a task that is done."""

    note: str = ""


class FoundedForm(BaseModel):
    """The member that the company founded has become."""

    member: UUID


@router.get("", name="activities:list")
def show_list(
    request: Request, uow: Read, actor: CurrentActor, etat: str = "", apres: UUID | None = None
) -> Response:
    """List the activities hosted, or those that left, with the entrepreneurs whose three years end."""
    view = queries.activities_page(uow, actor, left=etat == "sorties", after=apres)
    return page(request, "activities/list.html", view=view, writes=actor.holds(Role.SECRETARY))


@router.get("/nouvelle", name="activities:new")
def new(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Ask what the activity is."""
    actor.ensure(Role.SECRETARY)
    return page(request, "activities/new.html", form=ActivityForm(), errors={})


@router.post("/nouvelle", name="activities:host")
def host(request: Request, form: Annotated[ActivityForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Enter an activity, or show the form again with what is to be corrected."""
    try:
        made = usecases.host_activity(uow, usecases.HostActivity(form.model_dump()), by=actor)
    except FaultyActivity as error:
        errors = fault_sentences(error.faults)
        return page(request, "activities/new.html", status=422, form=form, errors=errors)
    tell(request, uow, _("L’activité est inscrite. Ajoutez maintenant les personnes qui la font vivre."))
    return redirect(request, path_of(request, "activities:show", slug=actor.slug, activity=made))


@router.get("/{activity}", name="activities:show")
def show(request: Request, activity: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one activity and its people."""
    return _shown(request, uow, actor, activity, PersonForm())


@router.post("/{activity}/personnes", name="activities:person")
def person(
    request: Request, activity: UUID, form: Annotated[PersonForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Enter an entrepreneur, or show the form again with what is to be corrected."""
    try:
        usecases.host_person(uow, usecases.HostPerson(activity, form.model_dump()), by=actor)
    except FaultyActivity as error:
        return _shown(request, uow, actor, activity, form, error)
    tell(request, uow, _("Cette personne est inscrite dans l’activité."))
    return redirect(request, path_of(request, "activities:show", slug=actor.slug, activity=activity))


@router.get("/{activity}/sortie", name="activities:exit_form")
def exit_form(request: Request, activity: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask who leaves, why, when, and what is founded."""
    actor.ensure(Role.SECRETARY)
    return _exit_page(request, uow, actor, activity, ExitForm())


@router.post("/{activity}/sortie", name="activities:exit")
def leave(
    request: Request, activity: UUID, form: Annotated[ExitForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Prepare the exit, or show the form again with what is to be corrected."""
    try:
        left = usecases.start_exit(uow, usecases.StartExit(activity, form.values()), by=actor)
    except FaultyActivity as error:
        return _exit_page(request, uow, actor, activity, form, error)
    tell(request, uow, _("La sortie est préparée. Voici ce qui reste à faire, et par qui."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.get("/sorties/{left}", name="activities:left")
def exit_shown(request: Request, left: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show an exit: what is done, what is left to do."""
    return page(
        request,
        "activities/exit.html",
        view=queries.exit_shown(uow, left, actor),
        reasons={reason.value: name for reason, name in EXIT_REASON_NAMES.items()},
        writes=actor.holds(Role.SECRETARY),
    )


@router.post("/sorties/{left}/etapes/{task}", name="activities:done")
def done(
    request: Request,
    left: UUID,
    task: UUID,
    form: Annotated[TaskForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write that one thing is done."""
    usecases.finish_task(uow, usecases.FinishTask(task, form.note), by=actor)
    tell(request, uow, _("L’étape est notée comme faite."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.post("/sorties/{left}/structure", name="activities:structure")
def structure(
    request: Request, left: UUID, form: Annotated[FoundedForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Say which member the company founded has become."""
    usecases.name_structure(uow, usecases.NameStructure(left, form.member), by=actor)
    tell(request, uow, _("La structure est reliée à l’activité dont elle est née."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    activity: UUID,
    form: PersonForm,
    error: FaultyActivity | None = None,
) -> Response:
    return page(
        request,
        "activities/show.html",
        status=422 if error else 200,
        view=queries.activity_shown(uow, activity, actor),
        form=form,
        errors=fault_sentences(error.faults) if error else {},
        writes=actor.holds(Role.SECRETARY),
    )


def _exit_page(
    request: Request,
    uow: Read,
    actor: Actor,
    activity: UUID,
    form: ExitForm,
    error: GovernanceError | None = None,
) -> Response:
    faults = fault_sentences(error.faults) if isinstance(error, FaultyActivity) else {}
    return page(
        request,
        "activities/leave.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=queries.activity_shown(uow, activity, actor),
        form=form,
        typed=form.values(),
        errors=faults,
        refusal=translate_error(error) if error is not None and not faults else None,
        reasons=[(reason.value, _(EXIT_REASON_NAMES[reason])) for reason in ExitReason],
        outcomes=[(outcome.value, _(OUTCOME_NAMES[outcome])) for outcome in Outcome],
        forms=[
            ("", _("Choisissez une forme")),
            *((one.value, _(STRUCTURE_FORM_NAMES[one])) for one in StructureForm),
        ],
    )
