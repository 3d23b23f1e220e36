"""A result in words: what each college said and brought, the sum, the bound, and how near it was."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from governance.units import percent
from governance.vote.carry import HALF, Bound
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.figures import exact_text, look_alike
from governance.vote.parts import Standing, standing
from governance.vote.result import CollegeResult, Result, WeightsState
from governance.vote.sentences import SENTENCES, say
from governance.vote.sheet import CountingSheet, SheetCollege

NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Teller:
    """Says figures in one language, percentages with so many decimals."""

    lang: str
    decimals: int

    def say(self, key: str, **facts: object) -> str:
        """Give one sentence."""
        return say(self.lang, key, **facts)

    def whole(self, number: int) -> str:
        """Write a whole number, thousands apart."""
        return f"{number:,}".replace(",", NARROW_SPACE) if self.lang == "fr" else f"{number:,}"

    def number(self, part: Fraction) -> str:
        """Write a part as a percentage, without its sign."""
        written = percent(part, self.decimals)
        return written.replace(".", ",") if self.lang == "fr" else written

    def figure(self, part: Fraction, bound: Fraction) -> str:
        """Write a part, with the exact fraction beside it when it could be taken for the bound."""
        if look_alike(part, bound, self.decimals):
            return self.say("percent_exactly", number=self.number(part), exact=exact_text(part))
        return self.say("percent", number=self.number(part))

    def bound(self, bound: Bound) -> str:
        """Write a bound: « plus de la moitié », « au moins 60 % (3/5) »."""
        kind = "at_least" if bound.at_least else "more_than"
        exact = exact_text(bound.part)
        usual = f"{kind} {exact}"
        key = usual if usual in SENTENCES else kind
        return self.say(key, number=self.number(bound.part), exact=exact)


def explain(sheet: CountingSheet, result: Result, lang: str = "fr", decimals: int = 2) -> list[str]:
    """Explain a result to a member, in French ("fr") or English ("en").

    `result` is what `count` gives for `sheet`; `decimals` is that of the percentages. Verdicts
    never come from a rounded figure: the exact fraction stands beside one that looks like the
    bound. Raises ValueError for another language.
    """
    teller = Teller(lang, decimals)
    suspended = result.weights is WeightsState.SUSPENDED
    return [
        teller.say("suspended" if suspended else f"carry {sheet.rules.carry}"),
        *_colleges(sheet, result, teller),
        *_sum(sheet, result, teller),
        *_quorum(result, teller),
        _verdict(result, teller),
        _nearest(sheet, result, teller),
    ]


def _colleges(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    for college, outcome in zip(sheet.colleges, result.colleges, strict=True):
        name = college.name or college.id
        answers = {
            "for": int(college.counts.in_favour),
            "against": int(college.counts.against),
            **college.answers(),
        }
        said = {answer: teller.whole(number) for answer, number in answers.items()}
        yield teller.say("said", name=name, **said)
        if result.weights is WeightsState.IN_FORCE:
            yield from _brought(sheet, college, outcome, teller)
        elif outcome.b:
            yield teller.say("adds", name=name, f=teller.whole(outcome.f), b=teller.whole(outcome.b))
        else:
            yield teller.say("adds nothing", name=name)


def _brought(
    sheet: CountingSheet, college: SheetCollege, outcome: CollegeResult, teller: Teller
) -> Iterator[str]:
    """Say what a college brought while the parts count, or why it left and what became of its points."""
    rules = sheet.rules
    name = college.name or college.id
    found = standing(college, outcome.b)
    if found is not Standing.IN_PLAY:
        policy = {
            Standing.EMPTY: rules.empty_college,
            Standing.ABSENT: rules.absent_college,
            Standing.SILENT: rules.silent_college,
        }[found]
        yield teller.say(str(found), name=name)
        ceiling = teller.say("percent", number=teller.number(rules.max_college_part))
        yield teller.say(f"leaving {policy}", name=name, ceiling=ceiling)
        return
    key, inner = _bloc_outcome(sheet, outcome) if rules.carry == "bloc" else ("brings", None)
    bound = inner or (Bound(HALF) if COLLEGE_RULES[rules.carry].needs_most_colleges else rules.majority)
    yield teller.say(
        key,
        name=name,
        f=teller.whole(outcome.f),
        b=teller.whole(outcome.b),
        share=teller.figure(Fraction(outcome.f, outcome.b), bound.part),
        bound=teller.bound(bound),
        part=teller.figure(outcome.part or Fraction(0), rules.majority.part),
        brought=teller.figure(outcome.in_favour or Fraction(0), rules.majority.part),
    )


def _bloc_outcome(sheet: CountingSheet, outcome: CollegeResult) -> tuple[str, Bound]:
    """Give the sentence of a college that votes as a bloc, and the bound inside it."""
    bloc = sheet.rules.bloc
    if bloc.ties(outcome.f, outcome.b):
        return f"bloc {bloc.tie}", bloc.bound
    passed = bloc.bound.met(Fraction(outcome.f), Fraction(outcome.b))
    return ("bloc for" if passed else "bloc against"), bloc.bound


def _sum(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    majority = sheet.rules.majority
    if result.part is None:
        yield teller.say("sum of nothing")
        return
    part = teller.figure(result.part, majority.part)
    if result.weights is WeightsState.IN_FORCE:
        in_favour = teller.figure(result.in_favour, majority.part)
        base = teller.figure(result.base, majority.part)
        yield teller.say("sum of points", part=part, base=base, **{"for": in_favour})
    else:
        in_favour = teller.whole(int(result.in_favour))
        yield teller.say(
            "sum of voices", part=part, base=teller.whole(int(result.base)), **{"for": in_favour}
        )
    met = majority.met(result.in_favour, result.base)
    yield teller.say("majority met" if met else "majority missed", bound=teller.bound(majority))
    if COLLEGE_RULES[sheet.rules.carry].needs_most_colleges and result.colleges_in_play is not None:
        colleges_for = result.colleges_for or 0
        most = 2 * colleges_for > result.colleges_in_play
        facts = {"for": teller.whole(colleges_for), "all": teller.whole(result.colleges_in_play)}
        yield teller.say("colleges met" if most else "colleges missed", **facts)


def _quorum(result: Result, teller: Teller) -> Iterator[str]:
    for one in result.quorum:
        yield teller.say(
            f"quorum {one.of} {'reached' if one.reached else 'missed'}",
            got=teller.figure(one.got, one.part),
            bound=teller.bound(Bound(one.part, at_least=True)),
        )


def _verdict(result: Result, teller: Teller) -> str:
    if result.adopted is None:
        return teller.say("undecided")
    return teller.say("adopted" if result.adopted else "rejected")


def _nearest(sheet: CountingSheet, result: Result, teller: Teller) -> str:
    if not result.flips:
        return teller.say("no flip")
    nearest = result.flips[0]
    name = next(college.name or college.id for college in sheet.colleges if college.id == nearest.college)
    number = "one" if nearest.votes == 1 else "many"
    return teller.say(f"flip {number} {nearest.towards}", name=name, votes=teller.whole(nearest.votes))
