"""Events: the list, one event, what its secretary does with it, and the answer of a member."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.actors import Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import events as queries
from governance.queries.event_lists import events_page
from governance.queries.events import EventView
from governance.queries.shared_events import groups_to_share, offered_events
from governance.register.event_reading import FaultyEvent
from governance.register.events import CHOICE_NAMES, KIND_NAMES, STATE_NAMES
from governance.usecases import event_answers as answers
from governance.usecases import events as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.event_view import changed_fields, when
from web.i18n import fault_sentences, ngettext, translate_error
from web.i18n import gettext as _
from web.pages.events.calendar import calendar_answer
from web.pages.events.forms import AnswerForm, EventForm, ReasonForm
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/rencontres")


@router.get("", name="events:list")
def show_list(
    request: Request, uow: Read, actor: CurrentActor, passees: str = "", apres: UUID | None = None
) -> Response:
    """List the events to come, or the past ones."""
    view = events_page(uow, actor, past=bool(passees), after=apres)
    return page(
        request,
        "events/list.html",
        view=view,
        offered=() if passees else offered_events(uow, actor),
        when=when,
        writes=actor.holds(Role.SECRETARY),
        office=actor.holds(*queries.OFFICE),
        kind_names=KIND_NAMES,
        state_names=STATE_NAMES,
        choice_names=CHOICE_NAMES,
    )


@router.get("/nouvelle", name="events:new")
def new(request: Request, uow: Read, actor: CurrentActor, comme: UUID | None = None) -> Response:
    """Offer to prepare an event, like another one when asked."""
    actor.ensure(Role.SECRETARY)
    form = EventForm()
    if comme is not None:
        form = EventForm.of(queries.event_shown(uow, comme, actor), again=True)
    return _form_page(request, uow, form, None)


@router.post("", name="events:prepare")
def prepare(request: Request, form: Annotated[EventForm, Form()], uow: Uow, actor: CurrentActor) -> Response:
    """Prepare an event."""
    try:
        event = usecases.prepare_event(uow, form.typed(), by=actor)
    except (Malformed, Refused) as error:
        return _form_page(request, uow, form, None, error)
    tell(request, uow, _("La rencontre est prête. Relisez-la, puis envoyez les invitations."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.get("/{event}", name="events:show")
def show(request: Request, event: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one event."""
    return _event_page(request, uow, queries.event_shown(uow, event, actor), actor)


@router.get("/{event}/agenda.ics", name="events:calendar")
def take_calendar(request: Request, event: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the event as a file for calendars."""
    view = queries.event_shown(uow, event, actor)
    here = path_of(request, "events:show", slug=actor.slug, event=event)
    return calendar_answer(request, view, actor.cooperative_name, here, uow.now)


@router.get("/{event}/modifier", name="events:edit")
def edit(request: Request, event: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Offer to change an event."""
    actor.ensure(Role.SECRETARY)
    view = queries.event_shown(uow, event, actor)
    return _form_page(request, uow, EventForm.of(view), view)


@router.post("/{event}/modifier", name="events:change")
def change(
    request: Request, event: UUID, form: Annotated[EventForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Change an event; those invited are told."""
    try:
        told = usecases.change_event(uow, usecases.ChangeEvent(event, form.typed()), by=actor)
    except (Malformed, Refused) as error:
        return _form_page(request, uow, form, queries.event_shown(uow, event, actor), error)
    said = _("C’est enregistré. Les invités sont prévenus de ce qui change.") if told else ""
    tell(request, uow, said or _("C’est enregistré."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/invitations", name="events:invite")
def invite(request: Request, event: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Invite those whom the event is for and who are not invited yet."""
    done = usecases.invite(uow, event, by=actor)
    tell(
        request,
        uow,
        ngettext("%(num)d sociétaire est invité.", "%(num)d sociétaires sont invités.", done.members)
        % {"num": done.members},
    )
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/relance", name="events:again")
def send_again(request: Request, event: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Send again the mails that were refused or still wait."""
    usecases.send_event_again(uow, event, by=actor)
    tell(request, uow, _("Les courriels repartent."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.get("/{event}/annuler", name="events:cancelling")
def cancelling(request: Request, event: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Ask why an event is cancelled."""
    actor.ensure(Role.SECRETARY)
    view = queries.event_shown(uow, event, actor)
    return page(request, "events/cancel.html", view=view, form=ReasonForm(), errors={})


@router.post("/{event}/annuler", name="events:cancel")
def cancel(
    request: Request, event: UUID, form: Annotated[ReasonForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Cancel an event; those invited are told."""
    try:
        usecases.cancel_event(uow, usecases.CancelEvent(event, form.reason), by=actor)
    except FaultyEvent as error:
        view = queries.event_shown(uow, event, actor)
        errors = fault_sentences(error.faults)
        return page(request, "events/cancel.html", status=422, view=view, form=form, errors=errors)
    tell(request, uow, _("La rencontre est annulée. Les invités sont prévenus."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/clore", name="events:close")
def close(request: Request, event: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Close an event: who came is final."""
    usecases.close_event(uow, event, by=actor)
    tell(request, uow, _("La rencontre est close : la liste de présence est définitive."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


@router.post("/{event}/reponse", name="events:answer")
def answer(
    request: Request, event: UUID, form: Annotated[AnswerForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Answer an invitation, as the member invited."""
    try:
        answers.answer_event(uow, answers.AnswerEvent(event, form.model_dump()), by=actor)
    except (Malformed, Refused) as error:
        return _event_page(request, uow, queries.event_shown(uow, event, actor), actor, form, error)
    tell(request, uow, _("Merci, votre réponse est enregistrée."))
    return redirect(request, path_of(request, "events:show", slug=actor.slug, event=event))


def _event_page(
    request: Request,
    uow: Read,
    view: EventView,
    actor: CurrentActor,
    form: AnswerForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    errors = fault_sentences(error.faults) if isinstance(error, FaultyEvent) else {}
    said = view.mine.answer if view.mine else None
    return page(
        request,
        "events/show.html",
        fragment="mails",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=view,
        groups=groups_to_share(uow) if actor.holds(Role.SECRETARY) and view.shared is None else (),
        behind=changed_fields(view.shared.behind) if view.shared else [],
        writes=actor.holds(Role.SECRETARY),
        desk=actor.holds(*answers.DESK),
        office=actor.holds(*queries.OFFICE),
        form=form or AnswerForm.of(said),
        errors=errors,
        refusal=translate_error(error) if error and not errors else None,
        kind_names=KIND_NAMES,
        state_names=STATE_NAMES,
        choice_names=CHOICE_NAMES,
        when=when,
        told=[(one.told_at, changed_fields(one.changes)) for one in view.told],
    )


def _form_page(
    request: Request,
    uow: Read,
    form: EventForm,
    view: EventView | None,
    error: GovernanceError | None = None,
) -> Response:
    errors = fault_sentences(error.faults) if isinstance(error, FaultyEvent) else {}
    return page(
        request,
        "events/edit.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=view,
        form=form,
        choices=queries.event_choices(uow),
        kinds=[(kind.value, _(name)) for kind, name in KIND_NAMES.items()],
        errors=errors,
        refusal=translate_error(error) if error and not errors else None,
    )
