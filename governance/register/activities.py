"""Activities hosted by the cooperative, the people who run them, and what leaving asks of whom.

Nothing here is transferred: who leaves keeps, changes or ends a membership, and a company that is
founded is a new person, with a new admission and a new vote.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from governance.law.cae import member_by
from governance.register.ties import StructureForm
from governance.words import N_

SOON = timedelta(days=90)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity hosted. `code` is that of the accounts. `ended_on` is the first day without it."""

    name: str
    trade: str
    town: str
    code: str
    started_on: date
    ended_on: date | None = None


class Membership(StrEnum):
    """Where an entrepreneur stands, as the law of these contracts asks."""

    MEMBER = "member"
    IN_TIME = "in_time"
    SOON = "soon"
    LATE = "late"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Hosted:
    """One entrepreneur of an activity.

    `earlier_months` are whole months of support contracts before this one, which count.
    `is_member` on the day considered; `contract_until` is the first day without the contract.
    """

    name: str
    contract_from: date
    earlier_months: int = 0
    is_member: bool = False
    contract_until: date | None = None

    @property
    def last_day(self) -> date | None:
        """Give the last day of the contract, None while it has no end."""
        return self.contract_until - ONE_DAY if self.contract_until else None

    @property
    def member_by(self) -> date:
        """Give the last day on which they may still not be a member. Law: code du travail, L. 7331-3."""
        return member_by(self.contract_from, self.earlier_months)

    def membership(self, day: date) -> Membership:
        """Tell where they stand on `day`; « soon » from 90 days before the last day on."""
        if self.contract_until is not None and self.contract_until <= day:
            return Membership.GONE
        if self.is_member:
            return Membership.MEMBER
        if day > self.member_by:
            return Membership.LATE
        return Membership.SOON if day >= self.member_by - SOON else Membership.IN_TIME


class ExitReason(StrEnum):
    """Why an activity leaves."""

    FOUNDS = "founds"
    JOB = "job"
    STOPS = "stops"


EXIT_REASON_NAMES: Mapping[ExitReason, str] = {
    ExitReason.FOUNDS: N_("l’activité grandit, une entreprise est créée"),
    ExitReason.JOB: N_("un autre travail"),
    ExitReason.STOPS: N_("l’activité s’arrête"),
}


class Outcome(StrEnum):
    """What becomes of somebody's membership when their contract ends."""

    STAYS = "stays"
    LEAVES = "leaves"
    LATER = "later"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.STAYS: N_("reste sociétaire, dans une autre catégorie"),
    Outcome.LEAVES: N_("quitte la coopérative ; ses parts sont remboursées"),
    Outcome.LATER: N_("décidera plus tard"),
}


class TaskKind(StrEnum):
    """One thing an exit asks to be done."""

    END_CONTRACT = "end_contract"
    ASK = "ask"
    CHANGE_CATEGORY = "change_category"
    NOTE_LEAVING = "note_leaving"
    REDEEM = "redeem"
    ADMIT = "admit"
    SUBSCRIBE = "subscribe"
    REPRESENT = "represent"
    DESCRIBE_TIES = "describe_ties"


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who leaves with an activity: a name, whether they are a member, what they choose."""

    key: str
    name: str
    is_member: bool
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Exit:
    """An exit as it is prepared: who, why, on which day, and the company founded, if any.

    `structure` is its name, "" for none.
    """

    reason: ExitReason
    left_on: date
    leavers: Sequence[Leaver]
    structure: str = ""
    form: StructureForm | None = None


@dataclass(frozen=True, slots=True)
class ExitTask:
    """One thing to do: what, about whom. `leaver` is the key of a leaver, "" for the structure."""

    kind: TaskKind
    name: str
    leaver: str = ""


_BY_OUTCOME: Mapping[Outcome, tuple[TaskKind, ...]] = {
    Outcome.STAYS: (TaskKind.CHANGE_CATEGORY,),
    Outcome.LEAVES: (TaskKind.NOTE_LEAVING, TaskKind.REDEEM),
    Outcome.LATER: (TaskKind.ASK,),
}
_OF_STRUCTURE = (TaskKind.ADMIT, TaskKind.SUBSCRIBE, TaskKind.REPRESENT, TaskKind.DESCRIBE_TIES)


def tasks_of(left: Exit) -> tuple[ExitTask, ...]:
    """List what an exit asks, in the order it is best done. Each leaver, then the company founded."""
    return (*_of_leavers(left.leavers), *_of_structure(left.structure))


def after_answer(ask: ExitTask, outcome: Outcome) -> tuple[ExitTask, ...]:
    """List what is asked once somebody who would decide later has told what they choose."""
    return tuple(ExitTask(kind, ask.name, ask.leaver) for kind in _BY_OUTCOME[outcome])


def _of_leavers(leavers: Sequence[Leaver]) -> Iterator[ExitTask]:
    for leaver in leavers:
        yield ExitTask(TaskKind.END_CONTRACT, leaver.name, leaver.key)
        if leaver.is_member:
            yield from (ExitTask(kind, leaver.name, leaver.key) for kind in _BY_OUTCOME[leaver.outcome])


def _of_structure(name: str) -> Iterator[ExitTask]:
    if name:
        yield from (ExitTask(kind, name) for kind in _OF_STRUCTURE)
