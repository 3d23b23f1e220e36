"""The ballots given by hand, entered at the desk for members of the room without a phone."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import session as queries
from governance.queries.session import PaperBallots
from governance.usecases.casting import CastBallot, cast_ballot
from web.ballots.form import SaidForm
from web.ballots.paper import BallotPaper, choices_of
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.i18n import gettext as _
from web.i18n import translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class PaperForm(SaidForm):
    """What the paper says, and whose it is."""

    member: UUID


@router.get("/scrutins/{poll}/bulletin", name="polls:paper")
def paper(
    request: Request,
    assembly: UUID,
    poll: UUID,
    uow: Read,
    actor: CurrentActor,
    q: str = "",
    membre: UUID | None = None,
) -> Response:
    """Look for the member whose ballot was handed over, then ask what it says."""
    view = queries.paper_ballots(uow, poll, actor, q, membre)
    return _paper_page(request, view)


@router.post("/scrutins/{poll}/bulletin", name="polls:cast_paper")
def cast_paper(
    request: Request,
    assembly: UUID,
    poll: UUID,
    form: Annotated[PaperForm, Form()],
    uow: Uow,
    actor: CurrentActor,
) -> Response:
    """Put the ballot in the box, then be ready for the next one."""
    try:
        receipt = cast_ballot(uow, CastBallot(poll, form.said, actor, form.member), by=actor)
    except (Refused, Malformed) as error:
        view = queries.paper_ballots(uow, poll, actor, member=form.member)
        return _paper_page(request, view, form, error)
    tell(request, uow, _("Le bulletin est dans l’urne. Reçu : %(receipt)s.") % {"receipt": receipt.short})
    return redirect(request, path_of(request, "polls:paper", slug=actor.slug, assembly=assembly, poll=poll))


def _paper_page(
    request: Request,
    view: PaperBallots,
    form: PaperForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    """Show the desk of paper ballots, with what was typed when it was refused."""
    return page(
        request,
        "session/paper.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        view=view,
        paper=BallotPaper(
            view.method,
            view.contest,
            choices_of(view.candidates),
            typed=form.typed if form else {},
            at_desk=True,
        ),
        refusal=translate_error(error) if error else None,
    )
