"""Assemblies that members missed in a row: the list, and the file of one member."""

from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import Response

from governance.actors import Actor, Role
from governance.errors import GovernanceError, Malformed, Refused
from governance.queries import missed as queries
from governance.register.faults import Fault
from governance.register.missed import STATE_NAMES, HearingToCome, HearingTooSoon, MissedState
from governance.register.reading import read_day
from governance.usecases import missed as usecases
from web.deps import CurrentActor, Read, Uow, path_of, tell
from web.documents.letter_form import LetterForm
from web.documents.missed_letters import proposed, with_day
from web.i18n import gettext as _
from web.i18n import short_day, translate_error
from web.render import page, redirect

router = APIRouter(prefix="/coop/{slug}/societaires")

HEARING_DAYS = 21
"""Proposed between the letter that summons and the last day to speak."""
KINDS = {MissedState.TO_WARN: "warn", MissedState.TO_SUMMON: "summon", MissedState.TO_DECIDE: "end"}


class SummonForm(LetterForm):
    """The letter that summons, with the last day to speak, as typed."""

    hearing_on: str = ""


class HeardForm(LetterForm):
    """What was said on a day, as typed."""

    on: str = ""
    spoke: str = "yes"
    words: str = ""


class DecisionForm(LetterForm):
    """What was decided on a day, as typed; `decision` is keep or end."""

    on: str = ""
    words: str = ""
    decision: str = "keep"
    resolution: UUID | None = None


@router.get("/absences", name="missed:list")
def show_list(
    request: Request,
    uow: Read,
    actor: CurrentActor,
    number: Annotated[int, Query(alias="page", ge=1, le=10_000)] = 1,
) -> Response:
    """List who missed how many assemblies in a row."""
    view = queries.missed_page(uow, actor, number)
    return page(request, "missed/list.html", view=view, states=STATE_NAMES)


@router.get("/{member}/absences", name="missed:show")
def show(request: Request, member: UUID, uow: Read, actor: CurrentActor) -> Response:
    """Show the file of one member and what comes next."""
    return _shown(request, uow, actor, member)


@router.post("/{member}/absences/prevenir", name="missed:warn")
def warn(
    request: Request, member: UUID, form: Annotated[LetterForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Send the warning."""
    try:
        usecases.warn_member(uow, usecases.WarnMember(member, form.written()), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, form, error)
    return _done(request, uow, actor, member, _("L’avertissement est écrit."))


@router.post("/{member}/absences/entendre", name="missed:summon")
def summon(
    request: Request, member: UUID, form: Annotated[SummonForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Send the letter that gives the reason and the last day to speak."""
    try:
        on = _day(form.hearing_on, HearingTooSoon())
        letter = form.written(with_day(form.body, on) if form.body.strip() else "")
        usecases.summon_member(uow, usecases.SummonMember(member, letter, on), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, form, error)
    return _done(request, uow, actor, member, _("La lettre est écrite."))


@router.post("/{member}/absences/entendu", name="missed:hear")
def hear(
    request: Request, member: UUID, form: Annotated[HeardForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write what was said, or that nothing was."""
    try:
        on = _day(form.on, HearingToCome(uow.today))
        usecases.hear_member(uow, usecases.HearMember(member, on, form.spoke == "yes", form.words), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, form, error)
    return _done(request, uow, actor, member, _("Ce qui a été dit est au dossier."))


@router.post("/{member}/absences/decider", name="missed:decide")
def decide(
    request: Request, member: UUID, form: Annotated[DecisionForm, Form()], uow: Uow, actor: CurrentActor
) -> Response:
    """Write the decision: the member stays, or membership ends."""
    try:
        on = _day(form.on, HearingToCome(uow.today))
        if form.decision == "end":
            command = usecases.DecideOnMember(member, on, form.words, form.written(), form.resolution)
            usecases.end_membership(uow, command, by=actor)
        else:
            usecases.keep_member(uow, usecases.DecideOnMember(member, on, form.words), by=actor)
    except (Malformed, Refused) as error:
        return _shown(request, uow, actor, member, form, error)
    return _done(request, uow, actor, member, _("La décision est inscrite."))


def _day(typed: str, fault: GovernanceError) -> date:
    on = read_day("on", typed)
    if isinstance(on, Fault):
        raise fault
    return on


def _done(request: Request, uow: Uow, actor: Actor, member: UUID, sentence: str) -> Response:
    tell(request, uow, sentence)
    return redirect(request, path_of(request, "missed:show", slug=actor.slug, member=member))


def _shown(
    request: Request,
    uow: Read,
    actor: Actor,
    member: UUID,
    form: LetterForm | None = None,
    error: GovernanceError | None = None,
) -> Response:
    found = queries.missed_of(uow, actor, member)
    if form is None:
        form = _blank(uow, actor, found)
    return page(
        request,
        "missed/show.html",
        status=200 if error is None else 422 if isinstance(error, Malformed) else 409,
        found=found,
        form=form,
        states=STATE_NAMES,
        today=uow.today,
        refusal=translate_error(error) if error is not None else None,
        writes=actor.holds(Role.SECRETARY),
    )


def _blank(uow: Read, actor: Actor, found: queries.MissedOf) -> LetterForm:
    """Give the form of what comes next, its letter written."""
    subject, body, today = "", "", short_day(uow.today)
    if found.state in KINDS:
        tomorrow = uow.today + timedelta(days=1)
        subject, body = proposed(KINDS[found.state], found, actor.cooperative_name, tomorrow)
    blank = {
        MissedState.TO_SUMMON: SummonForm(hearing_on=short_day(uow.today + timedelta(days=HEARING_DAYS))),
        MissedState.SUMMONED: HeardForm(on=today),
    }.get(found.state or MissedState.FEW, DecisionForm(on=today))
    return blank.model_copy(update={"channel": found.channel, "subject": subject, "body": body})
