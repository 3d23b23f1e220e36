"""What the interface of programs says and reads. Fractions are strings: "7/19"."""

from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

T = TypeVar("T")


class Shape(BaseModel):
    """A shape filled from a frozen value of a query."""

    model_config = ConfigDict(from_attributes=True)


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


class Item(BaseModel):
    """One item of an agenda; `number` is null when it is not voted."""

    id: UUID
    position: int
    number: int | None
    title: str
    poll: UUID | None
    state: str
    adopted: bool | None


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
    state: str
    opened_at: datetime
    closed_at: datetime | None
    turnout: int


class Result(BaseModel):
    """A declared result: the counting sheet, and what it counts to, exactly."""

    poll: UUID
    resolution_number: int
    title: str
    declared_at: datetime
    sheet: dict[str, Any]
    sheet_sha256: str
    result: dict[str, Any]


class Minutes(Shape):
    """One entry of the register of minutes."""

    number: int
    assembly: UUID
    title: str
    entered_at: datetime
    pdf_sha256: str


class MinutesWhole(BaseModel):
    """An entry of the register with its facts, as they were sealed."""

    number: int
    assembly: UUID
    entered_at: datetime
    pdf_sha256: str
    facts: dict[str, Any]


class Presence(BaseModel):
    """A member noted present or gone."""

    member: UUID
    present: bool = True
    remote: bool = False


class PollToOpen(BaseModel):
    """The resolution put to the vote."""

    resolution: UUID


class Reason(BaseModel):
    """Why a poll is annulled."""

    reason: str = Field(min_length=1, max_length=500)


class Problem(BaseModel):
    """An error (RFC 9457). `title` says what happened, `detail` what to do, `source` which text."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    source: str = ""
    kind: str = ""
    reference: str = ""
