"""What a secretary types about agreements, every fault at once; and what is refused."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from governance.errors import Malformed, NotFound, Refused
from governance.register import faults
from governance.register.agreement_templates import LONG, LONGEST_TEXT, lines_of
from governance.register.agreements import MOST_MONTHS, AgreementTerms, ObjectiveState, Renewal, Side
from governance.register.faults import Fault
from governance.register.reading import read_choice, read_day, read_text, tidy
from governance.words import N_

ENDS_BEFORE = N_("L’accord finirait avant de commencer.")
NO_END = N_("Un renouvellement demande un dernier jour : donnez-le, ou choisissez « aucun ».")
NOT_MONTHS = N_("« %(text)s » n’est pas un nombre de mois, de %(least)s à %(most)s.")
NOTICE_TOO_LONG = N_("Le préavis ne peut pas dépasser la durée de l’accord ou de son renouvellement.")
NEXT_BEFORE = N_("La prochaine rencontre vient après celle-ci.")
NO_REASON = N_("Dites pourquoi, en quelques mots.")

_MONTHS = re.compile(r"[0-9]{1,3}", re.ASCII)
LONGEST_NOTES = 20_000

DUE_TOO_EARLY = N_("La convention commence le %(first)s : un objectif ne peut pas être attendu avant.")


@dataclass(eq=False)
class FaultyAgreement(Malformed):
    """What was written about an agreement cannot be kept. `faults` tells why."""

    faults: tuple[Fault, ...]

    message = N_("Rien n’a été enregistré : des informations sont à corriger.")
    remedy = N_("Corrigez les champs signalés, puis enregistrez à nouveau.")


@dataclass(eq=False)
class NoSuchAgreement(NotFound):
    """No such agreement, or not for this person."""

    message = N_("Cette convention n’existe pas, ou n’est pas accessible avec ce rôle.")
    remedy = N_("Revenez à la liste des conventions.")


@dataclass(eq=False)
class NoSuchTemplate(NotFound):
    """No such template in this cooperative."""

    message = N_("Ce modèle n’existe pas dans cette coopérative.")
    remedy = N_("Revenez à la liste des modèles.")


@dataclass(eq=False)
class AgreementSigned(Refused):
    """What is signed never changes."""

    message = N_("Cet accord est signé : son texte et ses dates ne changent plus.")
    remedy = N_("Préparez un avenant, ou inscrivez la fin de la convention.")


@dataclass(eq=False)
class AgreementNotSigned(Refused):
    """A draft binds nobody: nothing to end, to amend or to follow."""

    message = N_("Cette convention n’est pas encore signée.")
    remedy = N_("Inscrivez d’abord sa signature.")


@dataclass(eq=False)
class AgreementOver(Refused):
    """The agreement is no longer in force."""

    message = N_("Cette convention a pris fin.")
    remedy = N_("Préparez une nouvelle convention.")


@dataclass(eq=False)
class LeftToComplete(Refused):
    """The text still has blanks."""

    left: str

    message = N_("Le texte laisse encore à compléter : %(left)s.")
    remedy = N_("Complétez ces passages dans le texte, puis inscrivez la signature.")


@dataclass(eq=False)
class DraftChanged(Refused):
    """The draft was saved by somebody else since this page was shown."""

    message = N_("Ce projet a été modifié depuis que vous l’avez ouvert.")
    remedy = N_("Ce que vous avez écrit est gardé dans la page. Comparez-le, puis enregistrez à nouveau.")


@dataclass(eq=False)
class OneDraftAtATime(Refused):
    """An amendment is already being prepared."""

    message = N_("Un avenant est déjà en préparation pour cette convention.")
    remedy = N_("Signez-le ou abandonnez-le d’abord.")


@dataclass(eq=False)
class OutsideTheAgreement(Refused):
    """An amendment would begin before the agreement, before the last amendment, or after its end."""

    first: date

    message = N_("Un avenant prend effet à partir du %(first)s, et au plus tard le lendemain du terme.")
    remedy = N_("Corrigez sa date d’effet.")


@dataclass(eq=False)
class SettledAlready(Refused):
    """An objective was reached or dropped."""

    message = N_("Cet objectif est déjà clos.")
    remedy = N_("Inscrivez un nouvel objectif si besoin.")


def read_terms(values: Mapping[str, str]) -> AgreementTerms:
    """Read dates and renewal: starts_on, ends_on, renewal, renewal_months, notice_months.

    Raises FaultyAgreement.
    """
    start = _day("starts_on", values)
    ends = _day("ends_on", values) if tidy(values.get("ends_on", "")) else None
    renewal = read_choice("renewal", Renewal, tidy(values.get("renewal", "")))
    tacit = renewal is Renewal.TACIT
    months = _months("renewal_months", values, 1) if tacit else 0
    notice = _months("notice_months", values, 0) if tacit else 0
    if isinstance(start, date) and isinstance(ends, date) and ends < start:
        ends = Fault("ends_on", ENDS_BEFORE)
    if ends is None and renewal in (Renewal.TACIT, Renewal.EXPRESS):
        ends = Fault("ends_on", NO_END)
    if isinstance(months, int) and isinstance(notice, int) and notice > months:
        notice = Fault("notice_months", NOTICE_TOO_LONG)
    read = (start, ends, renewal, months, notice)
    if (
        isinstance(start, Fault)
        or isinstance(ends, Fault)
        or isinstance(renewal, Fault)
        or isinstance(months, Fault)
        or isinstance(notice, Fault)
    ):
        raise FaultyAgreement(tuple(one for one in read if isinstance(one, Fault)))
    return AgreementTerms(start, ends, renewal, months, notice)


def read_title(values: Mapping[str, str], field: str = "title") -> str:
    """Read a text of one line that must be there. Raises FaultyAgreement."""
    typed = tidy(values.get(field, ""))
    text = read_text(field, typed) if typed else Fault(field, faults.MISSING)
    if isinstance(text, Fault):
        raise FaultyAgreement((text,))
    return text


def read_words(values: Mapping[str, str], field: str = "text") -> str:
    """Read the Markdown of an agreement. Raises FaultyAgreement."""
    text = _long(field, values, LONGEST_TEXT)
    if isinstance(text, Fault):
        raise FaultyAgreement((text,))
    return text


def read_signature(values: Mapping[str, str], today: date) -> tuple[date, str, str]:
    """Read signed_on, for_cooperative and for_structure, both names. Raises FaultyAgreement."""
    day = _past("signed_on", values, today)
    ours, theirs = _name("for_cooperative", values), _name("for_structure", values)
    if isinstance(day, Fault) or isinstance(ours, Fault) or isinstance(theirs, Fault):
        raise FaultyAgreement(tuple(one for one in (day, ours, theirs) if isinstance(one, Fault)))
    return day, ours, theirs


def read_end(values: Mapping[str, str]) -> tuple[date, str]:
    """Read ended_on, the last day in force, and why. Raises FaultyAgreement."""
    day, reason = _day("ended_on", values), _name("reason", values, NO_REASON)
    if isinstance(day, Fault) or isinstance(reason, Fault):
        raise FaultyAgreement(tuple(one for one in (day, reason) if isinstance(one, Fault)))
    return day, reason


def read_objective(values: Mapping[str, str], first: date) -> tuple[str, Side, date]:
    """Read an objective: what, side, due_on (from `first`, that of its agreement). Raises FaultyAgreement."""
    what, due = _name("what", values), _day("due_on", values)
    if isinstance(due, date) and due < first:
        due = Fault("due_on", DUE_TOO_EARLY, {"first": f"{first:%d/%m/%Y}"})
    side = read_choice("side", Side, tidy(values.get("side", "")))
    if isinstance(what, Fault) or isinstance(side, Fault) or isinstance(due, Fault):
        raise FaultyAgreement(tuple(one for one in (what, side, due) if isinstance(one, Fault)))
    return what, side, due


def read_outcome(values: Mapping[str, str], today: date) -> tuple[ObjectiveState, date, str]:
    """Read what became of an objective: state, settled_on, and why when dropped. Raises FaultyAgreement."""
    state = read_choice("state", ObjectiveState, tidy(values.get("state", "")))
    if state is ObjectiveState.OPEN:
        state = Fault("state", faults.CHOOSE)
    day = _past("settled_on", values, today)
    reason = _name("why", values, NO_REASON) if state is ObjectiveState.DROPPED else ""
    if isinstance(state, Fault) or isinstance(day, Fault) or isinstance(reason, Fault):
        raise FaultyAgreement(tuple(one for one in (state, day, reason) if isinstance(one, Fault)))
    return state, day, reason


def read_meeting(values: Mapping[str, str], today: date) -> tuple[date, str, str, date | None]:
    """Read a meeting: held_on, people, notes (Markdown), next_on. Raises FaultyAgreement."""
    held, people = _past("held_on", values, today), _name("people", values)
    notes = _long("notes", values, LONGEST_NOTES)
    after = _day("next_on", values) if tidy(values.get("next_on", "")) else None
    if isinstance(held, date) and isinstance(after, date) and after <= held:
        after = Fault("next_on", NEXT_BEFORE)
    if (
        isinstance(held, Fault)
        or isinstance(people, Fault)
        or isinstance(notes, Fault)
        or isinstance(after, Fault)
    ):
        raise FaultyAgreement(tuple(x for x in (held, people, notes, after) if isinstance(x, Fault)))
    return held, people, notes, after


def _long(field: str, values: Mapping[str, str], most: int) -> str | Fault:
    text = lines_of(values.get(field, ""))
    if not text.strip():
        return Fault(field, faults.MISSING)
    return text if len(text) <= most else Fault(field, LONG, {"most": most})


def _day(field: str, values: Mapping[str, str]) -> date | Fault:
    typed = tidy(values.get(field, ""))
    return read_day(field, typed) if typed else Fault(field, faults.MISSING)


def _past(field: str, values: Mapping[str, str], today: date) -> date | Fault:
    day = _day(field, values)
    return Fault(field, faults.NOT_YET) if isinstance(day, date) and day > today else day


def _name(field: str, values: Mapping[str, str], lacking: str = faults.MISSING) -> str | Fault:
    typed = tidy(values.get(field, ""))
    return read_text(field, typed) if typed else Fault(field, lacking)


def _months(field: str, values: Mapping[str, str], least: int) -> int | Fault:
    typed = tidy(values.get(field, ""))
    if _MONTHS.fullmatch(typed) and least <= int(typed) <= MOST_MONTHS:
        return int(typed)
    return Fault(field, NOT_MONTHS, {"text": typed, "least": least, "most": MOST_MONTHS})
