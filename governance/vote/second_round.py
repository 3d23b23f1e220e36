"""The second round inside a bloc: which colleges vote again, and the sheet once they have.

In the first round a college speaks as one voice when one side, for or against, meets the bound of the
bloc. Where neither does, its members vote again, on the same text, under the bound of the second round.
The figures of the other colleges stay those of the first.
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from governance.vote.sheet import CountingSheet, SheetCollege


def voting_again(
    sheet: CountingSheet, heard: Sequence[tuple[int, int]], parts: Sequence[Fraction | None]
) -> tuple[str, ...]:
    """Name the colleges in play where neither side meets the bound of the bloc, in the order of the sheet.

    Empty where no second round is foreseen, and once it was held. `parts` is None out of play.
    """
    again = sheet.rules.second_round
    if again is None or again.colleges or sheet.rules.carry != "bloc":
        return ()
    bound = sheet.rules.bloc.bound
    return tuple(
        college.id
        for college, (f, b), part in zip(sheet.colleges, heard, parts, strict=True)
        if part is not None
        and not bound.met(Fraction(f), Fraction(b))
        and not bound.met(Fraction(b - f), Fraction(b))
    )


def after_second_round(
    first: CountingSheet, second: CountingSheet, again: Sequence[str], *, multiplied: bool = False
) -> CountingSheet:
    """Give the sheet to count once the colleges of `again` have voted a second time.

    `second` holds their people and their answers; everything else is that of `first`. With `multiplied`
    voices, points are as many times the voices that count: those of the second vote then. Further voices
    of people counted in another college stay so, since that college does not vote again. Raises
    ValueError when the first round foresees no second, or had it already.
    """
    rules = first.rules
    if rules.second_round is None or rules.second_round.colleges or not again:
        raise ValueError("this first round calls for no second one")
    later = {college.id: college for college in second.colleges}

    def voted(college: SheetCollege) -> SheetCollege:
        if college.id not in again:
            return college
        new = later[college.id]
        before, now = (max(one.heard(rules.reading)[1], 1) for one in (college, new))
        points = college.points * Fraction(now, before) if multiplied else college.points
        return replace(
            new,
            points=points,
            again=college.again,
            present_again=min(college.present_again, new.present),
        )

    return CountingSheet(
        replace(rules, second_round=replace(rules.second_round, colleges=tuple(again))),
        tuple(voted(college) for college in first.colleges),
    )
