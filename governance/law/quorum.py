"""How many members must take part before an assembly may decide.

In a cooperative the company-law fraction of shares is read as a fraction of the members entitled
to vote. Those present, represented, remote, or voting by post in time all count.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.annual import months_after
from governance.law.legal_forms import MEETING_NAMES, AssemblyKind, Call, CompanyForm
from governance.law.rule import (
    Direction,
    LawRule,
    RefusedByText,
    Said,
    always,
    everywhere,
    said,
    say_at_least,
)
from governance.law.texts import commerce
from governance.sources import ChangedBy, Dated, Since
from governance.words import N_

ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY

SA_ORDINARY = commerce("L. 225-98")
SA_EXTRAORDINARY = commerce("L. 225-96")
SARL_ORDINARY = commerce("L. 223-29", note="pas de quorum : la majorité se compte sur tous les associés")
NEWER_SARL_DAY = date(2005, 8, 4)
"""A SARL formed since that day, the morrow of the publication of loi 2005-882, has the present rule."""
OLDER_SARL = (
    "SARL constituée depuis le 4 août 2005 (loi n° 2005-882) ; une plus ancienne n’a pas de quorum et "
    "demande les trois quarts de toutes les parts, sauf option unanime pour la règle nouvelle"
)
BEFORE_2005 = "rédaction antérieure à la loi n° 2005-882 du 2 août 2005 : trois quarts des parts, sans quorum"
SARL_EXTRAORDINARY = commerce("L. 223-30", sure=False, note=OLDER_SARL)
SAS_SOURCE = commerce("L. 227-9")
BASE_SOURCE = commerce("L. 225-107", sure=False, note="transposé aux voix des sociétaires")

BRETON_DAY = date(2005, 7, 28)
_BEFORE_BRETON = "rédaction antérieure à la loi n° 2005-842 du 26 juillet 2005, art. 6"

Parts = dict[CompanyForm, Dated[Fraction | None]]


def of_an_sa(before: Fraction, since: Fraction, article: str, *, sure: bool = True) -> Dated[Fraction | None]:
    """Give a quorum of an SA, lowered by loi 2005-842; `sure` tells whether the old one was read."""
    old = commerce(article, sure=sure, note=_BEFORE_BRETON)
    return Dated((Since(date.min, before, old), Since(BRETON_DAY, since, commerce(article))))


def _of_a_sarl(part: Fraction) -> Dated[Fraction | None]:
    old = commerce("L. 223-30", note=BEFORE_2005)
    return Dated((Since(date.min, Fraction(0), old), Since(NEWER_SARL_DAY, part, SARL_EXTRAORDINARY)))


PARTS: dict[tuple[AssemblyKind, Call], Parts] = {
    (ORDINARY, Call.FIRST): {
        CompanyForm.SA: of_an_sa(Fraction(1, 4), Fraction(1, 5), "L. 225-98", sure=False),
        CompanyForm.SARL: always(Fraction(0), SARL_ORDINARY),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
    (ORDINARY, Call.SECOND): {
        CompanyForm.SA: always(Fraction(0), SA_ORDINARY),
        CompanyForm.SARL: always(Fraction(0), SARL_ORDINARY),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
    (EXTRAORDINARY, Call.FIRST): {
        CompanyForm.SA: of_an_sa(Fraction(1, 3), Fraction(1, 4), "L. 225-96"),
        CompanyForm.SARL: _of_a_sarl(Fraction(1, 4)),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
    (EXTRAORDINARY, Call.SECOND): {
        CompanyForm.SA: of_an_sa(Fraction(1, 4), Fraction(1, 5), "L. 225-96"),
        CompanyForm.SARL: _of_a_sarl(Fraction(1, 5)),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
}

PUT_BACK_MONTHS: dict[CompanyForm, Dated[int | None]] = {
    CompanyForm.SA: always(2, SA_EXTRAORDINARY),
    CompanyForm.SARL: always(2, SARL_EXTRAORDINARY),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
"""How far a second extraordinary meeting may be put back when it misses its own quorum. No text
sets a latest day between the first meeting and the second."""


def period(form: CompanyForm, kind: AssemblyKind, call: Call, day: date) -> Since[Fraction | None]:
    """Give the quorum of the law on `day`, with its text and its first day."""
    return PARTS[kind, call][form].period(day)


def required(form: CompanyForm, kind: AssemblyKind, call: Call, day: date) -> Fraction | None:
    """Give the smallest part of the members entitled to vote who must take part.

    In [0, 1]; 0 when none is needed, None when the bylaws decide (SAS).
    Law: L. 225-96, L. 225-98, L. 223-29, L. 223-30.
    """
    return period(form, kind, call, day).value


def put_back_until(form: CompanyForm, kind: AssemblyKind, second_on: date) -> date | None:
    """Give the last day for a second meeting put back because it missed its quorum.

    Two months after the day it was itself convened for: 24 August, then 24 October at the latest.
    None for an ordinary one, which needs no quorum by law, and in a SAS.
    Law: L. 225-96, L. 223-30.
    """
    months = PUT_BACK_MONTHS[form].on(second_on)
    return months_after(second_on, months) if kind is EXTRAORDINARY and months else None


@dataclass(eq=False)
class QuorumTooLow(RefusedByText):
    """The bylaws would let fewer members decide than the law."""

    meeting: str
    part: Fraction
    required: Fraction

    message = N_(
        "Pour %(meeting)s, les statuts demandent un quorum de %(part)s des sociétaires. "
        "La loi demande au moins %(required)s."
    )
    remedy = N_("Portez ce quorum à %(required)s des sociétaires, ou davantage.")


def breaches(form: CompanyForm, kind: AssemblyKind, call: Call, part: Fraction, day: date) -> list[Refused]:
    """Find whether `part` of the members is under what the law of `day` asks for.

    The bylaws may ask for more. Law: L. 225-96, L. 225-98, L. 223-30.
    """
    law = period(form, kind, call, day)
    if law.value is None or part >= law.value:
        return []
    return [QuorumTooLow(MEETING_NAMES[kind, call], part, law.value, source=law.source)]


OF_MEMBERS = N_("%(part)s des sociétaires qui ont le droit de vote")
NO_QUORUM = N_("aucun quorum")
PUT_BACK = N_("repoussée de %(months)d mois au plus après le jour de sa propre convocation")
ON_MEMBERS = N_("sur les sociétaires qui ont le droit de vote, jamais sur le capital")


def say_quorum(part: Fraction) -> Said:
    """Say a quorum in words, always with what it is a part of."""
    return said(OF_MEMBERS, part=say_at_least(part)) if part else Said(NO_QUORUM)


def _say_months(months: int) -> Said:
    return said(PUT_BACK, months=months)


def _rule(key: str, title: str, kind: AssemblyKind, call: Call) -> LawRule[Fraction]:
    return LawRule(key, title, PARTS[kind, call], say_quorum, ChangedBy.BYLAWS, Direction.STRICTER)


RULES: tuple[LawRule[Any], ...] = (
    _rule(
        "quorum_ordinary_first",
        N_("Quorum de l’assemblée ordinaire, première convocation"),
        ORDINARY,
        Call.FIRST,
    ),
    _rule(
        "quorum_ordinary_second",
        N_("Quorum de l’assemblée ordinaire, deuxième convocation"),
        ORDINARY,
        Call.SECOND,
    ),
    _rule(
        "quorum_extraordinary_first",
        N_("Quorum de l’assemblée extraordinaire, première convocation"),
        EXTRAORDINARY,
        Call.FIRST,
    ),
    _rule(
        "quorum_extraordinary_second",
        N_("Quorum de l’assemblée extraordinaire, deuxième convocation"),
        EXTRAORDINARY,
        Call.SECOND,
    ),
    LawRule(
        "extraordinary_second_put_back",
        N_("Deuxième assemblée extraordinaire qui n’a pas son quorum"),
        PUT_BACK_MONTHS,
        _say_months,
        ChangedBy.LAW,
    ),
    LawRule(
        "quorum_base",
        N_("Sur quoi le quorum se mesure"),
        everywhere(ON_MEMBERS, BASE_SOURCE),
        Said,
        ChangedBy.BYLAWS,
    ),
)
