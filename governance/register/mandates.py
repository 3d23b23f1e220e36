"""Who represents an organisation that is a member: on which title, from which day to which day.

A legal person acts through somebody. Its legal representative acts by law; anybody else needs a power.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from governance.law.texts import civil, commerce
from governance.words import N_

REMINDERS: Final = (60, 15)
"""Days before the last day of a mandate on which the structure and the secretary are reminded of it."""
SOON: Final = REMINDERS[0]
"""A mandate is about to end when its last day is that many days away, or fewer."""
HOLDER: Final = 0
"""The rank of the holder; deputies are 1, 2, 3… in the order in which they are called."""

POWER_SOURCE = civil("1984")
LEGAL_SOURCE = commerce("L. 223-18, L. 225-56 et L. 227-6", sure=False, note="selon la forme de la structure")


class Capacity(StrEnum):
    """On which title somebody speaks for a structure."""

    LEGAL = "legal"
    POWER = "power"


CAPACITY_NAMES: Mapping[Capacity, str] = {
    Capacity.LEGAL: N_("représentant légal : gérant, président…"),
    Capacity.POWER: N_("personne munie d’un pouvoir"),
}


class MandateState(StrEnum):
    """Where a mandate stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    ENDING = "ending"
    ENDED = "ended"


STATE_NAMES: Mapping[MandateState, str] = {
    MandateState.COMING: N_("à venir"),
    MandateState.IN_FORCE: N_("en cours"),
    MandateState.ENDING: N_("finit bientôt"),
    MandateState.ENDED: N_("terminé"),
}


@dataclass(frozen=True, slots=True)
class Mandate:
    """One mandate. `since` and `until` are its first and last day, both included; no `until`: no term.

    `ended_on` is the last day of a mandate ended before its term; the day before `since` when it was
    ended before its first day. `rank` is 0 for the holder, the order of call for a deputy.
    """

    holder: str
    capacity: Capacity
    since: date
    until: date | None = None
    rank: int = HOLDER
    email: str = ""
    decision: str = ""
    note: str = ""
    ended_on: date | None = None

    @property
    def last_day(self) -> date | None:
        """Give the last day on which its holder acts; None while it has no end."""
        return self.ended_on or self.until

    @property
    def void(self) -> bool:
        """Tell whether it held on no day: withdrawn as a mistake, or ended before its first day."""
        return self.ended_on is not None and self.ended_on < self.since

    def holds_on(self, day: date) -> bool:
        """Tell whether its holder may act on `day`."""
        return self.since <= day and (self.last_day is None or day <= self.last_day)

    def state(self, day: date, within: int = SOON) -> MandateState:
        """Tell where it stands on `day`; about to end when at most `within` days are left after it."""
        if self.last_day is not None and (day > self.last_day or self.last_day < self.since):
            return MandateState.ENDED
        if day < self.since:
            return MandateState.COMING
        near = self.last_day is not None and self.last_day - day <= timedelta(days=within)
        return MandateState.ENDING if near else MandateState.IN_FORCE


def reminder_due(mandate: Mandate, day: date) -> int | None:
    """Give the reminder, in days, that `day` falls under: 60 while 60 to 16 days are left, then 15.

    A mandate that has not begun, has no end or has ended calls for none: None.
    """
    if mandate.state(day) is not MandateState.ENDING or mandate.last_day is None:
        return None
    left = (mandate.last_day - day).days
    return min(days for days in REMINDERS if left <= days)


class Link(StrEnum):
    """Why somebody who represents a structure is pointed out."""

    SEVERAL = "several"
    MEMBER = "member"
    FOUNDER = "founder"
    ROLE = "role"


LINK_SENTENCES: Mapping[Link, str] = {
    Link.SEVERAL: N_("%(person)s représente plusieurs structures : %(what)s."),
    Link.MEMBER: N_("%(person)s est sociétaire à titre personnel et représente %(what)s : deux votes."),
    Link.FOUNDER: N_("%(person)s a fondé %(what)s et reste sociétaire à titre personnel : deux votes."),
    Link.ROLE: N_("%(person)s représente %(what)s et tient un rôle dans la coopérative : %(detail)s."),
}
"""Why somebody is pointed out, in one sentence. Nothing of it is forbidden: it is to be known."""


@dataclass(frozen=True, slots=True)
class Connected:
    """Somebody to point out: why, who, of which structure; "" when the page lists several."""

    link: Link
    person: str
    what: str

    @property
    def sentence(self) -> str:
        """Give the French sentence to fill with `person`, `what` and, for a role, `detail`."""
        return LINK_SENTENCES[self.link]
