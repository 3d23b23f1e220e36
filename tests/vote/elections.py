"""Elections for tests: a sheet from a few ballots, and what it counts to."""

from collections.abc import Mapping, Sequence

from governance.vote.elections.outcome import ElectionResult
from governance.vote.elections.sheet import ElectionSheet, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS

OUT = dict.fromkeys(("abstain", "blank", "spoiled", "silent", "absent"), "out")

Said = Sequence[tuple[Mapping[str, int], int]]
"""What ballots say, and how many say it."""


def a_document(
    method: str,
    options: Sequence[str | dict],
    colleges: Mapping[str, Said] | Said,
    *,
    seats: int = 1,
    carry: str = "single_body",
    points: Mapping[str, str] | None = None,
    ties: Sequence[str] = (),
    seed: str = "",
    reading: Mapping[str, str] | None = None,
    majority: Mapping[str, object] | None = None,
    **settings: object,
) -> dict:
    """Make the sheet of an election: everybody who is a member came and dropped a valid ballot."""
    by_college = colleges if isinstance(colleges, Mapping) else {"all": colleges}
    return {
        "election": {
            "method": method,
            "seats": seats,
            "options": [{"id": one} if isinstance(one, str) else one for one in options],
            "ties": list(ties),
            "seed": seed,
            "settings": settings,
        },
        "rules": {
            "carry": carry,
            "reading": {**OUT, **(reading or {})},
            "majority": majority or {"part": "1/2"},
            "empty_college": "neutral",
            "absent_college": "neutral",
            "silent_college": "neutral",
        },
        "colleges": [
            {
                "id": name,
                "points": (points or {}).get(name, "1"),
                "entitled": sum(count for _, count in said),
                "present": sum(count for _, count in said),
                "ballots": [{"says": dict(says), "count": count} for says, count in said],
            }
            for name, said in by_college.items()
        ],
    }


def a_sheet(*arguments: object, **more: object) -> ElectionSheet:
    """Read the sheet that `a_document` makes."""
    return read_election_sheet(a_document(*arguments, **more), ELECTIONS)


def elected(*arguments: object, **more: object) -> ElectionResult:
    """Count the sheet that `a_document` makes."""
    return count_election(a_sheet(*arguments, **more), ELECTIONS)
