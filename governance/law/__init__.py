"""What the law imposes on the assemblies of a SCIC: pure, dated, sourced.

One file a topic. Each gives its values through time, its refusals, and `RULES`, the lines of
the table that a reader may print for a day and a form. `TOPICS` is the table of contents.
"""

from typing import Any

from governance.law import (
    agenda,
    annual,
    attendance,
    board,
    cae,
    categories,
    college_life,
    colleges,
    convening,
    cross_holdings,
    days,
    decisions,
    information,
    majority,
    members,
    minutes,
    non_cooperators,
    notice,
    nullity,
    officers,
    postal,
    proxies,
    public_holidays,
    quorum,
    remote,
    reserves,
    retention,
    review,
    secret_ballot,
    shares,
    status,
    unions,
    votes,
)
from governance.law.rule import LawRule, Topic
from governance.words import N_

TOPICS: tuple[Topic, ...] = (
    Topic("scic", N_("La SCIC et ses sociétaires"), (*status.RULES, *categories.RULES, *members.RULES)),
    Topic("colleges", N_("Les collèges"), (*colleges.RULES, *college_life.RULES)),
    Topic("convening", N_("La convocation"), (*convening.RULES, *notice.RULES)),
    Topic("days", N_("Le compte des jours"), (*days.RULES, *public_holidays.RULES)),
    Topic("agenda", N_("L’ordre du jour et les documents"), (*agenda.RULES, *information.RULES)),
    Topic("quorum", N_("Le quorum et la majorité"), (*quorum.RULES, *majority.RULES, *decisions.RULES)),
    Topic("votes", N_("Les voix"), (*votes.RULES, *non_cooperators.RULES, *cross_holdings.RULES)),
    Topic("proxies", N_("Les pouvoirs"), proxies.RULES),
    Topic(
        "remote",
        N_("Voter à distance ou à bulletin secret"),
        (*remote.RULES, *postal.RULES, *secret_ballot.RULES),
    ),
    Topic(
        "meeting", N_("La séance et son procès-verbal"), (*officers.RULES, *attendance.RULES, *minutes.RULES)
    ),
    Topic(
        "year", N_("Chaque année, et après"), (*annual.RULES, *nullity.RULES, *review.RULES, *retention.RULES)
    ),
    Topic(
        "capital",
        N_("Le conseil, le capital et les réserves"),
        (*board.RULES, *reserves.RULES, *shares.RULES),
    ),
    Topic("others", N_("Coopératives d’activité et unions"), (*cae.RULES, *unions.RULES)),
)
ALL_RULES: tuple[LawRule[Any], ...] = tuple(rule for topic in TOPICS for rule in topic.rules)
