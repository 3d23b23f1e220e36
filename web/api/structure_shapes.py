"""Structures and their ties, as the interface of programs says and reads them."""

from datetime import date
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field

from governance.queries.lives import LifeEvent
from governance.queries.structures import StructureWhole as Found
from governance.queries.ties import ListedTie
from governance.register.contributions import ContributionBase
from governance.register.ties import Origin, StructureForm, TieKind
from governance.units import part_text
from web.api.shapes import PLAIN, Asked
from web.i18n import translate_error

Words = Annotated[str, Field(default="", max_length=200, pattern=PLAIN)]


class Contribution(BaseModel):
    """A contribution rate in force: a part of a base."""

    base: ContributionBase
    part: str
    since: date


class Structure(BaseModel):
    """An organisation that is a member today. `id` is that of the member.

    `member_holds` is its part of the cooperative’s capital, `cooperative_holds` the other way. `jobs` are
    full-time equivalents by year, as last declared: "9/2". `form` and `origin` are null until described.
    """

    id: UUID
    number: int
    name: str
    siren: str
    siret: str
    form: StructureForm | None
    origin: Origin | None
    trade: str
    registration: str
    founded_on: date | None
    ceased_on: date | None
    postcode: str
    city: str
    shares: int
    member_holds: str
    cooperative_holds: str
    controlled: bool
    suspended: bool
    services: int
    contribution: Contribution | None
    jobs: dict[str, str]


class Tie(BaseModel):
    """A tie of capital, in force from `since` to the day before `until`; `price` is in euro cents."""

    id: UUID
    kind: TieKind
    part: str | None
    since: date
    until: date | None
    price: int | None
    decision: str
    in_force: bool


class Event(BaseModel):
    """One thing that happened to a structure: what `kind` says, with its detail."""

    on: date
    kind: str
    detail: str


class StructureWhole(Structure):
    """A structure with every tie, latest first, and its whole life, from the first day.

    `suspended_because` says why its votes are suspended, "" when they are not.
    """

    address: str
    admitted_on: date
    left_on: date | None
    suspended_because: str
    ties: list[Tie]
    life: list[Event]


class StructureToDescribe(Asked):
    """All that is known of a structure; what is left out is erased. A SIRET begins with its SIREN."""

    form: StructureForm
    origin: Origin
    trade: Words
    founded_on: date | None = None
    siret: str = Field(default="", pattern=r"^([0-9]{14})?$")
    registration: Words
    ceased_on: date | None = None


class JobsToDeclare(Asked):
    """The jobs of a year, in full-time equivalents: "4" or "9/2". The last declaration of a year counts."""

    year: int = Field(ge=1900, le=2199)
    jobs: str = Field(pattern=r"^(0|[1-9][0-9]{0,5}|([1-9][0-9]{0,5})?[13579]/2)$")


class JobsDeclared(BaseModel):
    """The jobs of a year, as they now count."""

    year: int
    jobs: str


class TieToBegin(Asked):
    """A tie begins. A holding has a part of the capital above 0, up to 1: "1/10"; `price` is in cents."""

    kind: TieKind
    part: str = Field(default="", pattern=r"^(1|[1-9][0-9]{0,11}/[1-9][0-9]{0,11})?$")
    since: date
    price: int | None = Field(default=None, ge=0, le=10**12 - 1)
    decision: Words


class TieToEnd(Asked):
    """The first day without the tie."""

    until: date


def structure(found: Found) -> Structure:
    """Write one structure of a list."""
    tied, known, rate = found.tied, found.structure, found.rate
    return Structure(
        id=tied.member,
        number=tied.number,
        name=tied.name,
        siren=found.siren,
        siret=known.siret if known else "",
        form=tied.form,
        origin=tied.origin,
        trade=tied.trade,
        registration=known.registration if known else "",
        founded_on=known.founded_on if known else None,
        ceased_on=known.ceased_on if known else None,
        postcode=found.postcode,
        city=found.city,
        shares=found.shares,
        member_holds=part_text(tied.member_holds),
        cooperative_holds=part_text(tied.cooperative_holds),
        controlled=tied.controlled,
        suspended=tied.suspended is not None,
        services=found.services,
        contribution=Contribution(base=rate.base, part=part_text(rate.part), since=rate.since)
        if rate
        else None,
        jobs={str(year): part_text(count) for year, count in found.jobs.items()},
    )


def structure_whole(found: Found, life: tuple[LifeEvent, ...]) -> StructureWhole:
    """Write one structure with its ties and its life."""
    why = found.tied.suspended
    return StructureWhole(
        **structure(found).model_dump(),
        address=found.address,
        admitted_on=found.admitted_on,
        left_on=found.left_on,
        suspended_because=translate_error(why).message if why else "",
        ties=[_tie(one) for one in found.ties],
        life=[Event(on=one.on, kind=one.kind, detail=one.detail) for one in life],
    )


def _tie(one: ListedTie) -> Tie:
    tie = one.tie
    return Tie(
        id=one.id,
        kind=tie.kind,
        part=part_text(tie.part) if tie.part else None,
        since=tie.since,
        until=tie.until,
        price=tie.price,
        decision=tie.decision,
        in_force=one.in_force,
    )
