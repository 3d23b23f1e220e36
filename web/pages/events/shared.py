"""Events common to cooperatives of a group: sharing one, joining one, following its host."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import events as event_queries
from governance.queries import shared_events as queries
from governance.register.event_reading import FaultyEvent
from governance.register.events import Event, NoSuchEvent
from governance.register.groups import NoSuchGroup
from governance.usecases import shared_events as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.event_view import when
from web.i18n import fault_sentences, translate_error
from web.i18n import gettext as _
from web.pages.events.forms import EventForm, as_uuid
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/rencontres")


class GroupForm(BaseModel):
    """The group an event is shared with."""

    group: str = ""


@router.get("/communes/{shared}", name="events:joining")
def joining(request: Request, shared: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask who is to be invited to the event of another cooperative."""
    found = queries.offered_event(uow, shared, actor)
    action = path_of(request, "events:join", slug=actor.slug, shared=shared)
    return _guests_page(request, uow, (found.event, found.host, found.group, action), EventForm())


@router.post("/communes/{shared}", name="events:join")
def join(
    request: Request, shared: UUID, form: Annotated[EventForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Prepare the invitations to the event of another cooperative."""
    try:
        event = usecases.join_event(uow, usecases.JoinEvent(shared, form.typed()), by=actor)
    except (Malformed, Refused) as error:
        found = queries.offered_event(uow, shared, actor)
        action = path_of(request, "events:join", slug=actor.slug, shared=shared)
        return _guests_page(request, uow, (found.event, found.host, found.group, action), form, error)
    tell(request, uow, _("La rencontre est prête. Relisez-la, puis envoyez les invitations."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.get("/{event}/invites", name="events:guests")
def guests(request: Request, event: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Offer to change who is to be invited to the event of another cooperative."""
    actor.ensure(Role.SECRETARY)
    view = event_queries.event_shown(uow, event, actor)
    return _guests_page(request, uow, _told(request, view, actor.slug), EventForm.of(view))


@router.post("/{event}/invites", name="events:choose_guests")
def choose_guests(
    request: Request, event: UUID, form: Annotated[EventForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Change who is to be invited to the event of another cooperative."""
    try:
        usecases.choose_guests(uow, usecases.ChooseGuests(event, form.typed()), by=actor)
    except (Malformed, Refused) as error:
        view = event_queries.event_shown(uow, event, actor)
        return _guests_page(request, uow, _told(request, view, actor.slug), form, error)
    tell(request, uow, _("C’est enregistré."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/partage", name="events:share")
def share(
    request: Request, event: UUID, form: Annotated[GroupForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Open an event to the cooperatives of a group."""
    group = as_uuid(form.group)
    if group is None:
        raise NoSuchGroup
    usecases.share_event(uow, usecases.ShareEvent(event, group), by=actor)
    tell(request, uow, _("La rencontre est ouverte au groupe : chaque coopérative y invite les siens."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/suivre", name="events:follow")
def follow(request: Request, event: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Tell those invited here what the host changed."""
    told = usecases.follow_host(uow, event, by=actor)
    tell(request, uow, _("Vos invités sont prévenus.") if told else _("Il n’y a rien de nouveau à dire."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


def _told(request: Request, view: event_queries.EventView, slug: str) -> tuple[Event, str, str, str]:
    if view.shared is None or view.shared.is_host:
        raise NoSuchEvent
    action = path_of(request, "events:choose_guests", slug=slug, event=view.id)
    return view.event, view.shared.host, view.shared.group, action


def _guests_page(
    request: Request,
    uow: Read,
    told: tuple[Event, str, str, str],
    form: EventForm,
    error: GovernanceError | None = None,
) -> Response:
    event, host, group, action = told
    errors = fault_sentences(error.faults) if isinstance(error, FaultyEvent) else {}
    return page(
        request,
        "events/guests.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        event=event,
        host=host,
        group=group,
        action=action,
        form=form,
        choices=event_queries.event_choices(uow),
        when=when,
        errors=errors,
        refusal=translate_error(error) if error and not errors else None,
    )
