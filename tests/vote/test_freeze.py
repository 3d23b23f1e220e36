"""The rules of a meeting become those of a sheet."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from governance.bylaws.clauses import BlankProxy, BlocTie, Carry, Policy, QuorumOf, ReadAs
from governance.bylaws.rules import BylawsArticle, QuorumRule, Rules
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.vote.freeze import sheet_rules
from governance.vote.sheet import rules_document

F = Fraction
ARTICLE = BylawsArticle("14")

RULES = Rules(
    form=CompanyForm.SA,
    kind=AssemblyKind.ORDINARY,
    call=Call.FIRST,
    day=date(2027, 6, 24),
    carry=Carry.BLOC,
    bloc_part=F(3, 5),
    bloc_at_least=True,
    bloc_tie=BlocTie.SPLIT,
    reading={
        "abstain": ReadAs.BASE,
        "blank": ReadAs.OUT,
        "spoiled": ReadAs.OUT,
        "silent": ReadAs.FOR,
        "absent": ReadAs.OUT,
    },
    majority_part=F(2, 3),
    majority_at_least=True,
    empty_college=Policy.SHARE_PRO_RATA,
    absent_college=Policy.STAYS,
    silent_college=Policy.NEUTRAL,
    max_college_part=F(2, 5),
    min_college_part=F(1, 8),
    min_colleges=4,
    quorum=(
        QuorumRule(QuorumOf.POINTS, F(1, 4), ARTICLE),
        QuorumRule(QuorumOf.COLLEGE, F(1, 3), ARTICLE, "A"),
    ),
    colleges=(),
    notice_days=15,
    remote_allowed=True,
    remote_for_accounts=True,
    postal_allowed=True,
    proxies_per_holder=2,
    proxies_same_college=False,
    blank_proxy=next(iter(BlankProxy)),
    sources={},
)


def test_all_that_a_count_needs_is_kept():
    assert rules_document(sheet_rules(RULES)) == {
        "carry": "bloc",
        "bloc": {"part": "3/5", "at_least": True, "tie": "split"},
        "reading": {"abstain": "base", "blank": "out", "spoiled": "out", "silent": "for", "absent": "out"},
        "majority": {"part": "2/3", "at_least": True},
        "empty_college": "share_pro_rata",
        "absent_college": "stays",
        "silent_college": "neutral",
        "max_college_part": "2/5",
        "min_college_part": "1/8",
        "min_colleges": 4,
        "quorum": [
            {"of": "points", "part": "1/4"},
            {"of": "college", "part": "1/3", "college": "A"},
        ],
    }


def test_a_silent_college_cannot_share_its_part():
    with pytest.raises(ValueError, match="silent college"):
        sheet_rules(replace(RULES, silent_college=Policy.SHARE_EQUALLY))
