"""The personal link of an invitation: no account is needed. Looking changes nothing; only the form does."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import events as queries
from governance.register.event_reading import FaultyEvent
from governance.register.events import CHOICE_NAMES, KIND_NAMES, BrokenInvitationLink, NoSuchEvent
from governance.usecases import event_answers as usecases
from web.auth.answer_links import read_answer_token
from web.deps import Read, Uow, limited, path_of, services_of
from web.documents.event_view import changed_fields, when
from web.i18n import fault_sentences, translate_error
from web.pages.events.calendar import calendar_answer
from web.pages.events.forms import AnswerForm
from web.render import page, redirect

router = APIRouter(prefix="/rencontre/{here}/{token}", dependencies=[limited("invitations")])


@router.get("", name="events:link")
def show(request: Request, here: str, token: str, uow: Read) -> Response:
    """Show the event and the answer given so far. Scanners of mail open links: nothing is written."""
    return _page(request, uow, here, token)


@router.post("", name="events:answer_link")
def answer(
    request: Request, here: str, token: str, form: Annotated[AnswerForm, Form()], uow: Uow
) -> Response:
    """Answer for the invitation of the link."""
    command = usecases.AnswerByLink(here, _invitation(request, token), form.model_dump())
    try:
        with _told_to_a_guest():
            usecases.answer_by_link(uow, command)
    except (Malformed, Refused) as error:
        return _page(request, uow, here, token, form, error)
    return redirect(request, path_of(request, "events:link", here=here, token=token) + "?merci=oui")


@router.get("/agenda.ics", name="events:link_calendar")
def take_calendar(request: Request, here: str, token: str, uow: Read) -> Response:
    """Give the event as a file for calendars."""
    with _told_to_a_guest():
        cooperative, view = queries.event_by_link(uow, here, _invitation(request, token))
    page_path = path_of(request, "events:link", here=here, token=token)
    return calendar_answer(request, view, cooperative, page_path, uow.now)


def _invitation(request: Request, token: str) -> UUID:
    secret = services_of(request).settings.secret_key.get_secret_value()
    with _told_to_a_guest():
        return read_answer_token(secret, token)


@contextmanager
def _told_to_a_guest() -> Iterator[None]:
    """Tell what a guest can do: they see no list of events."""
    try:
        yield
    except NoSuchEvent:
        raise BrokenInvitationLink from None


def _page(
    request: Request,
    uow: Read,
    here: str,
    token: str,
    form: AnswerForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    with _told_to_a_guest():
        cooperative, view = queries.event_by_link(uow, here, _invitation(request, token))
    errors = fault_sentences(error.faults) if isinstance(error, FaultyEvent) else {}
    said = view.mine.answer if view.mine else None
    return page(
        request,
        "events/link.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        cooperative=cooperative,
        view=view,
        here=here,
        token=token,
        thanks=request.query_params.get("merci") == "oui" and said is not None,
        form=form or AnswerForm.of(said),
        errors=errors,
        refusal=translate_error(error) if error and not errors else None,
        kind_names=KIND_NAMES,
        choice_names=CHOICE_NAMES,
        when=when,
        told=[(one.told_at, changed_fields(one.changes)) for one in view.told],
    )
