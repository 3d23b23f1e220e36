"""The same voices under other rules, side by side: to understand rules before changing them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from types import MappingProxyType

from governance.vote.carry import NOTHING, Bound
from governance.vote.cautions import passed_before_quorum
from governance.vote.explanation import Teller, name_of
from governance.vote.result import Result, WeightsState
from governance.vote.sentences import told
from governance.vote.sheet import CountingSheet, Leaving
from governance.vote.tally import count

IN_FORCE, CHANGED = "in_force", "changed"
CARRIES = ("single_body", "proportional", "bloc", "double_majority")

SENTENCES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "same": (
            "Même décision : %(verdict)s, avec %(part)s pour au lieu de %(before)s.",
            "The same decision: %(verdict)s, with %(part)s for instead of %(before)s.",
        ),
        "identical": (
            "Même décision, et mêmes chiffres : %(verdict)s, avec %(part)s pour.",
            "The same decision and the same figures: %(verdict)s, with %(part)s for.",
        ),
        "other": (
            "Décision contraire : %(verdict)s, avec %(part)s pour au lieu de %(before)s.",
            "The contrary decision: %(verdict)s, with %(part)s for instead of %(before)s.",
        ),
        "other majority": (
            "Décision contraire, avec les mêmes %(part)s pour : %(verdict)s.",
            "The contrary decision, with the same %(part)s for: %(verdict)s.",
        ),
        "second round": ("Ici, %(verdict)s.", "Here, %(verdict)s."),
        "decided": (
            "Ici, pas de second tour : %(verdict)s, avec %(part)s pour.",
            "Here, no second round: %(verdict)s, with %(part)s for.",
        ),
        "quorum": (
            "Le quorum décide, pas le compte : %(verdict)s.",
            "The quorum decides, not the count: %(verdict)s.",
        ),
        "reached": (
            "Ici, le quorum est atteint : %(verdict)s, avec %(part)s pour.",
            "Here, the quorum is reached: %(verdict)s, with %(part)s for.",
        ),
        "adopted": ("adoptée", "adopted"),
        "rejected": ("rejetée", "rejected"),
        "undecided": ("rien n’est décidé, le quorum manque", "nothing is decided, the quorum is missed"),
        "again": ("rien n’est décidé avant un second tour", "nothing is decided before a second round"),
        "no part": ("aucune part", "no part"),
        "bound": (
            "Il faut %(bound)s, au lieu de %(before)s.",
            "The bound is %(bound)s, instead of %(before)s.",
        ),
        "suspended": (
            "Il reste moins de %(least)s collèges en jeu : les points de collège sont suspendus.",
            "Fewer than %(least)s colleges are left in play: the college points are suspended.",
        ),
        "share": (
            "« %(name)s » compte pour %(part)s du total au lieu de %(before)s.",
            "“%(name)s” counts for %(part)s of the total instead of %(before)s.",
        ),
        "brings": (
            "« %(name)s » apporte %(brought)s pour au lieu de %(before)s.",
            "“%(name)s” brings %(brought)s for instead of %(before)s.",
        ),
        "both": (
            (
                "« %(name)s » compte pour %(part)s du total au lieu de %(before)s, et apporte "
                "%(brought)s pour au lieu de %(brought_before)s."
            ),
            (
                "“%(name)s” counts for %(part)s of the total instead of %(before)s, and brings "
                "%(brought)s for instead of %(brought_before)s."
            ),
        ),
    }
)


@dataclass(frozen=True, slots=True)
class Variation:
    """Other rules for the same voices; what is None, or not in `points`, stays as it is.

    `points` gives other points by college; each is above 0. `carry` is a key of COLLEGE_RULES.
    """

    key: str
    carry: str | None = None
    empty_college: Leaving | None = None
    absent_college: Leaving | None = None
    majority: Bound | None = None
    points: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def changes(self) -> bool:
        """Tell whether anything is asked to change."""
        asked = (self.carry, self.empty_college, self.absent_college, self.majority)
        return bool(self.points) or any(each is not None for each in asked)

    def of(self, sheet: CountingSheet) -> CountingSheet:
        """Give the sheet with these other rules; its voices and its people do not move."""
        rules = sheet.rules
        varied = replace(
            rules,
            carry=self.carry or rules.carry,
            empty_college=self.empty_college or rules.empty_college,
            absent_college=self.absent_college or rules.absent_college,
            majority=self.majority or rules.majority,
        )
        colleges = tuple(
            replace(college, points=self.points.get(college.id, college.points)) for college in sheet.colleges
        )
        return CountingSheet(varied, colleges)


@dataclass(frozen=True, slots=True)
class Simulated:
    """What the voices give under one variation."""

    variation: Variation
    sheet: CountingSheet
    result: Result

    @property
    def passed(self) -> bool:
        """Tell what the count says, whether or not the quorum is reached."""
        return passed_before_quorum(self.sheet, self.result)

    def shares(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Give, for each college, its part of the total and the part of the total it brings in favour.

        With points: points over the base of the vote. Without: voices over the voices counted.
        A total of 0 gives zeros.
        """
        base = self.result.base
        if not base:
            return tuple((NOTHING, NOTHING) for _ in self.result.colleges)
        if self.result.weights is WeightsState.IN_FORCE:
            return tuple(
                ((one.base or NOTHING) / base, (one.in_favour or NOTHING) / base)
                for one in self.result.colleges
            )
        return tuple((one.b / base, one.f / base) for one in self.result.colleges)


def variations(sheet: CountingSheet, changed: Variation | None = None) -> tuple[Variation, ...]:
    """Give the rules to compare: those in force, those changed if any, then the other ways to carry colleges.

    With one college, or none, every way to carry it is alike: none is added.
    """
    first = (Variation(IN_FORCE), *([changed] if changed and changed.changes else []))
    if len(sheet.colleges) < 2:
        return first
    return (*first, *(Variation(way, carry=way) for way in CARRIES if way != sheet.rules.carry))


def simulate(sheet: CountingSheet, asked: Sequence[Variation]) -> tuple[Simulated, ...]:
    """Count the sheet under each variation, by the very function that counts polls."""
    varied = ((variation, variation.of(sheet)) for variation in asked)
    return tuple(Simulated(variation, each, count(each)) for variation, each in varied)


def _say(teller: Teller, key: str, **facts: object) -> str:
    return told(SENTENCES[key], teller.lang) % facts


def _verdict(one: Simulated) -> str:
    if one.result.again:
        return "again"
    if one.result.adopted is None:
        return "undecided"
    return "adopted" if one.result.adopted else "rejected"


def differences(before: Simulated, after: Simulated, lang: str, decimals: int = 2) -> list[str]:
    """Say what other rules change, and why: the decision, the bound, each college that counts otherwise.

    Raises ValueError for another language.
    """
    teller = Teller(lang, decimals)
    told = [_decision(before, after, teller)]
    bounds = before.sheet.rules.majority, after.sheet.rules.majority
    if bounds[0] != bounds[1]:
        told.append(_say(teller, "bound", bound=teller.bound(bounds[1]), before=teller.bound(bounds[0])))
    suspended = after.result.weights is WeightsState.SUSPENDED
    if suspended and before.result.weights is not WeightsState.SUSPENDED:
        told.append(_say(teller, "suspended", least=after.sheet.rules.min_colleges))
    for college, old, new in zip(before.sheet.colleges, before.shares(), after.shares(), strict=True):
        moved = (old[0] != new[0], old[1] != new[1])
        key = {(True, True): "both", (True, False): "share", (False, True): "brings"}.get(moved)
        if key:
            facts = {
                "part": teller.percent(new[0]),
                "before": teller.percent(old[1] if key == "brings" else old[0]),
                "brought": teller.percent(new[1]),
                "brought_before": teller.percent(old[1]),
            }
            told.append(_say(teller, key, name=name_of(college), **facts))
    return told


def _decision(before: Simulated, after: Simulated, teller: Teller) -> str:
    part, old = (
        _say(teller, "no part")
        if one.result.part is None
        else teller.figure(one.result.part, one.sheet.rules.majority.part)
        for one in (after, before)
    )
    verdict = _say(teller, _verdict(after))
    if after.result.again:
        return _say(teller, "second round", verdict=verdict)
    if after.result.adopted is None:
        return _say(teller, "quorum", verdict=verdict)
    if before.result.adopted is None:
        return _say(teller, "decided" if before.result.again else "reached", verdict=verdict, part=part)
    same = after.result.part == before.result.part
    if after.result.adopted is not before.result.adopted:
        return _say(teller, "other majority" if same else "other", verdict=verdict, part=part, before=old)
    return _say(teller, "identical" if same else "same", verdict=verdict, part=part, before=old)
