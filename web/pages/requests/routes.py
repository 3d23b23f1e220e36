"""Requests for the agenda: the list, one of them, writing one, supporting it, and the answer."""

import re
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor, Role
from governance.assembly.convening import MissingField
from governance.assembly.requests import REQUEST_STATE_NAMES, RequestKind
from governance.errors import GovernanceError, Malformed, NotFound, Refused
from governance.queries import requests as queries
from governance.register.faults import Fault
from governance.register.letters import Written
from governance.register.reading import read_day
from governance.usecases import requests as usecases
from governance.words import N_
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.request_letters import acknowledgement, refusal
from web.i18n import gettext as _
from web.i18n import short_day, translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/demandes")
MOST_NUMBERS = 2_000


class RequestForm(BaseModel):
    """A request as typed; the last three fields are for one that arrived by letter."""

    kind: RequestKind = RequestKind.DRAFT
    title: str = ""
    text: str = ""
    reasons: str = ""
    received_on: str = ""
    numbers: str = ""
    from_council: str = ""

    def fields(self) -> usecases.RequestFields:
        """Give what is asked."""
        return usecases.RequestFields(self.kind, self.title, self.text, self.reasons)

    def recorded(self) -> usecases.RecordRequest:
        """Give a request that arrived by letter. Raises MissingField."""
        on = read_day("received_on", self.received_on)
        numbers = re.findall(r"[0-9]{1,9}", self.numbers)
        if isinstance(on, Fault):
            raise MissingField(N_("Reçue le"))
        if len(numbers) > MOST_NUMBERS:
            raise MissingField(N_("Numéros des sociétaires"))
        council = self.from_council == "yes"
        return usecases.RecordRequest(self.fields(), on, tuple(int(one) for one in numbers), council)


class AcceptForm(BaseModel):
    """Which agenda a request goes on, and whether who convenes supports it."""

    assembly: UUID | None = None
    supported: str = ""


class RefuseForm(BaseModel):
    """For which assembly a request is turned down, and why."""

    assembly: UUID | None = None
    reason: str = ""


@router.get("", name="requests:list")
def show_list(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """List the requests and the assemblies to come."""
    view = queries.requests_page(uow, actor)
    return page(request, "requests/list.html", view=view, states=REQUEST_STATE_NAMES, today=uow.today)


@router.get("/nouvelle", name="requests:new")
def new(request: Request, uow: Read, actor: CurrentActor) -> Response:
    """Ask for a request: a member's own, or one that arrived by letter."""
    return _form(request, uow, actor, RequestForm(received_on=short_day(uow.today)))


@router.post("/nouvelle", name="requests:open")
def open_one(
    request: Request, form: Annotated[RequestForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write it, and show it."""
    try:
        if actor.holds(Role.SECRETARY):
            made = usecases.record_request(uow, form.recorded(), by=actor)
        else:
            made = usecases.open_request(uow, form.fields(), by=actor)
    except (Malformed, Refused, NotFound) as error:
        return _form(request, uow, actor, form, error)
    tell(request, uow, _("La demande est écrite."))
    return redirect(request, path_of(request, "requests:show", slug=actor.slug, wanted=made))


@router.get("/{wanted}", name="requests:show")
def show(request: Request, wanted: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show one request."""
    return _shown(request, uow, actor, wanted)


@router.post("/{wanted}/soutenir", name="requests:support")
def support(request: Request, wanted: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Stand behind it."""
    usecases.support_request(uow, wanted, by=actor)
    return _done(request, uow, actor, wanted, _("Vous soutenez cette demande."))


@router.post("/{wanted}/ne-plus-soutenir", name="requests:leave")
def leave(request: Request, wanted: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Take one's support back."""
    usecases.leave_request(uow, wanted, by=actor)
    return _done(request, uow, actor, wanted, _("Votre soutien est retiré."))


@router.post("/{wanted}/envoyer", name="requests:send")
def send(request: Request, wanted: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Send it to the office, which acknowledges it."""
    found = queries.request_shown(uow, actor, wanted)
    letter = acknowledgement(found, actor.cooperative_name, uow.today)
    usecases.send_request(uow, wanted, letter, by=actor)
    return _done(request, uow, actor, wanted, _("La demande est envoyée. Un accusé de réception vous part."))


@router.post("/{wanted}/retirer", name="requests:withdraw")
def withdraw(request: Request, wanted: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Give it up."""
    usecases.withdraw_request(uow, wanted, by=actor)
    return _done(request, uow, actor, wanted, _("La demande est retirée."))


@router.post("/{wanted}/inscrire", name="requests:accept")
def accept(
    request: Request, wanted: UUID, form: Annotated[AcceptForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Put it on an agenda."""
    try:
        if form.assembly is None:
            raise MissingField(N_("Assemblée"))
        command = usecases.AcceptRequest(wanted, form.assembly, form.supported == "yes")
        usecases.accept_request(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, wanted, error)
    return _done(request, uow, actor, wanted, _("La demande est à l’ordre du jour, à la fin."))


@router.post("/{wanted}/refuser", name="requests:refuse")
def refuse(
    request: Request, wanted: UUID, form: Annotated[RefuseForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Turn it down, and write why to its author."""
    found = queries.request_shown(uow, actor, wanted)
    try:
        letter: Written | None = refusal(found, form.reason, actor.cooperative_name)
        command = usecases.RefuseRequest(wanted, form.assembly, form.reason, letter)
        usecases.refuse_request(uow, command, by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, wanted, error, form.reason)
    return _done(request, uow, actor, wanted, _("La réponse est écrite à l’auteur de la demande."))


def _done(request: Request, uow: Uow, actor: Actor, wanted: UUID, sentence: str) -> Response:
    tell(request, uow, sentence)
    return redirect(request, path_of(request, "requests:show", slug=actor.slug, wanted=wanted))


def _form(
    request: Request, uow: Read, actor: Actor, form: RequestForm, error: GovernanceError | None = None
) -> Response:
    return page(
        request,
        "requests/new.html",
        status=200 if error is None else 409 if isinstance(error, Refused) else 422,
        view=queries.requests_page(uow, actor),
        form=form,
        refusal=translate_error(error) if error is not None else None,
        office=actor.holds(Role.SECRETARY),
    )


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    wanted: UUID,
    error: GovernanceError | None = None,
    reason: str = "",
) -> Response:
    return page(
        request,
        "requests/show.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        found=queries.request_shown(uow, actor, wanted),
        states=REQUEST_STATE_NAMES,
        refusal=translate_error(error) if error is not None else None,
        reason=reason,
        today=uow.today,
        writes=actor.holds(Role.SECRETARY),
    )
