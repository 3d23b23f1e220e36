"""The ways to vote. A new one is one file, one line here and the page of its booth."""

from collections.abc import Mapping
from types import MappingProxyType

from governance.vote.elections.contest import Contest
from governance.vote.elections.method import ElectionMethod, read_ballot
from governance.vote.methods.approval import APPROVAL
from governance.vote.methods.consultation import CONSULTATION
from governance.vote.methods.cumulative import CUMULATIVE
from governance.vote.methods.instant_runoff import INSTANT_RUNOFF
from governance.vote.methods.lists import LISTS
from governance.vote.methods.majority_judgment import MAJORITY_JUDGMENT
from governance.vote.methods.plurality import PLURALITY
from governance.vote.methods.schulze import SCHULZE
from governance.vote.methods.stv import STV
from governance.vote.methods.without_candidate import WITHOUT_CANDIDATE
from governance.vote.methods.yes_no import YES_NO

ELECTIONS: Mapping[str, ElectionMethod] = MappingProxyType(
    {
        method.name: method
        for method in (
            APPROVAL,
            CONSULTATION,
            CUMULATIVE,
            INSTANT_RUNOFF,
            LISTS,
            MAJORITY_JUDGMENT,
            PLURALITY,
            SCHULZE,
            STV,
            WITHOUT_CANDIDATE,
        )
    }
)
"""The ways to elect or to ask, by name."""

METHODS: frozenset[str] = frozenset({YES_NO.name, *ELECTIONS})
"""The name of every way to vote: that of its file and of its booth."""


def read_vote(method: str, said: str, contest: Contest | None = None) -> str:
    """Read strictly what a voter said by one way to vote; give the one text the box keeps.

    `contest` is what an election is about, None for a resolution. Raises Malformed.
    """
    if contest is None:
        return YES_NO.read(said)
    return read_ballot(ELECTIONS[method], said, contest)
