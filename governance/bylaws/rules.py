"""What applies to one meeting: the bylaws, and the law where the law is above them.

Assembly and vote only know `Rules`; neither reads the law again. A poll keeps its rules as a
JSON document (`rules_document`), so that nothing decided later can change its result.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar

from governance.bylaws.clauses import (
    BlankProxy,
    BlocTie,
    Bylaws,
    Carry,
    CollegeClause,
    MajorityClause,
    Policy,
    Presence,
    QuorumOf,
    ReadAs,
    ReadingClause,
    Weighing,
)
from governance.bylaws.codec import Fault, Place, read, write
from governance.errors import Malformed
from governance.law import colleges as college_law
from governance.law import majority as majority_law
from governance.law import notice as notice_law
from governance.law import proxies as proxy_law
from governance.law import quorum as quorum_law
from governance.law import remote as remote_law
from governance.law.legal_forms import AssemblyKind, Call, CompanyForm
from governance.law.rule import said
from governance.sources import Confidence, LegalSource
from governance.words import N_

RULES_FORMAT = 1
WRONG_RULES_FORMAT = N_("il faut le format %(format)d")

WHOLE_ASSEMBLY = "all"
WHOLE_ASSEMBLY_NAME = N_("Assemblée")
ARTICLE_OF_BYLAWS = N_("article %(number)s de vos statuts")


@dataclass(frozen=True, slots=True)
class BylawsArticle:
    """An article of this cooperative's own bylaws, read wherever a LegalSource is."""

    number: str
    text: ClassVar[str] = N_("vos statuts")
    url: ClassVar[str] = ""
    note: ClassVar[str] = ""
    confidence: ClassVar[Confidence] = Confidence.CONFIRMED

    @property
    def article(self) -> str:
        """Give the number, as a LegalSource names it."""
        return self.number

    def __str__(self) -> str:
        return ARTICLE_OF_BYLAWS % {"number": self.number}


Source = LegalSource | BylawsArticle


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """One condition of presence: at least `part` of `of`. All the rules of a meeting must hold.

    `college` is the one that COLLEGE measures.
    """

    of: QuorumOf
    part: Fraction
    source: Source
    college: str = ""
    presence: Presence = Presence.TAKING_PART


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one meeting, each with its source in `sources` (by field name).

    `reading` maps abstain, blank, spoiled, silent and absent to how they count. `notice_days` are
    full days between sending and meeting. `proxies_per_holder` is None when nothing limits it.
    Without colleges that weigh, `carry` is SINGLE_BODY and `colleges` holds one, WHOLE_ASSEMBLY.
    The last fields came later: rules frozen before have none of these clauses.
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
    weighing: Weighing = Weighing.POINTS
    second_round_part: Fraction | None = None
    second_round_at_least: bool = False
    proxies_members_part: Fraction | None = None
    proxies_members_part_least: int = 0
    proxies_most_votes: int | None = None
    proxies_per_college: int | None = None

    def proxy_limit(self, members: int, *, own: int = 1) -> int | None:
        """Give how many proxies one person may hold when there are `members`; None: no limit.

        The lowest of the caps holds: a number, a part of the members (rounded down, never under
        its own least), a number of votes of which `own` are the holder's: one, none for an outsider.
        """
        part = self.proxies_members_part
        caps = (
            self.proxies_per_holder,
            None if part is None else max(int(part * members), self.proxies_members_part_least),
            None if self.proxies_most_votes is None else max(self.proxies_most_votes - own, 0),
        )
        return min((cap for cap in caps if cap is not None), default=None)


def rules_for(bylaws: Bylaws, kind: AssemblyKind, call: Call, day: date) -> Rules:
    """Say what applies to an assembly of this kind, at this call, held on `day`.

    The law of that day comes first: a longer notice, a higher quorum or majority than the law is
    the bylaws' to ask; a lower one is replaced by the law. Where the law fixes how answers are
    read (SA, SARL), its reading applies. Everything else is what the bylaws say, even when
    `check.breaches` finds it unlawful: a bad college is represented, and the count warns of it.
    """
    colleges, proxies = bylaws.colleges, bylaws.proxies
    majority, majority_source = _majority(bylaws, kind, call, day)
    reading, reading_source = _reading(bylaws, kind, call, day)
    notice_days, notice_source = _notice_days(bylaws, call, day)
    blank, blank_source = _blank_proxy(bylaws, day)
    postal, postal_source = _postal(bylaws, day)
    sources: dict[str, Source] = {
        **_article_sources(bylaws, day),
        "reading": reading_source,
        "majority": majority_source,
        "notice_days": notice_source,
        "postal_allowed": postal_source,
        "blank_proxy": blank_source,
    }
    return Rules(
        form=bylaws.identity.form,
        kind=kind,
        call=call,
        day=day,
        carry=colleges.carry if colleges.weigh else Carry.SINGLE_BODY,
        bloc_part=colleges.bloc_part,
        bloc_at_least=colleges.bloc_at_least,
        bloc_tie=colleges.bloc_tie,
        reading=reading,
        majority_part=majority.part,
        majority_at_least=majority.at_least,
        empty_college=colleges.empty_college,
        absent_college=colleges.absent_college,
        silent_college=colleges.silent_college,
        max_college_part=colleges.max_college_part,
        min_college_part=colleges.min_college_part,
        min_colleges=colleges.min_colleges,
        quorum=_quorum(bylaws, kind, call, day),
        colleges=_counted(bylaws),
        notice_days=notice_days,
        remote_allowed=_remote(bylaws, day)[0],
        remote_for_accounts=_accounts(bylaws, day)[0],
        postal_allowed=postal,
        proxies_per_holder=proxies.per_holder,
        proxies_same_college=proxies.same_college and bool(colleges.items),
        blank_proxy=blank,
        sources=sources,
        weighing=colleges.weighing if colleges.weigh else Weighing.POINTS,
        second_round_part=colleges.second_round_part,
        second_round_at_least=colleges.second_round_at_least,
        proxies_members_part=proxies.members_part,
        proxies_members_part_least=proxies.members_part_least,
        proxies_most_votes=proxies.most_votes,
        proxies_per_college=proxies.per_college,
    )


def _article_sources(bylaws: Bylaws, day: date) -> dict[str, Source]:
    colleges = BylawsArticle(bylaws.colleges.article)
    proxies = BylawsArticle(bylaws.proxies.article)
    return {
        "carry": colleges,
        "colleges": colleges,
        "empty_college": colleges,
        "absent_college": colleges,
        "silent_college": colleges,
        "college_bounds": college_law.SOURCE,
        "remote_allowed": _remote(bylaws, day)[1],
        "remote_for_accounts": _accounts(bylaws, day)[1],
        "proxies_per_holder": proxies,
        "proxies_same_college": proxies,
    }


def _counted(bylaws: Bylaws) -> tuple[CollegeClause, ...]:
    own = bylaws.colleges
    if not own.weigh:
        return (_whole_assembly(bylaws),)
    if own.weighing is Weighing.ONE_VOICE:
        return tuple(replace(college, points=Fraction(1)) for college in own.items)
    return own.items


def _whole_assembly(bylaws: Bylaws) -> CollegeClause:
    categories = tuple(category.id for category in bylaws.categories)
    article = bylaws.colleges.article
    return CollegeClause(WHOLE_ASSEMBLY, WHOLE_ASSEMBLY_NAME, Fraction(1), categories, article)


def _majority(bylaws: Bylaws, kind: AssemblyKind, call: Call, day: date) -> tuple[MajorityClause, Source]:
    own = bylaws.majority.by_meeting.of(kind, call)
    law = majority_law.period(bylaws.identity.form, kind, call, day)
    least = law if law.value else majority_law.FLOORS[bylaws.identity.form].period(day)
    if own is None:
        value = law.value or majority_law.PROPOSALS[kind]
        source = law.source if law.value else majority_law.PROPOSAL_SOURCE
        return MajorityClause(value.part, value.at_least), source
    if least.value and majority_law.is_weaker(own.part, least.value, at_least=own.at_least):
        return MajorityClause(least.value.part, least.value.at_least), least.source
    return own, BylawsArticle(bylaws.majority.article)


def _reading(bylaws: Bylaws, kind: AssemblyKind, call: Call, day: date) -> tuple[dict[str, ReadAs], Source]:
    own = bylaws.reading.by_meeting.of(kind, call)
    law = majority_law.period(bylaws.identity.form, kind, call, day)
    if law.value is None and own is not None:
        return reading_of(own), BylawsArticle(bylaws.reading.article)
    base = (law.value or majority_law.PROPOSALS[kind]).base
    source = law.source if law.value else majority_law.PROPOSAL_SOURCE
    return {answer: ReadAs(word) for answer, word in majority_law.reading(base).items()}, source


def reading_of(clause: ReadingClause) -> dict[str, ReadAs]:
    """Give the five readings of a clause by name."""
    return {field.name: getattr(clause, field.name) for field in fields(ReadingClause)}


def _quorum(bylaws: Bylaws, kind: AssemblyKind, call: Call, day: date) -> tuple[QuorumRule, ...]:
    article = BylawsArticle(bylaws.quorum.article)
    own = bylaws.quorum.by_meeting.of(kind, call)
    rules = tuple(
        QuorumRule(clause.of, clause.part, article, clause.college, clause.presence) for clause in own
    )
    law = quorum_law.period(bylaws.identity.form, kind, call, day)
    heads = max((clause.part for clause in own if clause.of is QuorumOf.HEADS), default=Fraction(0))
    if law.value and heads < law.value:
        kept = tuple(rule for rule in rules if rule.of is not QuorumOf.HEADS)
        return (QuorumRule(QuorumOf.HEADS, law.value, law.source), *kept)
    return rules


def _notice_days(bylaws: Bylaws, call: Call, day: date) -> tuple[int, Source]:
    own = bylaws.notice.first_days if call is Call.FIRST else bylaws.notice.second_days
    law = notice_law.period(bylaws.identity.form, call, day)
    if law.value is not None and own <= law.value:
        return law.value, law.source
    return own, BylawsArticle(bylaws.notice.article)


def _blank_proxy(bylaws: Bylaws, day: date) -> tuple[BlankProxy, Source]:
    law = proxy_law.BLANK[bylaws.identity.form].period(day)
    if law.value == BlankProxy.FOLLOWS_BOARD:
        return BlankProxy.FOLLOWS_BOARD, law.source
    return bylaws.proxies.blank, BylawsArticle(bylaws.proxies.article)


def _postal(bylaws: Bylaws, day: date) -> tuple[bool, Source]:
    law = remote_law.POSTAL[bylaws.identity.form].period(day)
    if law.value == remote_law.COMPULSORY:
        return True, law.source
    return bylaws.remote.postal_vote, BylawsArticle(bylaws.remote.article)


def _remote(bylaws: Bylaws, day: date) -> tuple[bool, Source]:
    """Bylaws without this clause are silent: the law of an SA then lets members take part remotely."""
    law = remote_law.HYBRID[bylaws.identity.form].period(day)
    if law.value == remote_law.FREE and not bylaws.remote.hybrid:
        return True, law.source
    return bylaws.remote.hybrid, BylawsArticle(bylaws.remote.article)


def _accounts(bylaws: Bylaws, day: date) -> tuple[bool, Source]:
    """A clause that leaves the accounts out is followed; a SARL never approves them by video."""
    law = remote_law.HYBRID[bylaws.identity.form].period(day)
    if law.value == remote_law.BUT_ACCOUNTS:
        return False, law.source
    allowed, source = _remote(bylaws, day)
    return allowed and (bylaws.remote.hybrid_for_accounts or not bylaws.remote.hybrid), source


@dataclass(eq=False)
class FaultyRules(Malformed):
    """A document of frozen rules that cannot be read: it was altered, or is not one."""

    faults: tuple[Fault, ...]

    message = N_("Les règles figées de cette assemblée ne peuvent pas être lues.")
    remedy = N_("Comparez ce document avec celui de l’ouverture du scrutin.")


def rules_document(rules: Rules) -> dict[str, Any]:
    """Write rules as a JSON document, to freeze them; `read_rules` gives back the same value."""
    return {"format": RULES_FORMAT, **write(rules)}


def read_rules(document: object) -> Rules:
    """Read frozen rules. Raises FaultyRules with every fault."""
    faults: list[Fault] = []
    place = Place("", "", faults)
    content = dict(document) if isinstance(document, dict) else document
    if isinstance(content, dict) and content.pop("format", None) != RULES_FORMAT:
        place.inside("format").fault(said(WRONG_RULES_FORMAT, format=RULES_FORMAT))
    rules = read(Rules, content, place)
    if faults or not isinstance(rules, Rules):
        raise FaultyRules(tuple(faults))
    return rules
