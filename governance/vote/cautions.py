"""What deserves a look beside a result, in full sentences that name the colleges and the figures."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from governance.vote.alerts import FEW_VOTERS
from governance.vote.carry import NOTHING
from governance.vote.colleges import COLLEGE_RULES
from governance.vote.explanation import Teller, name_of, standing_of
from governance.vote.parts import Standing
from governance.vote.result import Result
from governance.vote.sheet import CountingSheet, Reading

VIEWS = ("votes_cast", "single_body", "proportional", "bloc")


def cautions(
    sheet: CountingSheet, result: Result, lang: str = "fr", decimals: int = 2
) -> tuple[tuple[str, str], ...]:
    """Give the warnings of a result that a reader should weigh, each with its sentence.

    The names are those of `alerts.WARNINGS`, in their order; one warning may take several
    sentences. What becomes of a college that is empty, absent or silent is told by `explain`.
    Raises ValueError for another language.
    """
    teller = Teller(lang, decimals)
    return tuple(
        (warning, sentence)
        for warning in result.warnings
        if warning in _TOLD
        for sentence in _TOLD[warning](sheet, result, teller)
    )


def aside(sheet: CountingSheet, lang: str = "fr", text: str = "") -> tuple[str, ...]:
    """Say how many took no part in a vote since it is about them, by which `text`; nothing when nobody.

    Raises ValueError for another language.
    """
    number = sum(college.interested for college in sheet.colleges)
    teller = Teller(lang, 0)
    said = teller.say("interested by" if text else "interested", number=teller.whole(number), text=text)
    return (said,) if number else ()


def passed_before_quorum(sheet: CountingSheet, result: Result) -> bool:
    """Tell what the count said, whether or not the quorum was reached."""
    if COLLEGE_RULES[sheet.rules.carry].needs_most_colleges and result.colleges_in_play is not None:
        most = 2 * (result.colleges_for or 0) > result.colleges_in_play
        return most and sheet.rules.majority.met(result.in_favour, result.base)
    return sheet.rules.majority.met(result.in_favour, result.base)


def _views(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    known = VIEWS if len(sheet.colleges) > 1 else VIEWS[:2]
    told = []
    for view in known:
        given = getattr(result.views, view)
        if given is not None:
            verdict = "view adopted" if given else "view rejected"
            told.append(teller.say(verdict, view=teller.say(f"view {view}")))
    said = teller.say("views_disagree", views=" ; ".join(told) if teller.lang == "fr" else "; ".join(told))
    verdict = "adopted" if passed_before_quorum(sheet, result) else "rejected"
    court = teller.say(f"court {verdict}" if result.views.votes_cast else f"court {verdict} under")
    yield f"{said} {court}"


def _suspended(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    yield teller.say("weights_suspended")


def _counts_for(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    readings = sheet.rules.reading.by_answer()
    favourable = [answer for answer, reading in readings.items() if reading is Reading.FOR]
    read = {answer: sum(college.answers()[answer] for college in sheet.colleges) for answer in favourable}
    yield teller.say("counts_for", answers=teller.answers(read))


def _base_left(sheet: CountingSheet, result: Result) -> Fraction:
    """Give the base as the colleges leave it, before a tie takes a bloc out of it."""
    ties = sum(
        (
            (one.part or NOTHING) - (one.base or NOTHING)
            for asked, one in zip(sheet.colleges, result.colleges, strict=True)
            if standing_of(asked, one) is Standing.IN_PLAY
        ),
        NOTHING,
    )
    return result.base + ties


def _stays(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    held = sum((one.part or NOTHING for one in result.colleges), NOTHING)
    yield teller.say("stays_weighs_against", part=teller.percent(_base_left(sheet, result) - held))


def _bounds(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    rules, base = sheet.rules, _base_left(sheet, result)
    playing = 0
    for asked, one in zip(sheet.colleges, result.colleges, strict=True):
        if standing_of(asked, one) is not Standing.IN_PLAY:
            continue
        playing += 1
        part = (one.part or NOTHING) / base
        for key, bound, out in (
            ("above bounds", rules.max_college_part, part > rules.max_college_part),
            ("under bounds", rules.min_college_part, part < rules.min_college_part),
        ):
            if out:
                facts = {"part": teller.figure(part, bound), "bound": teller.percent(bound)}
                yield teller.say(key, name=name_of(asked), **facts)
    if playing < rules.min_colleges:
        yield teller.say("few colleges", number=playing, least=rules.min_colleges)


def _small(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    for asked, one in zip(sheet.colleges, result.colleges, strict=True):
        if one.b and asked.present < FEW_VOTERS:
            key = "small_college one" if asked.present == 1 else "small_college many"
            yield teller.say(key, name=name_of(asked), number=asked.present)


def _one_voter(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    for asked, one in zip(sheet.colleges, result.colleges, strict=True):
        if one.b == 1 and standing_of(asked, one) is Standing.IN_PLAY:
            part = teller.percent(one.part or NOTHING)
            yield teller.say("one_voter_carries_college", name=name_of(asked), part=part)


def _several(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    number = sum(college.again for college in sheet.colleges)
    key = "several_votes one" if number == 1 else "several_votes many"
    yield teller.say(key, number=number)


def _under_half(sheet: CountingSheet, result: Result, teller: Teller) -> Iterator[str]:
    yield teller.say("majority_under_half", bound=teller.bound(sheet.rules.majority))


_TOLD: Mapping[str, Callable[[CountingSheet, Result, Teller], Iterator[str]]] = MappingProxyType(
    {
        "views_disagree": _views,
        "weights_suspended": _suspended,
        "counts_for": _counts_for,
        "stays_weighs_against": _stays,
        "college_out_of_bounds": _bounds,
        "small_college": _small,
        "one_voter_carries_college": _one_voter,
        "several_votes": _several,
        "majority_under_half": _under_half,
    }
)
