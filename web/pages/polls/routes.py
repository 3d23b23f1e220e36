"""The member's side of a vote: what happens now, the booth, the receipt, the result."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import BaseModel

from governance.actors import Actor
from governance.assembly.refusals import HatChanged
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import elections
from governance.queries import polls as queries
from governance.queries.elections import ElectionOutcome
from governance.queries.polls import Booth
from governance.queries.results import Outcome, outcome
from governance.queries.rounds import may_hold_next
from governance.usecases import attendance as usecases
from governance.usecases.casting import CastBallot
from governance.vote.alerts import WARNINGS
from web.ballots.form import SaidForm
from web.ballots.paper import BallotPaper, Choice, choices_of, said_on
from web.ballots.ways import WAYS
from web.deps import Caster, CurrentActor, Read, Uow, limited, path_of, services_of, tell
from web.drawings import bars_of, quorum_bars, quorum_bars_of
from web.drawings.elections import election_view
from web.files import attached
from web.i18n import gettext as _
from web.i18n import language, translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/assemblees/{assembly}")


class BallotForm(SaidForm):
    """What the voter says; `member` is who gave them a proxy, none for their own right.

    `shown_as` is the member the page named: another tab may have changed hats since.
    """

    member: UUID | None = None
    shown_as: UUID | None = None


class JoinForm(BaseModel):
    """Who the page was shown to."""

    shown_as: UUID | None = None


@router.get("/maintenant", name="polls:now")
def now(request: Request, assembly: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show a member what happens now."""
    return page(request, "polls/now.html", fragment="now", now=queries.now(uow, assembly, actor))


@router.post("/maintenant/rejoindre", name="polls:join")
def join(
    request: Request, assembly: UUID, form: Annotated[JoinForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Declare oneself present at a distance."""
    ensure_same_hat(form.shown_as, actor)
    usecases.join_remotely(uow, assembly, by=actor)
    tell(request, uow, _("Vous participez à l’assemblée à distance."))
    return redirect(request, path_of(request, "polls:now", slug=actor.slug, assembly=assembly))


@router.get("/scrutins/{poll}", name="polls:booth")
def booth(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the ballot, or the receipt of the one already cast."""
    return _booth_page(request, queries.booth(uow, poll, actor))


@router.post("/scrutins/{poll}", name="polls:cast", dependencies=[limited("ballots")])
async def cast(
    request: Request,
    assembly: UUID,
    poll: UUID,
    form: Annotated[BallotForm, Form()],
    actor: Caster,
) -> Response:
    """Put the ballot in the box, then show its receipt."""
    try:
        ensure_same_hat(form.shown_as, actor)
        command = CastBallot(poll, form.said, actor, form.member)
        await services_of(request).clerk.take(actor.cooperative, command)
    except (Refused, Malformed) as error:
        return await run_in_threadpool(_refused, request, poll, actor, form, error)
    return redirect(request, path_of(request, "polls:booth", slug=actor.slug, assembly=assembly, poll=poll))


def ensure_same_hat(shown_as: UUID | None, actor: Actor) -> None:
    """Raise HatChanged when the page was shown to another member than the hat worn now."""
    if shown_as is not None and shown_as != actor.hat.member:
        raise HatChanged(actor.hat.label)


def _refused(
    request: Request, poll: UUID, actor: Actor, form: BallotForm, error: GovernanceError
) -> Response:
    """Show the booth again as it is now, with the refusal and all that was typed."""
    with services_of(request).database.read() as uow:
        uow.enter(actor.cooperative)
        view = queries.booth(uow, poll, actor)
    return _booth_page(request, view, form, error)


def _booth_page(
    request: Request,
    view: Booth,
    form: BallotForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    """Show the booth: one ballot for the voter, one for each member who gave them a proxy."""
    typed_for = form.member if form else None
    return page(
        request,
        "polls/booth.html",
        fragment="ballot",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        booth=view,
        paper=_paper(view, form if typed_for is None else None),
        papers=tuple(
            (right, _paper(view, form if typed_for == right.member else None, key=str(right.member)))
            for right in view.for_others
        ),
        said=said_on(view.ballot.choice, _paper(view, None)) if view.ballot else None,
        refusal=translate_error(error) if error else None,
        kept_out=translate_error(view.kept_out) if view.kept_out and not error else None,
    )


def _paper(view: Booth, form: BallotForm | None, key: str = "") -> BallotPaper:
    return BallotPaper(
        view.method, view.contest, choices_of(view.candidates), key=key, typed=form.typed if form else {}
    )


@router.get("/scrutins/{poll}/resultat", name="polls:result")
def result(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show a declared result, whole."""
    if elections.is_election(uow, poll):
        return _election_page(request, poll, uow, actor)
    found = outcome(uow, poll, language())
    mine = queries.own_ballot(uow, poll, actor.hat.member)
    return page(
        request,
        "polls/result.html",
        outcome=found,
        bars=bars_of(found.sheet, found.result),
        quorum=quorum_bars_of(found.sheet, found.result),
        mine=mine,
        said=said_on(mine.choice, BallotPaper("yes_no")) if mine else None,
    )


def _election_page(request: Request, poll: UUID, uow: Read, actor: Actor) -> Response:
    found = elections.election_outcome(uow, poll, language())
    mine = queries.own_ballot(uow, poll, actor.hat.member)
    contest, quorum = found.sheet.contest, found.result.quorum
    choices = tuple(Choice(one.id, found.names.get(one.id, one.id)) for one in contest.options)
    return page(
        request,
        "polls/election.html",
        outcome=found,
        view=election_view(found.sheet, found.result, found.names, found.persons),
        way=WAYS[contest.method],
        quorum=quorum_bars(found.sheet.poll, quorum),
        warnings=[WARNINGS[name] for name in found.result.alerts],
        seed=contest.seed,
        may_go_on=may_hold_next(uow, poll, actor),
        file_name=_file_name(found.resolution_number, found.round),
        people=sorted([name, option] for option, name in found.names.items()),
        mine=mine,
        said=said_on(mine.choice, BallotPaper(contest.method, contest, choices)) if mine else None,
    )


def _file_name(number: int, at_round: int = 1) -> str:
    tour = f"-tour-{at_round}" if at_round > 1 else ""
    return f"feuille-de-comptage-resolution-{number}{tour}.json"


@router.get("/scrutins/{poll}/resultat/feuille.json", name="polls:sheet")
def sheet(request: Request, assembly: UUID, poll: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Give the counting sheet: `collegial count` recomputes the result from it."""
    found: Outcome | ElectionOutcome
    if elections.is_election(uow, poll):
        found = elections.election_outcome(uow, poll)
        name = _file_name(found.resolution_number, found.round)
    else:
        found = outcome(uow, poll)
        name = _file_name(found.resolution_number, found.round)
    return attached(found.sheet_file, "application/json", name)
