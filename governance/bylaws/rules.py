"""What applies to one meeting: the bylaws, and the law where the law is above them.

Assembly and vote only know `Rules`; neither reads the law again. A poll keeps its rules as a
JSON document (`rules_document`), so that nothing decided later can change its result.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from governance.bylaws.clauses import (
    BlankProxy,
    BlocTie,
    Carry,
    CollegeClause,
    Policy,
    QuorumOf,
    ReadAs,
)
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.sources import LegalSource
from governance.words import N_

WHOLE_ASSEMBLY = "all"
WHOLE_ASSEMBLY_NAME = N_("Assemblée")
ARTICLE_OF_BYLAWS = N_("article %(number)s de vos statuts")


@dataclass(frozen=True, slots=True)
class BylawsArticle:
    """An article of this cooperative's own bylaws, as the source of a rule."""

    number: str

    def __str__(self) -> str:
        return ARTICLE_OF_BYLAWS % {"number": self.number}


Source = LegalSource | BylawsArticle


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """One condition of presence: at least `part` of `of`. All the rules of a meeting must hold."""

    of: QuorumOf
    part: Fraction
    source: Source


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one meeting, each with its source in `sources` (by field name).

    `reading` maps abstain, blank, spoiled, silent and absent to how they count. `notice_days` are
    full days between sending and meeting. `proxies_per_holder` is None when nothing limits it.
    Without colleges `carry` is SINGLE_BODY and `colleges` holds one, WHOLE_ASSEMBLY.
    """

    form: CompanyForm
    kind: AssemblyKind
    call: Call
    day: date
    carry: Carry
    bloc_part: Fraction
    bloc_at_least: bool
    bloc_tie: BlocTie
    reading: Mapping[str, ReadAs]
    majority_part: Fraction
    majority_at_least: bool
    empty_college: Policy
    absent_college: Policy
    silent_college: Policy
    max_college_part: Fraction
    min_college_part: Fraction
    min_colleges: int
    quorum: tuple[QuorumRule, ...]
    colleges: tuple[CollegeClause, ...]
    notice_days: int
    remote_allowed: bool
    remote_for_accounts: bool
    postal_allowed: bool
    proxies_per_holder: int | None
    proxies_same_college: bool
    blank_proxy: BlankProxy
    sources: Mapping[str, Source]
