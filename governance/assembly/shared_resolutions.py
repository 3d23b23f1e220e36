"""One resolution put to several assemblies: where each one stands, and what that makes of the whole.

A cooperative is judged on what it published, in order. A result is settled once its session is
closed: until then it may be annulled. A first meeting that lacked its quorum, or the majority a first
call asks, settles nothing: a second call may follow. A vote on another text is no vote on this one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from governance.words import N_


class WholeRule(StrEnum):
    """What the cooperatives together need for the resolution to be theirs."""

    ALL = "all"
    AT_LEAST = "at_least"
    EACH = "each"


WHOLE_RULE_NAMES = {
    WholeRule.ALL: N_("toutes doivent l’adopter"),
    WholeRule.AT_LEAST: N_("un nombre donné doit l’adopter"),
    WholeRule.EACH: N_("chacune décide pour elle-même"),
}


class Told(StrEnum):
    """What a cooperative publishes of a shared resolution, as it happens."""

    TAKEN = "taken"
    REMOVED = "removed"
    CONVENED = "convened"
    CANCELLED = "cancelled"
    VOTED = "voted"
    ANNULLED = "annulled"
    CLOSED = "closed"
    LACKED = "lacked"
    MINUTED = "minuted"
    DECLINED = "declined"


class Standing(StrEnum):
    """Where a shared resolution stands in one cooperative."""

    WAITING = "waiting"
    TAKEN = "taken"
    CONVENED = "convened"
    ADOPTED = "adopted"
    REJECTED = "rejected"
    NO_DECISION = "no_decision"
    OTHER_TEXT = "other_text"
    NOT_VOTED = "not_voted"
    DECLINED = "declined"
    LEFT = "left"


STANDING_NAMES = {
    Standing.WAITING: N_("pas encore reprise"),
    Standing.TAKEN: N_("à l’ordre du jour"),
    Standing.CONVENED: N_("assemblée convoquée"),
    Standing.ADOPTED: N_("adoptée"),
    Standing.REJECTED: N_("rejetée"),
    Standing.NO_DECISION: N_("sans décision valable : peut être reprise"),
    Standing.OTHER_TEXT: N_("votée sur un autre texte : ne compte pas"),
    Standing.NOT_VOTED: N_("pas mise au vote"),
    Standing.DECLINED: N_("refusée avant tout vote"),
    Standing.LEFT: N_("coopérative partie du groupe"),
}
AGAINST = frozenset({Standing.REJECTED, Standing.DECLINED, Standing.LEFT})
_AGAIN = frozenset({Standing.WAITING, Standing.NOT_VOTED, Standing.NO_DECISION, Standing.OTHER_TEXT})


class Whole(StrEnum):
    """What the answers make together. Only OPEN can still change."""

    OPEN = "open"
    MET = "met"
    FAILED = "failed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class PublishedFact:
    """One thing a cooperative published. `text` is the fingerprint of its own text at that moment."""

    told: Told
    text: str = ""
    adopted: bool | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Where one cooperative stands. `same`: its text is the shared one; `settled`: its session is over."""

    standing: Standing
    same: bool = True
    settled: bool = False

    @property
    def may_take(self) -> bool:
        """Tell whether the resolution may be put on an agenda, for the first time or again."""
        return self.standing in _AGAIN and (self.settled or self.standing is Standing.WAITING)


def text_fingerprint(title: str, text: str) -> str:
    """Hash a resolution: SHA-256, in hexadecimal, of its title, an empty line, its text.

    Line ends are "\\n" and the edges are trimmed, so that a form sent again changes nothing.
    """
    lines = f"{title.strip()}\n\n{text.strip()}".replace("\r\n", "\n")
    return sha256(lines.encode()).hexdigest()


def position(facts: Iterable[PublishedFact], text: str, *, in_group: bool) -> Position:
    """Read where a cooperative stands from what it published, in order. `text` is the shared fingerprint."""
    found = Position(Standing.WAITING)
    for fact in facts:
        found = _after(found, fact, same=fact.text == text)
    final = found.settled and found.standing in {Standing.ADOPTED, *AGAINST}
    return found if in_group or final else Position(Standing.LEFT, settled=True)


def whole(rule: WholeRule, needed: int | None, positions: Sequence[Position]) -> Whole:
    """Tell what the answers make together: exact, and final as soon as nothing can change it.

    `needed` is how many must adopt, for AT_LEAST alone; the bound is included.
    """
    adopted = sum(one.settled and one.standing is Standing.ADOPTED for one in positions)
    lost = sum(one.settled and one.standing in AGAINST for one in positions)
    if rule is WholeRule.EACH:
        return Whole.SETTLED if adopted + lost == len(positions) else Whole.OPEN
    wanted = len(positions) if rule is WholeRule.ALL or needed is None else needed
    if adopted >= wanted:
        return Whole.MET
    return Whole.FAILED if len(positions) - lost < wanted else Whole.OPEN


def _after(before: Position, fact: PublishedFact, *, same: bool) -> Position:
    match fact.told:
        case Told.TAKEN:
            return Position(Standing.TAKEN, same)
        case Told.CONVENED | Told.ANNULLED:
            return Position(Standing.CONVENED, same)
        case Told.REMOVED | Told.CANCELLED:
            return Position(Standing.WAITING)
        case Told.DECLINED:
            return Position(Standing.DECLINED, settled=True)
        case Told.VOTED:
            return Position(_verdict(fact) if same else Standing.OTHER_TEXT, same)
        case Told.CLOSED:
            voted = before.standing is not Standing.CONVENED
            return Position(before.standing if voted else Standing.NOT_VOTED, before.same, settled=True)
        case Told.LACKED:
            open_still = {Standing.NO_DECISION, Standing.REJECTED}
            undecided = Standing.NO_DECISION if before.standing in open_still else Standing.NOT_VOTED
            return Position(undecided, before.same, settled=True)
        case Told.MINUTED:
            return before


def _verdict(fact: PublishedFact) -> Standing:
    if fact.adopted is None:
        return Standing.NO_DECISION
    return Standing.ADOPTED if fact.adopted else Standing.REJECTED
