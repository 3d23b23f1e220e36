"""What the interface of programs says and reads. Fractions are strings: "7/19"."""

from datetime import date, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar
from uuid import UUID

from fastapi import Path
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator

from governance.assembly.agenda import Template

T = TypeVar("T")

PLAIN = r"^[^\u0000]*$"
"""Any text the database can keep."""

Slug = Annotated[str, Path(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]


class Shape(BaseModel):
    """A shape filled from a frozen value of a query."""

    model_config = ConfigDict(from_attributes=True)


class Asked(BaseModel):
    """What a program asks for: a field we do not know is a mistake, not a wish."""

    model_config = ConfigDict(extra="forbid")


class Page(BaseModel, Generic[T]):
    """A page of a list. `next` is the cursor of the following page, null on the last one."""

    items: list[T]
    next: str | None = None


class Cooperative(Shape):
    """A cooperative, and the hat under which the token acts there."""

    slug: str
    name: str
    acting_as: str


class Member(Shape):
    """A member in the list: no address, no e-mail."""

    id: UUID
    number: int
    name: str
    kind: str
    category: str
    college: str
    shares: int


class Assembly(Shape):
    """An assembly in a list."""

    id: UUID
    title: str
    kind: str
    call: str
    stage: str
    held_at: datetime
    place: str


class Elected(Shape):
    """What an election gave in one line: its state, how many seats are filled and how many are not."""

    state: str
    elected: int
    vacant: int


class Item(BaseModel):
    """One item of an agenda; `number` is null when it is not voted.

    `poll` is its latest round. A resolution has `adopted`, an election has `election`; the other is null.
    """

    id: UUID
    position: int
    number: int | None
    title: str
    poll: UUID | None
    state: str
    adopted: bool | None
    method: str
    round: int
    election: Elected | None


class AssemblyWhole(Assembly):
    """An assembly with its agenda."""

    agenda: list[Item]


class Poll(Shape):
    """One poll; `turnout` is the number of ballots in the box, never what they say."""

    id: UUID
    number: int
    resolution_number: int
    title: str
    method: str
    round: int
    state: str
    opened_at: datetime
    closed_at: datetime | None
    turnout: int


class Candidate(Shape):
    """Somebody who stands, a list, or an answer, by the identifier that ballots and sheets bear."""

    id: str
    name: str
    words: str
    presentation: str
    withdrawn: bool
    persons: list[str]


class PollWhole(Poll):
    """A poll with what an election froze when it opened; `contest` is null for a resolution.

    The seed of a lot is in no contest: it is known at the close, with the result.
    """

    contest: dict[str, Any] | None
    candidates: list[Candidate]


class Lot(Shape):
    """What a lot is drawn from. `pledge` = SHA-256(secret) was written in the log at the opening.

    `seed` = SHA-256("secret:head"), where `head` is the leaf hash of the act just before the close.
    """

    pledge: str
    secret: str
    head: str
    seed: str


class Result(BaseModel):
    """A declared result: the counting sheet, and what it counts to, exactly.

    An election has the `names` of its options, the `persons` of its lists in their order, and the `lot`
    that settles what its rules leave to chance.
    """

    poll: UUID
    resolution_number: int
    title: str
    round: int
    declared_at: datetime
    sheet: dict[str, Any]
    sheet_sha256: str
    result: dict[str, Any]
    names: dict[str, str]
    persons: dict[str, list[str]]
    lot: Lot | None


class Minutes(Shape):
    """One entry of the register of minutes."""

    number: int
    assembly: UUID
    title: str
    entered_at: datetime
    pdf_sha256: str


class MinutesWhole(BaseModel):
    """An entry of the register with its facts, as they were sealed.

    The attendance sheet in it has addresses for the secretary and the administrator only; for a member it
    has names, colleges and how each took part.
    """

    number: int
    assembly: UUID
    entered_at: datetime
    pdf_sha256: str
    facts: dict[str, Any]


class BylawsVersion(Shape):
    """One version of the bylaws; `reason` says why it was recorded without a vote, "" otherwise."""

    number: int
    adopted_on: date
    in_force_from: date
    sha256: str
    reason: str


class BylawsWhole(BylawsVersion):
    """A version with its document."""

    document: dict[str, Any]


class Presence(Asked):
    """A member noted present or gone."""

    member: UUID
    present: bool = True
    remote: bool = False


class PresenceNoted(BaseModel):
    """What a presence changed: nothing when it was already so."""

    member: UUID
    present: bool
    changed: bool


class PollToOpen(Asked):
    """The resolution or the election put to the vote: its first round, or the next one.

    `proposed` is the option whose consent is asked, in an election without candidate.
    """

    resolution: UUID
    proposed: str = Field(default="", pattern=r"^([0-9a-f]{10})?$")


class Reason(Asked):
    """Why a poll is annulled."""

    reason: str = Field(min_length=1, max_length=500, pattern=PLAIN)


class AssemblyToPrepare(Asked):
    """An assembly to prepare; the annual template fills its agenda. `held_at` says its time zone."""

    template: Template
    title: str = Field(default="", max_length=160, pattern=PLAIN)
    held_at: AwareDatetime
    place: str = Field(min_length=1, max_length=300, pattern=PLAIN)
    remote_allowed: bool = False
    remote_link: str = Field(default="", max_length=500, pattern=PLAIN)
    contact: str = Field(default="", max_length=300, pattern=PLAIN)
    fiscal_year: str = Field(default="", max_length=80, pattern=PLAIN)
    introduction: str = Field(default="", max_length=5_000, pattern=PLAIN)

    @field_validator("held_at")
    @classmethod
    def in_our_days(cls, held_at: datetime) -> datetime:
        """Refuse the years at which a calendar ends: another time zone would be out of it."""
        if not 2000 <= held_at.year < 3000:
            raise ValueError("a year from 2000 to 2999 is wanted")
        return held_at


class ItemToAdd(Asked):
    """An item put at the end of an agenda. `text` is Markdown; a voted item gets a number."""

    title: str = Field(min_length=1, max_length=300, pattern=PLAIN)
    text: str = Field(default="", max_length=50_000, pattern=PLAIN)
    voted: bool = True
    proposed_by: Literal["board", "members", "members_supported"] = "board"


class Made(BaseModel):
    """What was made."""

    id: UUID


class Problem(BaseModel):
    """An error (RFC 9457). `title` says what happened, `detail` what to do, `source` which text."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    source: str
    kind: str
    reference: str


PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {
        "description": said,
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for status, said in {
        400: "Unreadable request",
        401: "A valid token is needed",
        403: "Not under this hat, or not by this token",
        404: "No such thing here",
        405: "Not by this method",
        409: "Refused by the law, the bylaws or the stage of the meeting",
        413: "Too large a request",
        422: "A field is wrong",
        429: "Too many requests",
        503: "Busy: come back later",
    }.items()
}
"""What every route may answer besides what it is for."""
