"""How days are counted before an assembly, in Paris time.

The day of the act never counts, and a deadline counted backwards is not put off by a week-end or
a public holiday. Whether the day of the assembly counts differs: the safe count leaves it out
too, so that a day of margin is lost rather than a notice. An hour is always that of Paris, winter
or summer, wherever the server runs.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from governance.law.legal_forms import CompanyForm
from governance.law.rule import Direction, LawRule, Said, always, told
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated
from governance.words import N_

PARIS = ZoneInfo("Europe/Paris")


class DayCount(StrEnum):
    """Full days between the act and the assembly, or the day of the assembly counted as one."""

    CLEAR = "clear"
    ASSEMBLY_INCLUDED = "assembly_included"


LEGAL_COUNT: dict[CompanyForm, Dated[DayCount | None]] = {
    CompanyForm.SA: always(
        DayCount.CLEAR,
        commerce("R. 225-69", sure=False, note="quinze jours entre l’envoi et l’assemblée, lus comme pleins"),
    ),
    CompanyForm.SARL: always(
        DayCount.ASSEMBLY_INCLUDED,
        other(
            "Cour de cassation, chambre commerciale, 11 janvier 2005",
            sure=False,
            note="article R. 223-20 : le jour de l’assemblée compte dans les quinze jours",
        ),
    ),
    CompanyForm.SAS: always(None, commerce("L. 227-9")),
}
"""The shortest count a court would accept; the service itself always uses the safe one."""
SAFE_COUNT = DayCount.CLEAR


@dataclass(frozen=True, slots=True)
class DayBefore:
    """An hour, Paris time, some days before the assembly."""

    days: int
    hour: int


def days_before(day: date, count: int) -> date:
    """Give the day that is `count` calendar days before, whatever the day of the week."""
    return day - timedelta(days=count)


def last_day_to_act(assembly_on: date, days: int, count: DayCount = SAFE_COUNT) -> date:
    """Give the last day to act when `days` days must pass before the assembly.

    Fifteen full days before 24 June end on 8 June; with the day of the assembly counted, on 9
    June. Law: R. 225-69; Cass. com., 11 January 2005 for the SARL.
    """
    return days_before(assembly_on, days + (count is DayCount.CLEAR))


def paris_moment(day: date, hour: int = 0) -> datetime:
    """Give an hour of a day in Paris, with its zone: two hours ahead of UTC in summer, one in winter."""
    return datetime.combine(day, time(hour), tzinfo=PARIS)


def paris_day(moment: datetime) -> date:
    """Give the day it is in Paris at an aware moment. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a moment without its zone has no day in Paris")
    return moment.astimezone(PARIS).date()


COUNTS = {
    DayCount.CLEAR: N_("jours pleins : ni le jour de l’envoi ni celui de l’assemblée ne comptent"),
    DayCount.ASSEMBLY_INCLUDED: N_(
        "le jour de l’envoi ne compte pas, celui de l’assemblée compte ; le service prend un jour de plus"
    ),
}


def _say(count: DayCount) -> Said:
    return Said(COUNTS[count])


_BACKWARDS = other(
    "Code de procédure civile", "641 et 642", sure=False, note="transposés aux délais comptés à rebours"
)
_NOT_PUT_OFF = N_("un samedi, un dimanche ou un jour férié ne le déplacent pas")
_PARIS_SOURCE = commerce("R. 225-80", sure=False, note="et R. 225-77, R. 225-86 ; par prudence ailleurs")
_PARIS_TIME = N_("heure de Paris, été comme hiver")

RULES: tuple[LawRule[Any], ...] = (
    LawRule(
        "day_count",
        N_("Comment les jours se comptent"),
        LEGAL_COUNT,
        _say,
        ChangedBy.SECRETARY,
        Direction.STRICTER,
        proposed=dict.fromkeys(CompanyForm, SAFE_COUNT),
    ),
    told(
        "backward_deadline",
        N_("Délai compté à rebours qui tombe un jour non travaillé"),
        ChangedBy.LAW,
        all_forms=(_NOT_PUT_OFF, _BACKWARDS),
    ),
    told(
        "deadline_time_zone",
        N_("Heure d’une date limite"),
        ChangedBy.LAW,
        all_forms=(_PARIS_TIME, _PARIS_SOURCE),
    ),
)
