"""What members ask to put on the agenda, and who supports it."""

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel, col, select

from governance.assembly.requests import (
    NoSuchRequest,
    RequestState,
    Support,
    Supporting,
    is_lawful,
    request_term,
    rights,
)
from governance.bylaws.clauses import Bylaws
from governance.store.base import TenantRow, same_cooperative
from governance.store.unit_of_work import UnitOfWork


class RequestRow(TenantRow, table=True):
    """One request; `author_id` is None for one of the works council (`from_council`).

    `received_on` is the day it reached the office. Once answered it changes no more.
    """

    __tablename__ = "agenda_requests"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "id"),
        same_cooperative("agenda_requests", "author_id", "members"),
        same_cooperative("agenda_requests", "assembly_id", "assemblies"),
        same_cooperative("agenda_requests", "item_id", "resolutions"),
        CheckConstraint("kind IN ('item', 'draft')", name="kind_known"),
        CheckConstraint(
            "state IN ('gathering', 'sent', 'accepted', 'refused', 'withdrawn')", name="state_known"
        ),
        CheckConstraint("from_council = (author_id IS NULL)", name="asked_by_somebody"),
        CheckConstraint(
            "(state = 'gathering') <= (received_on IS NULL)"
            " AND (state IN ('sent', 'accepted', 'refused')) <= (received_on IS NOT NULL)",
            name="received_on_a_day",
        ),
        CheckConstraint("(state = 'accepted') = (item_id IS NOT NULL)", name="accepted_has_an_item"),
        CheckConstraint(
            "(state IN ('accepted', 'refused')) = (answered_at IS NOT NULL)"
            " AND (answered_at IS NULL) = (answered_by IS NULL)",
            name="answered_by_somebody",
        ),
        Index("ix_agenda_requests_state", "cooperative_id", "state", "created_at"),
    )

    kind: str
    title: str
    text: str
    reasons: str
    author_id: UUID | None = Field(default=None, index=True)
    from_council: bool = False
    state: str = "gathering"
    created_at: datetime
    created_by: UUID = Field(foreign_key="accounts.id")
    received_on: date | None = None
    assembly_id: UUID | None = None
    item_id: UUID | None = None
    answer: str = ""
    answered_at: datetime | None = None
    answered_by: UUID | None = Field(default=None, foreign_key="accounts.id")


class SupporterRow(SQLModel, table=True):
    """A member behind a request, its author included."""

    __tablename__ = "agenda_supporters"
    __table_args__ = (
        same_cooperative("agenda_supporters", "request_id", "agenda_requests"),
        same_cooperative("agenda_supporters", "member_id", "members"),
    )

    request_id: UUID = Field(primary_key=True)
    member_id: UUID = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    supported_at: datetime


def request(uow: UnitOfWork, wanted: UUID, *, hold: bool = False) -> RequestRow:
    """Find a request; `hold` keeps others from changing it. Raises NoSuchRequest."""
    row = uow.session.get(RequestRow, wanted, with_for_update=hold, populate_existing=hold)
    if row is None:
        raise NoSuchRequest
    return row


_MEMBERS = text(
    "SELECT m.college, count(*) AS members, count(s.member_id) AS supporters FROM members m"
    " LEFT JOIN agenda_supporters s ON s.member_id = m.id AND s.request_id = :request"
    " WHERE m.cooperative_id = :cooperative AND m.admitted_on <= :day"
    " AND (m.left_on IS NULL OR m.left_on > :day) GROUP BY m.college"
)
_SHARES = text(
    "SELECT coalesce(sum(v.shares), 0)::bigint,"
    " coalesce(sum(v.shares) FILTER (WHERE s.member_id IS NOT NULL), 0)::bigint FROM share_movements v"
    " LEFT JOIN agenda_supporters s ON s.member_id = v.member_id AND s.request_id = :request"
    " WHERE v.cooperative_id = :cooperative AND v.moved_on <= :day"
)


def support_of(uow: UnitOfWork, bylaws: Bylaws, wanted: UUID, day: date) -> Support:
    """Measure what those behind a request hold on `day`, in two statements."""
    asked = {"cooperative": uow.tenant, "request": wanted, "day": day}
    connection = uow.session.connection()
    total, held = connection.execute(_SHARES, asked).one()
    weighed = {one.id: one.points for one in bylaws.colleges.items} if bylaws.colleges.weigh else {}
    colleges = tuple(
        Supporting(weighed.get(row.college, Fraction(0)) if weighed else Fraction(row.members), row.members,
                   row.supporters)
        for row in connection.execute(_MEMBERS, asked)
    )  # fmt: skip
    return Support(int(held), int(total), colleges)


def lawful_waiting(uow: UnitOfWork, bylaws: Bylaws, assembly_on: date) -> tuple[str, ...]:
    """Name the requests received that must be on the agenda of an assembly held on this day."""
    asked = select(RequestRow).where(
        col(RequestRow.state) == RequestState.SENT.value, col(RequestRow.cooperative_id) == uow.tenant
    )
    term = request_term(bylaws, assembly_on)
    return tuple(
        row.title
        for row in uow.session.exec(asked.order_by(col(RequestRow.received_on), col(RequestRow.id)))
        if is_lawful(
            rights(bylaws, support_of(uow, bylaws, row.id, row.received_on or uow.today), assembly_on),
            row.received_on or uow.today,
            term,
            from_council=row.from_council,
        )
    )


_SUPPORTERS = text(
    "SELECT m.id, m.number, CASE WHEN m.kind = 'person' THEN trim(m.first_name || ' ' || m.name)"
    " ELSE m.name END AS name FROM agenda_supporters s JOIN members m ON m.id = s.member_id"
    " WHERE s.request_id = :request ORDER BY m.sort_key, m.id"
)


def supporters(uow: UnitOfWork, wanted: UUID) -> list[tuple[UUID, int, str]]:
    """List who supports a request: identifier, number, name."""
    rows = uow.session.connection().execute(_SUPPORTERS, {"request": wanted})
    return [(row.id, row.number, row.name) for row in rows]


def supports(uow: UnitOfWork, wanted: UUID, member: UUID) -> SupporterRow | None:
    """Find the support of one member."""
    asked = select(SupporterRow).where(
        col(SupporterRow.request_id) == wanted, col(SupporterRow.member_id) == member
    )
    return uow.session.exec(asked).one_or_none()
