"""A result: exact, complete, and the document that carries it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from governance.units import parse_part
from governance.vote.figures import exact_text
from governance.vote.quorum import QuorumGot
from governance.vote.sheet import QuorumOf


class WeightsState(StrEnum):
    """Whether the parts of the colleges counted."""

    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    NONE = "none"


class Towards(StrEnum):
    """The way a voice would have to be given for the result to change."""

    FOR = "for"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class CollegeResult:
    """What one college said and brought.

    `f` voices in favour out of `b` that count. `part`, `in_favour` and `base` are None when no
    weights are in force, and 0 when the college is out of play.
    """

    id: str
    f: int
    b: int
    part: Fraction | None
    in_favour: Fraction | None
    base: Fraction | None


@dataclass(frozen=True, slots=True)
class Views:
    """What the same ballots give by other rules, quorum aside; None where weights are suspended."""

    votes_cast: bool
    single_body: bool
    proportional: bool | None
    bloc: bool | None

    def known(self) -> tuple[bool, ...]:
        """Give the views there are."""
        views = (self.votes_cast, self.single_body, self.proportional, self.bloc)
        return tuple(view for view in views if view is not None)


@dataclass(frozen=True, slots=True)
class Flip:
    """The smallest number of voices of one college that, given the other way, change the verdict."""

    college: str
    votes: int
    towards: Towards


@dataclass(frozen=True, slots=True)
class Result:
    """The result of one poll. `adopted` is None when a quorum is missed; `part` when the base is 0.

    `again` names the colleges that are to vote a second time: until they have, `adopted` is None too.
    """

    adopted: bool | None
    in_favour: Fraction
    base: Fraction
    part: Fraction | None
    weights: WeightsState
    colleges_for: int | None
    colleges_in_play: int | None
    quorum: tuple[QuorumGot, ...]
    colleges: tuple[CollegeResult, ...]
    views: Views
    warnings: tuple[str, ...]
    flips: tuple[Flip, ...]
    again: tuple[str, ...] = ()


def _text(part: Fraction | None) -> str | None:
    return None if part is None else exact_text(part)


def result_document(result: Result, explanation: Sequence[str] = ()) -> dict[str, Any]:
    """Write a result as JSON values: fractions as text in lowest terms.

    `explanation` is what `explain` gives; it is not part of the result itself.
    """
    return {
        "adopted": result.adopted,
        "for": exact_text(result.in_favour),
        "base": exact_text(result.base),
        "part": _text(result.part),
        "weights": str(result.weights),
        "colleges_for": result.colleges_for,
        "colleges_in_play": result.colleges_in_play,
        "quorum": [
            {
                "of": str(one.of),
                "part": exact_text(one.part),
                "got": exact_text(one.got),
                "reached": one.reached,
                **({"college": one.college} if one.college else {}),
            }
            for one in result.quorum
        ],
        "colleges": [
            {
                "id": college.id,
                "f": college.f,
                "b": college.b,
                "part": _text(college.part),
                "for": _text(college.in_favour),
                "base": _text(college.base),
            }
            for college in result.colleges
        ],
        "views": {
            "votes_cast": result.views.votes_cast,
            "single_body": result.views.single_body,
            "proportional": result.views.proportional,
            "bloc": result.views.bloc,
        },
        "warnings": list(result.warnings),
        "flips": [
            {"college": flip.college, "votes": flip.votes, "towards": str(flip.towards)}
            for flip in result.flips
        ],
        "explanation": list(explanation),
        **({"again": list(result.again)} if result.again else {}),
    }


def _fraction(text: str | None) -> Fraction | None:
    return None if text is None else parse_part(text)


def read_result(document: Mapping[str, Any]) -> Result:
    """Read a result written by `result_document`, its explanation aside.

    For results this service stored itself: raises KeyError or ValueError for anything else.
    """
    return Result(
        adopted=document["adopted"],
        in_favour=parse_part(document["for"]),
        base=parse_part(document["base"]),
        part=_fraction(document["part"]),
        weights=WeightsState(document["weights"]),
        colleges_for=document["colleges_for"],
        colleges_in_play=document["colleges_in_play"],
        quorum=tuple(
            QuorumGot(
                QuorumOf(one["of"]),
                parse_part(one["part"]),
                parse_part(one["got"]),
                one["reached"],
                one.get("college", ""),
            )
            for one in document["quorum"]
        ),
        colleges=tuple(
            CollegeResult(
                one["id"],
                one["f"],
                one["b"],
                _fraction(one["part"]),
                _fraction(one["for"]),
                _fraction(one["base"]),
            )
            for one in document["colleges"]
        ),
        views=Views(**document["views"]),
        warnings=tuple(document["warnings"]),
        flips=tuple(Flip(one["college"], one["votes"], Towards(one["towards"])) for one in document["flips"]),
        again=tuple(document.get("again", ())),
    )
