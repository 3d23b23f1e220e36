"""The single transferable vote beside an outside count, in the same run."""

import time
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from random import Random
from typing import Any

from governance.vote.elections.explanation import explain_election
from governance.vote.elections.sheet import ElectionSheet, read_election_sheet
from governance.vote.elections.tally import count_election
from governance.vote.methods import ELECTIONS

OUTSIDE = "pyrankvote"
METHOD = "stv"
BALLOTS, OPTIONS, SEATS = 10_000, 20, 5


@dataclass(frozen=True, slots=True)
class Transfers:
    """Seconds to count, to count and explain, and to count outside (None when it is not installed).

    `alike` tells whether both elect the same; they may differ on ties, and outside counts in floats.
    """

    ballots: int
    options: int
    counting: float
    explained: float
    outside: float | None
    alike: bool


def measure(ballots: int = BALLOTS, options: int = OPTIONS) -> Transfers:
    """Count the same ranked ballots here, exactly, and by the outside count when it is installed."""
    said = drawn(ballots, options)
    sheet = sheet_of(said, options)
    started = time.perf_counter()
    found = count_election(sheet, ELECTIONS)
    counting = time.perf_counter() - started
    explain_election(sheet, found, ELECTIONS[METHOD], {})
    explained = time.perf_counter() - started
    other, elected = outside(said, options)
    ours = set(found.count.elected)
    return Transfers(ballots, options, counting, explained, other, alike=ours == elected)


def drawn(ballots: int, options: int) -> list[tuple[str, ...]]:
    """Draw ballots of three options or more, some options more liked than others; always the same."""
    random = Random(2)  # noqa: S311 - the same ballots each time
    names = [f"option-{rank:02}" for rank in range(options)]
    found = []
    for _ in range(ballots):
        order = sorted(names, key=lambda name: random.random() * (2 + int(name[-2:])), reverse=True)
        found.append(tuple(order[: random.randint(3, options)]))
    return found


def sheet_of(said: list[tuple[str, ...]], options: int) -> ElectionSheet:
    """Make the counting sheet of these ballots: one college, everybody came."""
    ballots: dict[tuple[str, ...], int] = {}
    for choices in said:
        ballots[choices] = ballots.get(choices, 0) + 1
    return read_election_sheet(
        {
            "election": {
                "method": METHOD,
                "seats": SEATS,
                "options": [{"id": f"option-{rank:02}"} for rank in range(options)],
                "ties": ["lot"],
                "seed": "mesure",
                "settings": {},
            },
            "rules": {
                "carry": "single_body",
                "reading": dict.fromkeys(("abstain", "blank", "spoiled", "silent", "absent"), "out"),
                "majority": {"part": "1/2"},
                "empty_college": "neutral",
                "absent_college": "neutral",
                "silent_college": "neutral",
            },
            "colleges": [
                {
                    "id": "all",
                    "points": "1",
                    "entitled": len(said),
                    "present": len(said),
                    "ballots": [
                        {"says": {name: rank for rank, name in enumerate(choices, 1)}, "count": many}
                        for choices, many in ballots.items()
                    ],
                }
            ],
        },
        ELECTIONS,
    )


def outside(said: list[tuple[str, ...]], options: int) -> tuple[float | None, set[str]]:
    """Count the same ballots by the outside count; None and nobody when it is not installed."""
    if find_spec(OUTSIDE) is None:
        return None, set()
    counter: Any = import_module(OUTSIDE)
    candidates = {name: counter.Candidate(name) for name in (f"option-{rank:02}" for rank in range(options))}
    papers = [counter.Ballot([candidates[name] for name in choices]) for choices in said]
    started = time.perf_counter()
    found = counter.single_transferable_vote(list(candidates.values()), papers, SEATS)
    seconds = time.perf_counter() - started
    return seconds, {candidate.name for candidate in found.get_winners()}
