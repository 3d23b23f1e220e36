"""The postal forms received for a meeting, entered by the secretary before its session opens."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from governance.assembly.postal import ANSWERS
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import postal as queries
from governance.queries.postal import PostalBallot, PostalPage
from governance.usecases import postal as usecases
from web.ballots.form import SaidForm
from web.ballots.paper import BallotPaper, choices_of
from web.delivery.pdf import postal_form_pdf
from web.deps import CurrentActor, Read, Uow, path_of, services_of, tell
from web.files import attached_pdf
from web.i18n import gettext as _
from web.i18n import translate_error
from web.i18n.formats import PARIS
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}/correspondance")
ANSWER = "answer_"


class PostalForm(BaseModel):
    """A form as it arrived; `answer_<resolution>` says what it answers. Day and hour are those of Paris."""

    model_config = ConfigDict(extra="allow")

    member: UUID
    day: str = Field(default="", max_length=10)
    hour: str = Field(default="", max_length=5)
    electronic: str = ""

    @property
    def received_at(self) -> datetime | None:
        """Give the moment typed, None when it cannot be read."""
        try:
            return datetime.fromisoformat(f"{self.day}T{self.hour}").replace(tzinfo=PARIS)
        except ValueError:
            return None

    @property
    def answers(self) -> dict[UUID, str]:
        """Give what is answered to each resolution."""
        found = {}
        for name, value in (self.model_extra or {}).items():
            if name.startswith(ANSWER) and isinstance(value, str):
                found[UUID(name.removeprefix(ANSWER))] = value
        return found


@router.get("", name="postal:list")
def show(
    request: Request, assembly: UUID, uow: Read, actor: CurrentActor, q: str = "", membre: UUID | None = None
) -> Response:
    """Show the forms received; look for the member whose form just arrived, then ask what it says."""
    return _list_page(request, queries.postal_page(uow, assembly, actor, q, membre))


@router.get("/formulaire.pdf", name="postal:form")
def form_to_fill(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the form to vote by post: to the member's name, or left blank for who prepares the meeting."""
    here = path_of(request, "assemblies:show", slug=actor.slug, assembly=assembly)
    address = f"{services_of(request).settings.public_url}{here}"
    facts, recipient = queries.postal_form(uow, assembly, actor, page=address)
    return attached_pdf(postal_form_pdf(facts, recipient), "formulaire-de-vote.pdf")


@router.post("", name="postal:record")
def record(
    request: Request, assembly: UUID, form: Annotated[PostalForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Enter a form, then be ready for the next one."""
    try:
        with uow.attempt():
            command = usecases.RecordPostalForm(
                assembly, form.member, form.received_at, form.answers, electronic=bool(form.electronic)
            )
            usecases.record_postal_form(uow, command, by=actor)
    except (Refused, Malformed) as error:
        return _list_page(request, queries.postal_page(uow, assembly, actor, member=form.member), form, error)
    tell(request, uow, _("Le formulaire est enregistré."))
    return redirect(request, _back(request, actor.slug, assembly))


@router.post("/{form_id}/retirer", name="postal:withdraw")
def withdraw(request: Request, assembly: UUID, form_id: UUID, uow: Uow, actor: CurrentActor) -> Response:
    """Withdraw a form entered by mistake."""
    try:
        with uow.attempt():
            usecases.withdraw_postal_form(uow, form_id, by=actor)
    except Refused as error:
        return _list_page(request, queries.postal_page(uow, assembly, actor), error=error)
    tell(request, uow, _("Le formulaire est retiré : il ne compte pas."))
    return redirect(request, _back(request, actor.slug, assembly))


@router.get("/{form_id}/elections/{resolution}", name="postal:ballot")
def ballot(
    request: Request, assembly: UUID, form_id: UUID, resolution: UUID, uow: Read, actor: CurrentActor
) -> Response:
    """Ask what a form says of an election."""
    return _ballot_page(request, queries.postal_ballot(uow, assembly, form_id, resolution, actor))


@router.post("/{form_id}/elections/{resolution}", name="postal:answer")
def answer(
    request: Request,
    assembly: UUID,
    form_id: UUID,
    resolution: UUID,
    form: Annotated[SaidForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Keep what a form says of an election."""
    try:
        with uow.attempt():
            usecases.answer_by_post(uow, usecases.AnswerByPost(form_id, resolution, form.said), by=actor)
    except (Refused, Malformed) as error:
        view = queries.postal_ballot(uow, assembly, form_id, resolution, actor)
        return _ballot_page(request, view, form, error)
    tell(request, uow, _("Le bulletin par correspondance est enregistré."))
    return redirect(request, _back(request, actor.slug, assembly))


def _back(request: Request, slug: str, assembly: UUID) -> str:
    return path_of(request, "postal:list", slug=slug, assembly=assembly)


def _list_page(
    request: Request, view: PostalPage, form: PostalForm | None = None, error: GovernanceError | None = None
) -> Response:
    return page(
        request,
        "postal/list.html",
        status=_status(error),
        view=view,
        form=form,
        typed={str(one): said for one, said in form.answers.items()} if form else {},
        answers=[(key, _(label)) for key, label in ANSWERS.items()],
        refusal=translate_error(error) if error else None,
    )


def _ballot_page(
    request: Request, view: PostalBallot, form: SaidForm | None = None, error: GovernanceError | None = None
) -> Response:
    return page(
        request,
        "postal/ballot.html",
        status=_status(error),
        view=view,
        paper=BallotPaper(
            view.item.method,
            view.contest,
            choices_of(view.candidates),
            typed=form.typed if form else {},
            at_desk=True,
        ),
        refusal=translate_error(error) if error else None,
    )


def _status(error: GovernanceError | None) -> int:
    return 200 if error is None else 422 if isinstance(error, Malformed) else 409
