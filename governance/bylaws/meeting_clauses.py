"""Calling and holding an assembly: clauses of the bylaws. Days are full days; None: nothing is set."""

from dataclasses import dataclass
from fractions import Fraction

from governance.bylaws.choices import (
    AdvanceVotes,
    BlankProxy,
    BlankRounding,
    Chair,
    Channel,
    DelegatesOf,
    Holder,
    MinutesSigner,
    OffAgenda,
    SecretFor,
    TellerChoice,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """Full days between sending and meeting, and how the notice travels.

    `documents_days` is how long before the documents are sent, and `email_consent_days` how
    long before a member must have agreed to be called by e-mail.
    """

    article: str
    first_days: int
    second_days: int
    channels: tuple[Channel, ...]
    documents_days: int | None
    email_consent_days: int | None


@dataclass(frozen=True, slots=True)
class SecondMeeting:
    """The meeting called again for lack of quorum: when, on what, and with which votes.

    At least `least_days` and at most `most_days` after the first. Proxies and votes already
    sent are kept, or must be given again.
    """

    article: str
    least_days: int | None
    most_days: int | None
    same_agenda: bool
    advance_votes: AdvanceVotes
    proxies_kept: bool
    third_call: bool


@dataclass(frozen=True, slots=True)
class Agenda:
    """What members may put to the assembly, how and when.

    `members_part` of the members, or holders of `votes_part` of the votes, may add an item
    `request_days` before; `convene_part` of the members may demand a meeting. `may_refuse`
    says that who convenes may turn down a lawful request. `off_agenda_part` is what admits an
    item in session, provisionally with `off_agenda_provisional` (until a later meeting).
    """

    article: str
    members_part: Fraction | None
    votes_part: Fraction | None
    convene_part: Fraction | None
    request_days: int | None
    may_refuse: bool
    questions_days: int | None
    off_agenda: OffAgenda
    off_agenda_part: Fraction | None
    off_agenda_provisional: bool
    consent_first: bool
    annual_months: int | None


@dataclass(frozen=True, slots=True)
class BlankSplit:
    """How blank proxies are split: `chair_part` for the chair, the rest for board members present."""

    chair_part: Fraction
    rounding: BlankRounding


@dataclass(frozen=True, slots=True)
class Proxies:
    """Who may hold a proxy, how many, and what a blank one becomes.

    Four caps, all of which hold; None is no cap. `per_holder` is a number of proxies;
    `members_part` a part of the members, rounded down, and never under `members_part_least`;
    `most_votes` a number of votes, the holder's own included; `per_college` a number of proxies
    from one college. `span_days` is how far apart two assemblies may be for one proxy.
    `deadline_days` before the assembly is the last day to give one, until `deadline_hour` of Paris
    (None: all that day); one brought on paper may come later with `late_paper`.
    """

    article: str
    per_holder: int | None
    members_part: Fraction | None
    members_part_least: int
    most_votes: int | None
    per_college: int | None
    same_college: bool
    holders: tuple[Holder, ...]
    blank: BlankProxy
    blank_split: BlankSplit | None
    span_days: int | None
    deadline_days: int | None
    deadline_hour: int | None = None
    late_paper: bool = True


@dataclass(frozen=True, slots=True)
class Officers:
    """The officers of the meeting (bureau)."""

    article: str
    chair: Chair
    tellers: TellerChoice
    teller_count: int
    secretary_may_be_outsider: bool
    chair_deciding_vote: bool
    minutes_signed_by: MinutesSigner


@dataclass(frozen=True, slots=True)
class Remote:
    """Taking part without being in the room, and what is voted by secret ballot.

    `remote_only_objection` is the part of the members who may refuse an assembly held only at a
    distance. With `mode_switch`, who has voted in advance may still come and vote otherwise.
    """

    article: str
    hybrid: bool
    hybrid_for_accounts: bool
    remote_only: bool
    remote_only_objection: Fraction | None
    electronic_vote: bool
    advance_from_notice: bool
    postal_vote: bool
    postal_deadline_days: int | None
    mode_switch: bool
    written_consultation: bool
    written_days: int | None
    secret_for: tuple[SecretFor, ...]


@dataclass(frozen=True, slots=True)
class PermanentAssembly:
    """An assembly without meeting: a debate opened by any member, then a vote.

    A debate lasts `debate_days`, never under `debate_least`, twice as long with
    `doubled_on_request` when one member asks; the vote stays open `vote_days`.
    """

    article: str
    debate_days: int
    debate_least: int
    doubled_on_request: bool
    vote_days: int | None


@dataclass(frozen=True, slots=True)
class Delegates:
    """Members vote through delegates of their college or section, at least `least` of each.

    With `in_proportion`, there are as many as the members present or represented call for;
    `vote_as_one` binds them to the vote of those who sent them.
    """

    article: str
    of: DelegatesOf
    least: int
    in_proportion: bool
    vote_as_one: bool
