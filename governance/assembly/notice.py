"""The notice that convenes an assembly, as facts."""

from dataclasses import dataclass
from datetime import date, datetime

from governance.assembly.papers import (
    AgendaItem,
    CooperativeIdentity,
    DraftResolution,
    Meeting,
    Officer,
)
from governance.assembly.postal_form import PostalTerms
from governance.assembly.second_call import Missed


@dataclass(frozen=True, slots=True)
class NoticeRecipient:
    """One member who is convened.

    `address` holds the lines under the name, as an envelope shows them; `representative` is the
    person who speaks for a company; `votes` is a number of voices.
    """

    name: str
    address: tuple[str, ...] = ()
    representative: str = ""
    number: str = ""
    college: str = ""
    votes: int = 1


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """Everything a notice says, the same for every member.

    `ways_to_vote` are sentences (coming, giving a proxy, voting by post or online); `papers` are
    the documents sent or held at the members' disposal, `papers_place` says where. `page` is the
    address of the assembly's page. `first_held_at` is set on a second call: the notice must recall
    the first meeting, and says what it missed. `contact` is whom to write to, `questions` how to
    ask one in writing. `postal` is set when the meeting may be voted by post: the form goes with the letter.

    Law: code de commerce, art. R225-66, R225-70 and R225-81 (SA), R223-20 (SARL).
    """

    cooperative: CooperativeIdentity
    meeting: Meeting
    convened_by: Officer
    dated_on: date
    agenda: tuple[AgendaItem, ...]
    drafts: tuple[DraftResolution, ...] = ()
    ways_to_vote: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    papers_place: str = ""
    page: str = ""
    town: str = ""
    contact: str = ""
    questions: str = ""
    first_held_at: datetime | None = None
    first_missed: Missed = Missed.QUORUM
    remote_only: bool = False
    postal: PostalTerms | None = None
