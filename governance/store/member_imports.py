"""The register of members in bulk: read at once, changed by a handful of statements."""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlmodel import Session, select

from governance.register.description import MEMBER_FIELDS
from governance.register.import_plan import Known, Note, Verdict
from governance.register.members import Member, MemberKind
from governance.register.refusals import NoSuchImport
from governance.store.base import Json
from governance.store.members import MemberImportRow, MemberRow

_KNOWN = text(
    "SELECT m.number, m.kind, m.name, m.first_name, m.siren, m.email, m.email_notice_since, m.address,"
    " m.postcode, m.city, m.category, m.college, m.admitted_on, m.left_on, m.representative,"
    " m.representative_email, coalesce(s.held, 0) AS shares FROM members m"
    " LEFT JOIN (SELECT member_id, sum(shares) AS held FROM share_movements"
    " WHERE cooperative_id = :cooperative GROUP BY member_id) s ON s.member_id = m.id"
    " WHERE m.cooperative_id = :cooperative ORDER BY m.number"
)
_FINGERPRINT = text(
    "SELECT md5(concat_ws('/',"
    " (SELECT string_agg(md5(m::text), '' ORDER BY m.number) FROM members m"
    "  WHERE m.cooperative_id = :cooperative),"
    " (SELECT max(sequence) FROM share_movements WHERE cooperative_id = :cooperative),"
    " (SELECT max(number) FROM bylaws_versions WHERE cooperative_id = :cooperative),"
    " (SELECT count(*) FROM assemblies WHERE cooperative_id = :cooperative"
    "  AND stage IN ('convened', 'open'))))"
)
_FROZEN = text(
    "SELECT EXISTS (SELECT 1 FROM assemblies WHERE cooperative_id = :cooperative"
    " AND stage IN ('convened', 'open'))"
)
_FORGET_LINES = text("DELETE FROM member_import_lines WHERE import_id = :import_id")
_WRITE_LINES = text(
    'INSERT INTO member_import_lines (id, cooperative_id, import_id, "row", verdict, label, "values", notes)'
    ' SELECT gen_random_uuid(), :cooperative, :import_id, x."row", x.verdict, x.label, x."values", x.notes'
    ' FROM jsonb_to_recordset(cast(:lines AS jsonb)) AS x("row" int, verdict text, label text,'
    ' "values" jsonb, notes jsonb)'
)
_ADD = text(
    "INSERT INTO members (id, cooperative_id, number, kind, name, first_name, siren, email,"
    " email_notice_since, address, postcode, city, category, college, admitted_on, left_on, representative,"
    " representative_email, sort_key, search_key)"
    " SELECT gen_random_uuid(), :cooperative, v.number, v.kind, v.name, v.first_name, v.siren, v.email,"
    " v.email_notice_since, v.address, v.postcode, v.city, v.category, v.college, v.admitted_on, v.left_on,"
    " v.representative, v.representative_email, v.sort_key, v.search_key"
    ' FROM member_import_lines l, jsonb_populate_record(NULL::members, l."values") v'
    " WHERE l.import_id = :import_id AND l.verdict = 'add'"
)
_CHANGE = text(
    "UPDATE members m SET kind = v.kind, name = v.name, first_name = v.first_name, siren = v.siren,"
    " email = v.email, email_notice_since = v.email_notice_since, address = v.address,"
    " postcode = v.postcode, city = v.city, category = v.category, college = v.college,"
    " admitted_on = v.admitted_on, left_on = v.left_on, representative = v.representative,"
    " representative_email = v.representative_email, sort_key = v.sort_key, search_key = v.search_key"
    ' FROM member_import_lines l, jsonb_populate_record(NULL::members, l."values") v'
    " WHERE l.import_id = :import_id AND l.verdict = 'change'"
    " AND m.cooperative_id = :cooperative AND m.number = v.number"
)
_LAST_MOVEMENT = text(
    "SELECT coalesce(max(sequence), 0) FROM share_movements WHERE cooperative_id = :cooperative"
)
_MOVE = text(
    "INSERT INTO share_movements"
    " (id, cooperative_id, sequence, member_id, kind, shares, moved_on, recorded_at)"
    ' SELECT gen_random_uuid(), :cooperative, :last + row_number() OVER (ORDER BY l."row"), m.id,'
    " l.\"values\" ->> 'movement', (l.\"values\" ->> 'shares')::int, :day, :now"
    " FROM member_import_lines l JOIN members m ON m.cooperative_id = :cooperative"
    " AND m.number = (l.\"values\" ->> 'number')::int"
    " WHERE l.import_id = :import_id AND l.verdict IN ('add', 'change')"
    " AND (l.\"values\" ->> 'shares')::int <> 0"
)

_REPLAN = text("DISCARD PLANS")
_LOOPS = text("SELECT set_config('enable_nestloop', :state, true)")


def member_of(row: MemberRow | RowMapping) -> Member:
    """Give a row as the value rules know."""
    values = (
        {name: row[name] for name in MEMBER_FIELDS}
        if isinstance(row, RowMapping)
        else {name: getattr(row, name) for name in MEMBER_FIELDS}
    )
    return Member(**{**values, "kind": MemberKind(values["kind"])})


def known_members(session: Session, cooperative: UUID) -> dict[int, Known]:
    """Read every member with the shares they hold, by number, in one statement."""
    rows = session.connection().execute(_KNOWN, {"cooperative": cooperative}).mappings()
    return {row["number"]: Known(member_of(row), int(row["shares"])) for row in rows}


def register_fingerprint(session: Session, cooperative: UUID) -> str:
    """Give a text that changes when a member, a movement, the bylaws or a convened assembly does."""
    found: str = session.connection().execute(_FINGERPRINT, {"cooperative": cooperative}).scalar_one()
    return found


def colleges_frozen(session: Session, cooperative: UUID) -> bool:
    """Tell whether an assembly is convened or open."""
    return bool(session.connection().execute(_FROZEN, {"cooperative": cooperative}).scalar_one())


class Line(Protocol):
    """One planned row of a file, whatever it is about."""

    @property
    def row(self) -> int: ...
    @property
    def verdict(self) -> Verdict: ...
    @property
    def label(self) -> str: ...
    @property
    def notes(self) -> tuple[Note, ...]: ...
    def values(self) -> Json: ...


def hold_import(session: Session, import_id: UUID, about: str = "") -> MemberImportRow:
    """Hold a file alone, about `about` if it is said: of two confirmations, the second sees the first.

    Raises NoSuchImport.
    """
    asked = select(MemberImportRow).where(MemberImportRow.id == import_id).with_for_update()
    row = session.exec(asked).one_or_none()
    if row is None or about not in ("", row.about):
        raise NoSuchImport
    return row


def forget_lines(session: Session, import_id: UUID) -> None:
    """Delete what was planned before a new reading."""
    session.connection().execute(_FORGET_LINES, {"import_id": import_id})


def write_lines(session: Session, cooperative: UUID, import_id: UUID, lines: Sequence[Line]) -> None:
    """Keep planned lines, in one statement."""
    document = [line_document(line) for line in lines]
    values = {"cooperative": cooperative, "import_id": import_id, "lines": json.dumps(document)}
    session.connection().execute(_WRITE_LINES, values)


def line_document(line: Line) -> Json:
    """Write a planned line as plain JSON."""
    notes = [
        {
            "level": note.level,
            "field": note.field,
            "message": note.message,
            "facts": dict(note.facts),
            "old": note.old,
            "new": note.new,
        }
        for note in line.notes
    ]
    return {
        "row": line.row,
        "verdict": line.verdict,
        "label": line.label[:300],
        "values": line.values(),
        "notes": notes,
    }


def apply_lines(session: Session, cooperative: UUID, import_id: UUID, day: date, now: datetime) -> int:
    """Write the planned members and their movements; give how many movements.

    The caller holds the locks of members and shares: numbers follow each other without gap.
    """
    connection = session.connection()
    about = {"cooperative": cooperative, "import_id": import_id}
    # lines and members were just written: without statistics, the planner would compare all with all
    connection.execute(_LOOPS, {"state": "off"})
    connection.execute(_ADD, about)
    connection.execute(_CHANGE, about)
    # the check that each movement has its member was planned when members were few
    connection.execute(_REPLAN)
    last = connection.execute(_LAST_MOVEMENT, {"cooperative": cooperative}).scalar_one()
    moved = connection.execute(_MOVE, {**about, "last": last, "day": day, "now": now}).rowcount
    connection.execute(_LOOPS, {"state": "on"})
    return moved
