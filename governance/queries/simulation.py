"""What the simulator starts from: rules, past polls, and the sheet they give. Nothing is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlmodel import col, select

from governance.actors import Actor, Role
from governance.assembly.electorate import Presence
from governance.assembly.refusals import NoSuchPoll
from governance.bylaws.clauses import Bylaws
from governance.bylaws.document import read_bylaws
from governance.bylaws.models import MODELS, load_model
from governance.bylaws.rules import Rules, rules_for
from governance.errors import NotFound
from governance.law.legal_forms import AssemblyKind, Call
from governance.store import bylaws_drafts as store
from governance.store.assemblies import ResolutionRow
from governance.store.bylaws import BylawsDraftRow, BylawsVersionRow
from governance.store.counting import sheet_of
from governance.store.in_force import version_in_force
from governance.store.polls import PollRow, ResultRow
from governance.store.unit_of_work import UnitOfWork
from governance.vote.sheet import CountingSheet, SheetCollege, read_sheet
from governance.words import N_

MOST_POLLS = 30
VERSION, MODEL, DRAFT = "version-", "model-", "draft-"
DRAFT_READERS = frozenset({Role.SECRETARY, Role.ADMINISTRATOR, Role.CHAIR})
"""Who may try the drafts of the next bylaws."""


@dataclass(eq=False)
class NoSuchRules(NotFound):
    """The simulator is asked for rules that do not exist."""

    message = N_("Ces règles n’existent pas, ou plus.")
    remedy = N_("Choisissez des statuts ou un modèle dans la liste du simulateur.")


@dataclass(frozen=True, slots=True)
class RulesChoice:
    """A version of the bylaws (`number` and its dates), a draft or a ready-made model (`name`)."""

    key: str
    number: int = 0
    in_force_from: date | None = None
    in_force: bool = False
    name: str = ""


@dataclass(frozen=True, slots=True)
class PollChoice:
    """A past vote on a resolution."""

    poll: UUID
    resolution_number: int
    title: str
    declared_at: datetime
    round: int = 1


@dataclass(frozen=True, slots=True)
class Choices:
    """What one may start from: versions, drafts and past votes, the latest first, and models."""

    versions: tuple[RulesChoice, ...]
    drafts: tuple[RulesChoice, ...]
    models: tuple[RulesChoice, ...]
    polls: tuple[PollChoice, ...]


@dataclass(frozen=True, slots=True)
class Start:
    """Where a simulation starts: rules, colleges, figures: those of the past vote, else nobody speaks.

    `left_out` names the colleges of the past vote that these rules do not have: their figures are
    not here.
    """

    sheet: CountingSheet
    left_out: tuple[str, ...] = ()


_MEMBERS = text(
    "SELECT college, count(*) AS members FROM members WHERE cooperative_id = :cooperative"
    " AND admitted_on <= :today AND (left_on IS NULL OR left_on > :today) GROUP BY college"
)


def choices(uow: UnitOfWork, actor: Actor) -> Choices:
    """List what one may start from. Raises NoBylaws."""
    current = version_in_force(uow.session, uow.today)
    rows = uow.session.exec(select(BylawsVersionRow).order_by(col(BylawsVersionRow.number).desc()))
    polls = uow.session.exec(
        select(PollRow.id, ResolutionRow.number, ResolutionRow.title, ResultRow.declared_at, PollRow.round)  # type: ignore[call-overload]
        .join(ResolutionRow, col(ResolutionRow.id) == col(PollRow.resolution_id))
        .join(ResultRow, col(ResultRow.poll_id) == col(PollRow.id))
        .where(PollRow.state == "closed", PollRow.method == "yes_no")
        .order_by(col(ResultRow.declared_at).desc())
        .limit(MOST_POLLS)
    )
    return Choices(
        versions=tuple(
            RulesChoice(
                f"{VERSION}{row.number}", row.number, row.in_force_from, in_force=row.id == current.id
            )
            for row in rows
        ),
        drafts=_drafts(uow) if actor.hat.role in DRAFT_READERS else (),
        models=tuple(RulesChoice(f"{MODEL}{key}", name=name) for key, name in MODELS.items()),
        polls=tuple(
            PollChoice(poll, number or 0, title, at, tour) for poll, number, title, at, tour in polls
        ),
    )


def _drafts(uow: UnitOfWork) -> tuple[RulesChoice, ...]:
    asked = select(BylawsDraftRow.id, BylawsDraftRow.title).where(BylawsDraftRow.state == "writing")
    rows = uow.session.exec(asked.order_by(col(BylawsDraftRow.changed_at).desc()))
    return tuple(RulesChoice(f"{DRAFT}{key}", name=title) for key, title in rows)


def start(
    uow: UnitOfWork, rules: str, meeting: tuple[AssemblyKind, Call], poll: UUID | None, *, by: Actor
) -> Start:
    """Give the sheet to start from.

    `rules` is the key of a RulesChoice; "" means those the past vote was counted by, else the
    bylaws in force. `poll` is a past vote, or None for an imagined assembly of today's members.
    Raises NoSuchPoll, NoSuchRules, NoBylaws, and FaultyBylaws for a draft that cannot be read yet.
    """
    if rules.startswith(DRAFT):
        by.ensure(*DRAFT_READERS)
    past = _past(uow, poll) if poll else None
    if past is not None and not rules:
        return Start(past)
    chosen = _rules(uow, rules, meeting)
    if past is None:
        members = {} if rules.startswith(MODEL) else _members_today(uow)
        return Start(sheet_of(chosen, _known(chosen, members), {}))
    known = {college.id for college in chosen.colleges}
    single = len(known) == 1
    kept = [college for college in past.colleges if single or college.id in known]
    left = tuple(college.name for college in past.colleges if college not in kept)
    people = {college.id: Presence(college.members, college.entitled, college.present) for college in kept}
    return Start(sheet_of(chosen, people, {college.id: _said(college) for college in kept}), left)


def _past(uow: UnitOfWork, poll: UUID) -> CountingSheet:
    row, declared = uow.session.get(PollRow, poll), uow.session.get(ResultRow, poll)
    if row is None or declared is None or row.state != "closed" or row.method != "yes_no":
        raise NoSuchPoll
    return read_sheet(declared.sheet)


def _said(college: SheetCollege) -> dict[str, int]:
    counts = college.counts
    return {
        "for": counts.in_favour,
        "against": counts.against,
        "abstain": counts.abstain,
        "blank": counts.blank,
        "spoiled": counts.spoiled,
    }


def _rules(uow: UnitOfWork, key: str, meeting: tuple[AssemblyKind, Call]) -> Rules:
    bylaws, day = _bylaws(uow, key)
    return rules_for(bylaws, *meeting, day)


def _bylaws(uow: UnitOfWork, key: str) -> tuple[Bylaws, date]:
    """Give the bylaws of a key, and the first day from today on that they can hold."""
    if key.startswith(MODEL) and key.removeprefix(MODEL) in MODELS:
        return load_model(key.removeprefix(MODEL)), uow.today
    if not key:
        return read_bylaws(version_in_force(uow.session, uow.today).document), uow.today
    if key.startswith(DRAFT):
        return read_bylaws(_draft(uow, key.removeprefix(DRAFT)).document), uow.today
    number = key.removeprefix(VERSION)
    if not key.startswith(VERSION) or not (number.isascii() and number.isdigit()) or len(number) > 6:
        raise NoSuchRules
    row = uow.session.exec(
        select(BylawsVersionRow).where(BylawsVersionRow.number == int(number))
    ).one_or_none()
    if row is None:
        raise NoSuchRules
    return read_bylaws(row.document), max(uow.today, row.in_force_from)


def _draft(uow: UnitOfWork, key: str) -> BylawsDraftRow:
    try:
        wanted = UUID(key)
    except ValueError:
        raise NoSuchRules from None
    return store.draft(uow, wanted)


def _members_today(uow: UnitOfWork) -> dict[str, int]:
    found = uow.session.connection().execute(_MEMBERS, {"cooperative": uow.tenant, "today": uow.today})
    return {row.college: row.members for row in found}


def _known(rules: Rules, members: Mapping[str, int]) -> dict[str, Presence]:
    """Keep the colleges that the rules have; nobody is there yet."""
    known = {college.id for college in rules.colleges}
    return {
        college: Presence(number, number, 0)
        for college, number in members.items()
        if len(known) == 1 or college in known
    }
