"""The exit of an activity: prepared, followed step by step, tied to the company it founded."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from governance.actors import Actor, Role
from governance.queries import activities, exits
from governance.queries.activities import ActivityShown
from governance.register.activities import EXIT_REASON_NAMES, OUTCOME_NAMES, ExitReason, Outcome
from governance.register.activity_reading import FORMS_FOUNDED, FaultyActivity
from governance.register.ties import ORIGIN_NAMES, STRUCTURE_FORM_NAMES
from governance.usecases import exit_ties
from governance.usecases import exits as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import fault_sentences
from web.i18n import gettext as _
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/activites")


class ExitForm(BaseModel):
    """An exit, as typed: the fields of each person bear their identifier."""

    model_config = ConfigDict(extra="allow")

    reason: str = ExitReason.FOUNDS.value
    left_on: str = ""
    structure: str = ""
    form: str = ""
    sure: str = ""

    def values(self) -> dict[str, str]:
        """Give every field as text."""
        return {name: value for name, value in self.model_dump().items() if isinstance(value, str)}


class TaskForm(BaseModel):
    """What is noted of a step that people alone can know."""

    decided_on: str = ""
    organ: str = ""
    note: str = ""
    answer: str = ""


class FoundedForm(BaseModel):
    """The member that the company founded has become."""

    member: UUID


@router.get("/{activity}/sortie", name="activities:exit_form")
def exit_form(request: Request, activity: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask who leaves, why, when, and what is founded."""
    actor.ensure(Role.SECRETARY)
    return _exit_page(request, activities.activity_shown(uow, activity, actor), ExitForm())


@router.post("/{activity}/sortie", name="activities:exit")
def leave(
    request: Request, activity: UUID, form: Annotated[ExitForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Prepare the exit, or show the form again with what is to be corrected."""
    try:
        left = usecases.start_exit(uow, usecases.StartExit(activity, form.values()), by=actor)
    except FaultyActivity as error:
        return _exit_page(request, activities.activity_shown(uow, activity, actor), form, error)
    tell(request, uow, _("La sortie est préparée. Voici ce qui reste à faire, et par qui."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.get("/sorties/{left}", name="activities:left")
def exit_shown(request: Request, left: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show an exit: what is done, what is left to do."""
    return _left_page(request, uow, actor, left)


@router.get("/sorties/{left}/corriger", name="activities:correct_form")
def correct_form(request: Request, left: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask again who leaves, why, when, and what is founded."""
    view = exits.exit_typed(uow, left, actor)
    return _exit_page(request, view[0], ExitForm.model_validate(view[1]), correcting=(left, view[1]))


@router.post("/sorties/{left}/corriger", name="activities:correct")
def correct(
    request: Request, left: UUID, form: Annotated[ExitForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Correct the exit, or show the form again with what is to be corrected."""
    try:
        usecases.correct_exit(uow, usecases.CorrectExit(left, form.values()), by=actor)
    except FaultyActivity as error:
        activity, before = exits.exit_typed(uow, left, actor)
        return _exit_page(request, activity, form, error, correcting=(left, before))
    tell(request, uow, _("La sortie est corrigée : ses étapes ont été refaites."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.post("/sorties/{left}/annuler", name="activities:cancel")
def cancel(request: Request, left: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Take back an exit prepared by mistake."""
    activity = usecases.cancel_exit(uow, usecases.CancelExit(left), by=actor)
    tell(request, uow, _("La sortie est annulée : les contrats et l’activité continuent."))
    return redirect(request, path_of(request, "activities:show", slug=actor.slug, activity=activity))


@router.post("/sorties/{left}/etapes/{task}", name="activities:done")
def done(
    request: Request,
    left: UUID,
    task: UUID,
    form: Annotated[TaskForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Write that one step is done, or show its form again with what is to be corrected."""
    try:
        usecases.note_task(uow, usecases.NoteTask(task, form.model_dump()), by=actor)
    except FaultyActivity as error:
        return _left_page(request, uow, actor, left, fault_sentences(error.faults), noting=(task, form))
    tell(request, uow, _("L’étape est notée comme faite."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.post("/sorties/{left}/etapes/{task}/effacer", name="activities:erase")
def erase(request: Request, left: UUID, task: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Erase what was noted of a step by mistake."""
    usecases.erase_note(uow, usecases.EraseNote(task), by=actor)
    tell(request, uow, _("Ce qui était noté de cette étape est effacé."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.get("/sorties/{left}/structure", name="activities:tie_form")
def tie_form(request: Request, left: UUID, uow: Read, actor: CurrentActor, member: str = "") -> Response:
    """Ask to confirm which member the company founded has become, saying what will be written."""
    actor.ensure(Role.SECRETARY)
    try:
        chosen = UUID(member)
    except ValueError:
        return _left_page(
            request, uow, actor, left, {"member": _("Choisissez une organisation de la liste.")}
        )
    view = exits.tie_proposed(uow, left, chosen, actor)
    return page(
        request,
        "activities/tie.html",
        view=view,
        forms={one.value: _(name) for one, name in STRUCTURE_FORM_NAMES.items()},
        origins={one.value: _(name) for one, name in ORIGIN_NAMES.items()},
    )


@router.post("/sorties/{left}/structure", name="activities:structure")
def structure(
    request: Request, left: UUID, form: Annotated[FoundedForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Say which member the company founded has become."""
    exit_ties.name_structure(uow, exit_ties.NameStructure(left, form.member), by=actor)
    tell(request, uow, _("La structure est reliée à l’activité dont elle est née."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


@router.post("/sorties/{left}/delier", name="activities:untie")
def untie(request: Request, left: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Undo a tie written by mistake."""
    exit_ties.untie_structure(uow, exit_ties.UntieStructure(left), by=actor)
    tell(request, uow, _("Le lien est effacé : choisissez maintenant la bonne organisation."))
    return redirect(request, path_of(request, "activities:left", slug=actor.slug, left=left))


def _left_page(
    request: Request,
    uow: Read,
    actor: Actor,
    left: UUID,
    errors: dict[str, str] | None = None,
    noting: tuple[UUID, TaskForm] | None = None,
) -> Response:
    return page(
        request,
        "activities/exit.html",
        status=422 if errors else 200,
        view=exits.exit_shown(uow, left, actor),
        reasons={reason.value: name for reason, name in EXIT_REASON_NAMES.items()},
        answers=[(one.value, _(OUTCOME_NAMES[one])) for one in (Outcome.STAYS, Outcome.LEAVES)],
        writes=actor.holds(Role.SECRETARY),
        errors=errors or {},
        noting=noting,
        blank=TaskForm(),
    )


def _exit_page(
    request: Request,
    activity: ActivityShown,
    form: ExitForm,
    error: FaultyActivity | None = None,
    correcting: tuple[UUID, dict[str, str]] | None = None,
) -> Response:
    """Show the form of an exit: a new one, or `correcting` one, with what it says."""
    left, before = correcting or (None, {})
    return page(
        request,
        "activities/leave.html",
        status=422 if error else 200,
        view=activity,
        people=[one for one in activity.people if one in activity.staying or f"leaves_{one.id}" in before],
        form=form,
        typed=form.values(),
        correcting=left,
        errors=fault_sentences(error.faults) if error else {},
        reasons=[(reason.value, _(EXIT_REASON_NAMES[reason])) for reason in ExitReason],
        outcomes=[(outcome.value, _(OUTCOME_NAMES[outcome])) for outcome in Outcome],
        forms=[
            ("", _("Choisissez une forme")),
            *((one.value, _(STRUCTURE_FORM_NAMES[one])) for one in FORMS_FOUNDED),
        ],
    )
