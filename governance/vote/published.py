"""What a cooperative publishes of a result to others: totals, exact parts, never who said what.

The figures of colleges are left out as soon as one has between one and four voters present: its
count, or what the others leave of the total, would say who voted what.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from governance.units import parse_part
from governance.vote.alerts import FEW_VOTERS
from governance.vote.figures import exact_text
from governance.vote.quorum import QuorumGot
from governance.vote.result import Result
from governance.vote.sheet import CountingSheet, QuorumOf


@dataclass(frozen=True, slots=True)
class PublishedCollege:
    """One college: what its voices said, and the exact part it brought in favour of its part of the whole."""

    name: str
    in_favour: int
    against: int
    brought: Fraction | None
    part: Fraction | None


@dataclass(frozen=True, slots=True)
class PublishedFigures:
    """A result as others read it. `in_favour` and `against` are None when fewer than five took part.

    `part` is the exact part in favour that the verdict was read on, None when nothing counted.
    """

    in_favour: int | None
    against: int | None
    others: int | None
    part: Fraction | None
    quorum: tuple[QuorumGot, ...]
    colleges: tuple[PublishedCollege, ...]


def published_figures(sheet: CountingSheet, result: Result) -> dict[str, Any]:
    """Give what is published of a result, as JSON values: fractions as text in lowest terms."""
    present = [college.present for college in sheet.colleges if college.present]
    few = sum(present) < FEW_VOTERS
    shown = not few and len(sheet.colleges) > 1 and min(present) >= FEW_VOTERS
    counts = [college.counts for college in sheet.colleges]
    in_favour, against = sum(one.in_favour for one in counts), sum(one.against for one in counts)
    return {
        "for": None if few else in_favour,
        "against": None if few else against,
        "others": None if few else sum(one.said for one in counts) - in_favour - against,
        "part": None if few else _text(result.part),
        "quorum": [
            {
                "of": str(one.of),
                "part": exact_text(one.part),
                "got": exact_text(one.got),
                "reached": one.reached,
            }
            for one in result.quorum
        ],
        "colleges": [
            {
                "name": college.name,
                "for": college.counts.in_favour,
                "against": college.counts.against,
                "brought": _text(told.in_favour),
                "part": _text(told.part),
            }
            for college, told in zip(sheet.colleges, result.colleges, strict=True)
        ]
        if shown
        else [],
    }


def read_published(document: Mapping[str, Any]) -> PublishedFigures:
    """Read figures written by `published_figures`."""
    return PublishedFigures(
        in_favour=document["for"],
        against=document["against"],
        others=document["others"],
        part=_fraction(document["part"]),
        quorum=tuple(
            QuorumGot(QuorumOf(one["of"]), parse_part(one["part"]), parse_part(one["got"]), one["reached"])
            for one in document["quorum"]
        ),
        colleges=tuple(
            PublishedCollege(
                one["name"], one["for"], one["against"], _fraction(one["brought"]), _fraction(one["part"])
            )
            for one in document["colleges"]
        ),
    )


def _text(part: Fraction | None) -> str | None:
    return None if part is None else exact_text(part)


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else parse_part(text)
