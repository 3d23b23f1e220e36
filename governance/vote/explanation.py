"""A result in words: what each college said and brought, the sum, the bound, and how near it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from governance.units import percent
from governance.vote.carry import HALF, NOTHING, Bound
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.figures import exact_text, look_alike
from governance.vote.parts import Standing, standing
from governance.vote.quorum import QuorumGot
from governance.vote.result import CollegeResult, Result, WeightsState
from governance.vote.sentences import SENTENCES, say
from governance.vote.sheet import ANSWERS, CountingSheet, QuorumOf, Reading, SheetCollege

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

    def percent(self, part: Fraction) -> str:
        """Write a part as a percentage, with its sign."""
        return self.say("percent", number=self.number(part))

    def answers(self, numbers: Mapping[str, int]) -> str:
        """List answers with their numbers, for and against always, the others when there are any."""
        told = []
        for answer, number in numbers.items():
            if answer in {"for", "against"}:
                told.append(self.say(answer, number=self.whole(number)))
            elif number:
                told.append(self.counted(answer, number))
        return ", ".join(told)

    def counted(self, thing: str, number: int) -> str:
        """Write a number of things: the sentence ends in « one » or « many »."""
        return self.say(f"{thing} {'one' if number == 1 else 'many'}", number=self.whole(number))

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
    return [
        _carried_how(sheet, result, teller),
        *_readings(sheet, teller),
        *_colleges(sheet, result, teller),
        *(() if result.again else _sum(sheet, result, teller)),
        *(_quorum(one, sheet, teller) for one in result.quorum),
        *_ending(sheet, result, teller),
    ]


def name_of(college: SheetCollege) -> str:
    """Give the name of a college, its identifier when it has none."""
    return college.name or college.id


def standing_of(college: SheetCollege, outcome: CollegeResult) -> Standing:
    """Tell where a college stood in a poll already counted."""
    return standing(college, outcome.b)


def _carried_how(sheet: CountingSheet, result: Result, teller: Teller) -> str:
    if result.weights is WeightsState.SUSPENDED:
        return teller.say("suspended", least=sheet.rules.min_colleges)
    if result.weights is WeightsState.NONE and len(sheet.colleges) == 1:
        return teller.say("carry whole")
    return teller.say(f"carry {sheet.rules.carry}")


def _readings(sheet: CountingSheet, teller: Teller) -> Iterator[str]:
    """Say how the answers that were given, neither for nor against, are read."""
    readings = sheet.rules.reading.by_answer()
    totals = {answer: sum(college.answers()[answer] for college in sheet.colleges) for answer in ANSWERS}
    for reading in (Reading.FOR, Reading.BASE, Reading.OUT):
        read = {answer: number for answer, number in totals.items() if number and readings[answer] is reading}
        if reading is Reading.OUT:
            read.pop("absent", None)
        if read:
            yield teller.say(f"reads {reading}", answers=teller.answers(read))


def _colleges(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    for college, outcome in zip(sheet.colleges, result.colleges, strict=True):
        counts, name = college.counts, name_of(college)
        found = standing_of(college, outcome)
        if found in {Standing.EMPTY, Standing.ABSENT}:
            why = "barred" if found is Standing.ABSENT and not college.entitled else str(found)
            yield teller.say(why, name=name)
        else:
            said = {"for": int(counts.in_favour), "against": int(counts.against), **college.answers()}
            yield teller.say("said", name=name, answers=teller.answers(said))
        if sheet.rules.second_round and college.id in sheet.rules.second_round.colleges:
            yield teller.say("voted again", name=name)
        if result.weights is WeightsState.IN_FORCE:
            yield from _brought(sheet, result, (college, outcome), teller)
        elif (outcome.f, outcome.b) != (counts.in_favour, counts.in_favour + counts.against):
            yield teller.say("adds", name=name, f=teller.whole(outcome.f), b=teller.whole(outcome.b))


def _brought(
    sheet: CountingSheet, result: Result, of: tuple[SheetCollege, CollegeResult], teller: Teller
) -> Iterator[str]:
    """Say what a college brought while the parts count, or why it left and what became of its points."""
    rules, (college, outcome) = sheet.rules, of
    found = standing_of(college, outcome)
    if found is not Standing.IN_PLAY:
        policy = {
            Standing.EMPTY: rules.empty_college,
            Standing.ABSENT: rules.absent_college,
            Standing.SILENT: rules.silent_college,
        }[found]
        if found is Standing.SILENT:
            yield teller.say("silent", name=name_of(college))
        points = college.points / sum((one.points for one in sheet.colleges), NOTHING)
        ceiling = teller.percent(rules.max_college_part)
        yield teller.say(f"leaving {policy}", points=teller.percent(points), ceiling=ceiling)
        return
    key, inner = _bloc_outcome(sheet, result, outcome) if rules.carry == "bloc" else ("brings", None)
    bound = inner or (Bound(HALF) if COLLEGE_RULES[rules.carry].needs_most_colleges else rules.majority)
    yield teller.say(
        key,
        name=name_of(college),
        f=teller.whole(outcome.f),
        b=teller.whole(outcome.b),
        share=teller.figure(Fraction(outcome.f, outcome.b), bound.part),
        bound=teller.bound(bound),
        part=teller.percent(outcome.part or NOTHING),
        brought=teller.percent(outcome.in_favour or NOTHING),
    )


def _bloc_outcome(sheet: CountingSheet, result: Result, outcome: CollegeResult) -> tuple[str, Bound]:
    """Give the sentence of a college that votes as a bloc, and the bound inside it."""
    bloc = sheet.rules.bloc_of(outcome.id)
    if outcome.id in result.again:
        return "bloc again", bloc.bound
    if bloc.ties(outcome.f, outcome.b):
        return f"bloc tie {bloc.tie}", bloc.bound
    passed = bloc.bound.met(Fraction(outcome.f), Fraction(outcome.b))
    return ("bloc for" if passed else "bloc against"), bloc.bound


def _sum(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    majority = sheet.rules.majority
    if result.part is None:
        yield teller.say("sum of nothing")
        return
    if result.weights is WeightsState.IN_FORCE:
        yield from _sum_of_points(result, result.part, majority, teller)
    else:
        brought = [teller.whole(one.f) for one in result.colleges if one.f]
        total = teller.whole(int(result.in_favour))
        yield teller.say(
            "sum of voices",
            sum=_added(brought, total),
            base=teller.whole(int(result.base)),
            part=teller.figure(result.part, majority.part),
        )
    met = majority.met(result.in_favour, result.base)
    yield teller.say("majority met" if met else "majority missed", bound=teller.bound(majority))
    if COLLEGE_RULES[sheet.rules.carry].needs_most_colleges and result.colleges_in_play is not None:
        colleges_for = result.colleges_for or 0
        most = 2 * colleges_for > result.colleges_in_play
        facts = {"for": teller.whole(colleges_for), "all": teller.whole(result.colleges_in_play)}
        yield teller.say("colleges met" if most else "colleges missed", **facts)


def _sum_of_points(result: Result, part: Fraction, majority: Bound, teller: Teller) -> Iterator[str]:
    """Add what each college brings; when the base is not the whole, say what the sum is out of."""
    brought = [one.in_favour for one in result.colleges if one.in_favour]
    whole = result.base == 1
    total = teller.figure(result.in_favour, majority.part) if whole else teller.percent(result.in_favour)
    yield teller.say("sum of points", sum=_added([teller.percent(each) for each in brought], total))
    shown = sum((Fraction(percent(each, teller.decimals)) for each in brought), NOTHING)
    if shown != Fraction(percent(result.in_favour, teller.decimals)):
        yield teller.say("added before rounding")
    if not whole:
        facts = {"for": teller.percent(result.in_favour), "base": teller.percent(result.base)}
        yield teller.say("base of points", part=teller.figure(part, majority.part), **facts)


def _added(terms: list[str], total: str) -> str:
    return f"{' + '.join(terms)} = {total}" if len(terms) > 1 else total


def _quorum(one: QuorumGot, sheet: CountingSheet, teller: Teller) -> str:
    present = sum(college.present - college.present_again for college in sheet.colleges)
    entitled = sum(college.entitled - college.again for college in sheet.colleges)
    if not entitled:
        return teller.say("quorum nobody")
    facts = {
        "got": teller.figure(one.got, one.part),
        "bound": teller.bound(Bound(one.part, at_least=True)),
        "present": teller.whole(present),
        "entitled": teller.whole(entitled),
        "missing": teller.counted("missing", ceil(one.part * entitled) - present),
    }
    if one.of is QuorumOf.EACH_COLLEGE:
        asked = [college for college in sheet.colleges if college.entitled]
        facts["name"] = name_of(min(asked, key=lambda college: Fraction(college.present, college.entitled)))
    if one.of is QuorumOf.COLLEGE:
        facts["name"] = name_of(next(college for college in sheet.colleges if college.id == one.college))
    return teller.say(f"quorum {one.of} {'reached' if one.reached else 'missed'}", **facts)


def _ending(sheet: CountingSheet, result: Result, teller: Teller) -> list[str]:
    if sheet.rules.second_round and result.again:
        names = [name_of(college) for college in sheet.colleges if college.id in result.again]
        return [_to_vote_again(names, sheet.rules.second_round.bound, teller)]
    return [_verdict(result, teller), _nearest(sheet, result, teller)]


def _to_vote_again(names: list[str], bound: Bound, teller: Teller) -> str:
    *before, last = [teller.say("quoted", name=name) for name in names]
    told = teller.say("and").join([", ".join(before), last]) if before else last
    return teller.say("to vote again", names=told, bound=teller.bound(bound))


def _verdict(result: Result, teller: Teller) -> str:
    if result.adopted is None:
        return teller.say("undecided")
    return teller.say("adopted" if result.adopted else "rejected")


def _nearest(sheet: CountingSheet, result: Result, teller: Teller) -> str:
    alone = len(sheet.colleges) == 1
    if not result.flips:
        return teller.say("no flip whole" if alone else "no flip")
    nearest = result.flips[0]
    as_near = (nearest.votes, nearest.towards)
    equal = {one.college for one in result.flips if (one.votes, one.towards) == as_near}
    names = [name_of(college) for college in sheet.colleges if college.id in equal]
    number = "one" if nearest.votes == 1 else "many"
    said = (teller.say("or college" if rank else "of college", name=name) for rank, name in enumerate(names))
    of = "" if alone else "".join(said)
    return teller.say(f"flip {number} {nearest.towards}", of=of, votes=teller.whole(nearest.votes))
