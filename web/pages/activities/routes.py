"""Activities hosted, their exit step by step, and the whole life of a structure."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.queries import activities as queries
from governance.register.activity_reading import FaultyActivity
from governance.usecases import activities as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import fault_sentences
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
