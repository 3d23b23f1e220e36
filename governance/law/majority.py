"""Which majority a decision needs, and of which votes.

A majority is compared exactly, never through a rounded percentage: one half is not more than
half, two thirds are at least two thirds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.errors import Refused
from governance.law.legal_forms import MEETING_NAMES, AssemblyKind, Call, CompanyForm
from governance.law.quorum import BEFORE_2005, NEWER_SARL_DAY, OLDER_SARL
from governance.law.rule import (
    Direction,
    LawRule,
    RefusedByText,
    Said,
    always,
    said,
    say_at_least,
    say_more_than,
)
from governance.law.texts import commerce, other
from governance.sources import ChangedBy, Dated, LegalSource, Since
from governance.words import N_

ORDINARY, EXTRAORDINARY = AssemblyKind.ORDINARY, AssemblyKind.EXTRAORDINARY

ABSTENTION_DAY = date(2019, 7, 21)
"""First day of loi 2019-744. In a given company it starts with the assembly that approves the
first accounts closed after 19 July 2019: until then, counsel says which text applies."""
SETTLED_DAY = date(2021, 7, 1)
"""By then every company has held that assembly: six months, and the three that ordonnance 2020-318
added, after a year closed by 19 July 2020; six after a first year closed on 31 December 2020."""
SINCE_2019 = (
    "loi n° 2019-744 du 19 juillet 2019, art. 16 : s’applique dans chaque société à partir de "
    "l’assemblée qui statue sur le premier exercice clos après le 19 juillet 2019"
)
BEFORE_2019 = "rédaction antérieure à la loi n° 2019-744 du 19 juillet 2019"


class VoteBase(StrEnum):
    """What the fraction of a majority is a fraction of."""

    VOTES_CAST = "votes_cast"
    PRESENT = "present"
    ALL_MEMBERS = "all_members"


_PRESENT_ANSWERS = ("abstain", "blank", "spoiled", "silent")
READINGS: Mapping[VoteBase, Mapping[str, str]] = {
    VoteBase.VOTES_CAST: {**dict.fromkeys(_PRESENT_ANSWERS, "out"), "absent": "out"},
    VoteBase.PRESENT: {**dict.fromkeys(_PRESENT_ANSWERS, "base"), "absent": "out"},
    VoteBase.ALL_MEMBERS: {**dict.fromkeys(_PRESENT_ANSWERS, "base"), "absent": "base"},
}
"""How the five answers that are neither for nor against count under each base."""


ANSWER_NAMES = {
    "abstain": N_("abstention"),
    "blank": N_("vote blanc"),
    "spoiled": N_("vote nul"),
    "silent": N_("présent qui ne vote pas"),
    "absent": N_("absent"),
}


@dataclass(frozen=True, slots=True)
class LegalMajority:
    """More than `part` of `base`, or at least `part` with `at_least`."""

    part: Fraction
    at_least: bool
    base: VoteBase


def more_than_half(base: VoteBase) -> LegalMajority:
    """Give the simple majority of `base`: one half is not enough."""
    return LegalMajority(Fraction(1, 2), at_least=False, base=base)


def two_thirds(base: VoteBase) -> LegalMajority:
    """Give two thirds of `base`, bound included."""
    return LegalMajority(Fraction(2, 3), at_least=True, base=base)


SARL_ORDINARY = commerce("L. 223-29", sure=False, note="« parts » lues comme les voix de tous les associés")
SARL_SECOND = commerce("L. 223-29", sure=False, note="majorité des votes émis, sauf clause contraire")
SARL_EXTRAORDINARY = commerce(
    "L. 223-30", sure=False, note=f"{OLDER_SARL} ; « parts » lues comme les voix des présents et représentés"
)
OLDER_SARL_EXTRAORDINARY = commerce(
    "L. 223-30", sure=False, note=f"{BEFORE_2005} ; « parts » lues comme les voix de tous les associés"
)
SAS_SOURCE = commerce("L. 227-9")
PROPOSAL_SOURCE = commerce("L. 227-9", sure=False, note="valeur proposée : les statuts devraient le dire")
FLOOR_SOURCE = other(
    "Cour de cassation, assemblée plénière, 15 novembre 2024, n° 23-16.670",
    sure=False,
    note="rendu pour une SAS ; son effet après pondération des collèges n’est pas tranché",
)

LARZUL = other(
    "Cour de cassation, chambre commerciale, 19 janvier 2022, n° 19-12.696",
    sure=False,
    note="même règle, jugée avant l’assemblée plénière",
)
BEFORE_LARZUL = commerce(
    "L. 227-9", sure=False, note="aucun texte ni arrêt ; une interprétation vaut aussi pour le passé"
)

Majorities = dict[CompanyForm, Dated[LegalMajority | None]]


def of_an_sa(
    majority: Callable[[VoteBase], LegalMajority], article: str, *, sure: bool = True, note: str = ""
) -> Dated[LegalMajority | None]:
    """Give a majority of an SA through time: an abstention weighed against until 20 July 2019.

    `sure` and `note` tell what its own article leaves in doubt. Law: loi 2019-744, art. 16.
    """

    def text(period: str, *, settled: bool) -> LegalSource:
        return commerce(article, sure=sure and settled, note=" ; ".join(filter(None, (note, period))))

    before, since = majority(VoteBase.PRESENT), majority(VoteBase.VOTES_CAST)
    settled = Since(SETTLED_DAY, since, text(SINCE_2019, settled=True))
    return Dated(
        (
            Since(date.min, before, text(BEFORE_2019, settled=True)),
            Since(ABSTENTION_DAY, since, text(SINCE_2019, settled=False)),
            *((settled,) if sure else ()),
        )
    )


SA_ORDINARY_MAJORITY = of_an_sa(more_than_half, "L. 225-98")
SA_EXTRAORDINARY_MAJORITY = of_an_sa(two_thirds, "L. 225-96")
OLDER_SARL_MAJORITY = LegalMajority(Fraction(3, 4), at_least=True, base=VoteBase.ALL_MEMBERS)
EXTRAORDINARY_MAJORITIES: Majorities = {
    CompanyForm.SA: SA_EXTRAORDINARY_MAJORITY,
    CompanyForm.SARL: Dated(
        (
            Since(date.min, OLDER_SARL_MAJORITY, OLDER_SARL_EXTRAORDINARY),
            Since(NEWER_SARL_DAY, two_thirds(VoteBase.PRESENT), SARL_EXTRAORDINARY),
        )
    ),
    CompanyForm.SAS: always(None, SAS_SOURCE),
}
MAJORITIES: dict[tuple[AssemblyKind, Call], Majorities] = {
    (ORDINARY, Call.FIRST): {
        CompanyForm.SA: SA_ORDINARY_MAJORITY,
        CompanyForm.SARL: always(more_than_half(VoteBase.ALL_MEMBERS), SARL_ORDINARY),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
    (ORDINARY, Call.SECOND): {
        CompanyForm.SA: SA_ORDINARY_MAJORITY,
        CompanyForm.SARL: always(more_than_half(VoteBase.VOTES_CAST), SARL_SECOND),
        CompanyForm.SAS: always(None, SAS_SOURCE),
    },
    (EXTRAORDINARY, Call.FIRST): EXTRAORDINARY_MAJORITIES,
    (EXTRAORDINARY, Call.SECOND): EXTRAORDINARY_MAJORITIES,
}
FLOOR = more_than_half(VoteBase.VOTES_CAST)
FLOORS: Majorities = {
    CompanyForm.SA: SA_ORDINARY_MAJORITY,
    CompanyForm.SARL: always(FLOOR, commerce("L. 223-29", sure=False, note="et L. 223-30")),
    CompanyForm.SAS: Dated(
        (
            Since(date.min, None, BEFORE_LARZUL),
            Since(date(2022, 1, 19), FLOOR, LARZUL),
            Since(date(2024, 11, 15), FLOOR, FLOOR_SOURCE),
        )
    ),
}
"""No decision with fewer than the majority of the votes cast. In a SAS courts said so in 2022 and 2024."""
PROPOSALS: Mapping[AssemblyKind, LegalMajority] = {
    ORDINARY: more_than_half(VoteBase.VOTES_CAST),
    EXTRAORDINARY: two_thirds(VoteBase.VOTES_CAST),
}
"""What is proposed where neither the law nor the bylaws say anything (a SAS). Not law."""


def period(form: CompanyForm, kind: AssemblyKind, call: Call, day: date) -> Since[LegalMajority | None]:
    """Give the majority of the law on `day`, with its text; the value is None for a SAS."""
    return MAJORITIES[kind, call][form].period(day)


def required(form: CompanyForm, kind: AssemblyKind, call: Call, day: date) -> LegalMajority | None:
    """Give the majority the law of `day` asks for, None when the bylaws decide (SAS).

    Law: L. 225-96, L. 225-98, L. 223-29, L. 223-30.
    """
    return period(form, kind, call, day).value


def reading(base: VoteBase) -> Mapping[str, str]:
    """Say how abstain, blank, spoiled, silent and absent count: "out" or "base"."""
    return READINGS[base]


def is_weaker(part: Fraction, bound: LegalMajority, *, at_least: bool) -> bool:
    """Tell whether a majority lets pass what `bound` would stop."""
    return part < bound.part or (part == bound.part and at_least and not bound.at_least)


@dataclass(eq=False)
class MajorityTooLow(RefusedByText):
    """The bylaws would adopt what the law of this form rejects."""

    meeting: str
    part: Fraction
    required: Fraction

    message = N_(
        "Pour %(meeting)s, les statuts fixent la majorité à %(part)s des voix. "
        "La loi demande au moins %(required)s."
    )
    remedy = N_("Relevez cette majorité à celle de la loi, ou laissez la loi s’appliquer.")


@dataclass(eq=False)
class MajorityUnderHalf(RefusedByText):
    """Fewer than a majority of the votes cast would adopt a decision."""

    meeting: str
    part: Fraction

    message = N_(
        "Avec la majorité de %(part)s fixée pour %(meeting)s, une décision pourrait être adoptée "
        "sans la majorité des voix exprimées."
    )
    remedy = N_("Demandez strictement plus de la moitié des voix exprimées.")


@dataclass(eq=False)
class UnanimityForbidden(RefusedByText):
    """A SARL may not ask for unanimity to change its bylaws."""

    meeting: str

    message = N_("Les statuts demandent l’unanimité pour %(meeting)s. La loi l’interdit.")
    remedy = N_("Fixez une majorité inférieure à la totalité des voix.")


@dataclass(eq=False)
class ReadingForbidden(RefusedByText):
    """An answer would count otherwise than the law says."""

    meeting: str
    answer: str
    given: str
    required: str

    message = N_(
        "Pour %(meeting)s, les statuts ne comptent pas comme la loi "
        "une réponse qui n’est ni pour ni contre (%(answer)s)."
    )
    remedy = N_("Laissez la loi s’appliquer à la lecture des votes de cette assemblée.")


@dataclass(eq=False)
class CountsFor(RefusedByText):
    """An answer that is not a yes would be counted as one."""

    meeting: str
    answer: str

    message = N_(
        "Pour %(meeting)s, les statuts comptent comme favorable une réponse qui ne l’est pas (%(answer)s). "
        "Une décision passerait sans la majorité des voix exprimées."
    )
    remedy = N_("Ne comptez comme favorables que les votes pour.")


def breaches(
    form: CompanyForm, kind: AssemblyKind, call: Call, part: Fraction, day: date, *, at_least: bool
) -> list[Refused]:
    """Find whether a majority of the bylaws is under that of the law, or asks for unanimity."""
    meeting = MEETING_NAMES[kind, call]
    floor = FLOORS[form].period(day)
    if floor.value and is_weaker(part, floor.value, at_least=at_least):
        return [MajorityUnderHalf(meeting, part, source=floor.source)]
    law = period(form, kind, call, day)
    if law.value and is_weaker(part, law.value, at_least=at_least):
        return [MajorityTooLow(meeting, part, law.value.part, source=law.source)]
    if form is CompanyForm.SARL and kind is EXTRAORDINARY and part == 1:
        return [UnanimityForbidden(meeting, source=law.source)]
    return []


def reading_breaches(
    form: CompanyForm, kind: AssemblyKind, call: Call, given: Mapping[str, str], day: date
) -> list[Refused]:
    """Find each answer that the bylaws count otherwise than the law of `day`.

    `given` maps abstain, blank, spoiled, silent and absent to "out", "base" or "for".
    """
    law, meeting = period(form, kind, call, day), MEETING_NAMES[kind, call]
    found: list[Refused] = []
    for answer, read_as in given.items():
        wanted = READINGS[law.value.base][answer] if law.value else read_as
        if read_as == "for":
            found.append(CountsFor(meeting, ANSWER_NAMES[answer], source=FLOOR_SOURCE))
        elif read_as != wanted:
            found.append(ReadingForbidden(meeting, ANSWER_NAMES[answer], read_as, wanted, source=law.source))
    return found


OF_WHAT = {
    VoteBase.VOTES_CAST: N_("%(part)s des voix exprimées (sans les abstentions, les blancs et les nuls)"),
    VoteBase.PRESENT: N_("%(part)s des voix des présents et représentés (s’abstenir pèse comme un contre)"),
    VoteBase.ALL_MEMBERS: N_("%(part)s des voix de tous les sociétaires (un absent pèse comme un contre)"),
}


def say_majority(majority: LegalMajority) -> Said:
    """Say a majority in words, always with what it is a part of."""
    part = say_at_least(majority.part) if majority.at_least else say_more_than(majority.part)
    return said(OF_WHAT[majority.base], part=part)


def _rule(title: str, kind: AssemblyKind, call: Call) -> LawRule[LegalMajority]:
    return LawRule(
        f"majority_{kind}_{call}",
        title,
        MAJORITIES[kind, call],
        say_majority,
        ChangedBy.BYLAWS,
        Direction.STRICTER,
        {CompanyForm.SAS: PROPOSALS[kind]},
    )


READ = {
    VoteBase.VOTES_CAST: N_("hors du calcul, comme un blanc, un nul ou un silence"),
    VoteBase.PRESENT: N_("dans la base, comme un blanc, un nul ou un silence : elle pèse contre"),
    VoteBase.ALL_MEMBERS: N_("dans la base, comme un absent, un blanc ou un nul : elle pèse contre"),
}


def _say_read(base: VoteBase) -> Said:
    return Said(READ[base])


def _reading_rule(key: str, title: str, kind: AssemblyKind, call: Call) -> LawRule[VoteBase]:
    """Make the line on abstentions from the very values of the majority: nothing is written twice."""
    bases: dict[CompanyForm, Dated[VoteBase | None]] = {
        form: Dated(tuple(Since(p.day, p.value.base if p.value else None, p.source) for p in dated.periods))
        for form, dated in MAJORITIES[kind, call].items()
    }
    proposed = {CompanyForm.SAS: PROPOSALS[kind].base}
    return LawRule(key, title, bases, _say_read, ChangedBy.LAW, proposed=proposed)


RULES: tuple[LawRule[Any], ...] = (
    _rule(N_("Majorité de l’assemblée ordinaire, première convocation"), ORDINARY, Call.FIRST),
    _rule(N_("Majorité de l’assemblée ordinaire, deuxième convocation"), ORDINARY, Call.SECOND),
    _rule(N_("Majorité de l’assemblée extraordinaire, première convocation"), EXTRAORDINARY, Call.FIRST),
    _rule(N_("Majorité de l’assemblée extraordinaire, deuxième convocation"), EXTRAORDINARY, Call.SECOND),
    LawRule(
        "majority_floor",
        N_("Majorité la plus basse pour toute décision"),
        FLOORS,
        say_majority,
        ChangedBy.LAW,
    ),
    _reading_rule(
        "abstention_ordinary_first",
        N_("Abstention en assemblée ordinaire, première convocation"),
        ORDINARY,
        Call.FIRST,
    ),
    _reading_rule(
        "abstention_ordinary_second",
        N_("Abstention en assemblée ordinaire, deuxième convocation"),
        ORDINARY,
        Call.SECOND,
    ),
    _reading_rule(
        "abstention_extraordinary",
        N_("Abstention en assemblée extraordinaire"),
        EXTRAORDINARY,
        Call.FIRST,
    ),
)
