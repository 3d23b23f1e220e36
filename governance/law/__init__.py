"""What the law imposes on the assemblies of a SCIC: pure, dated, sourced.

One file a topic. Each gives its values through time, its refusals, and `RULES`, the lines of
the table that a reader may print for a day and a form.
"""

from typing import Any

from governance.law import (
    annual,
    attendance,
    board,
    cae,
    categories,
    colleges,
    cross_holdings,
    majority,
    minutes,
    notice,
    postal,
    proxies,
    quorum,
    remote,
    reserves,
    retention,
    shares,
    votes,
)
from governance.law.rule import LawRule

ALL_RULES: tuple[LawRule[Any], ...] = (
    *categories.RULES,
    *colleges.RULES,
    *votes.RULES,
    *notice.RULES,
    *quorum.RULES,
    *majority.RULES,
    *proxies.RULES,
    *remote.RULES,
    *postal.RULES,
    *attendance.RULES,
    *minutes.RULES,
    *annual.RULES,
    *board.RULES,
    *reserves.RULES,
    *shares.RULES,
    *cross_holdings.RULES,
    *cae.RULES,
    *retention.RULES,
)
