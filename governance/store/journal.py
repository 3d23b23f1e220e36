"""The act log: what was done, by whom, as what, when. One canonical line an act.

Format 1: RFC 8785 canonical JSON of integers, strings, booleans, nulls and lists or objects
of these. The leaf is SHA-256(0x00 ‖ line), as RFC 6962 hashes leaves, so that checkpoints and
proofs can be added without changing a line. Lines carry identifiers, never names, e-mails or
anything secret.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import rfc8785
from sqlalchemy import CheckConstraint, text
from sqlmodel import Field, Session, SQLModel

FORMAT = 1


class ActLogRow(SQLModel, table=True):
    """One log: the cooperative's own, or one of an assembly. Holds the next number."""

    __tablename__ = "act_logs"

    log: str = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)
    next_seq: int = 0


class ActRow(SQLModel, table=True):
    """One act, exactly as it is hashed. Numbered from 0 without gap in its log."""

    __tablename__ = "acts"
    __table_args__ = (
        CheckConstraint("octet_length(leaf) = 32", name="leaf_is_a_sha256"),
        CheckConstraint("seq >= 0", name="seq_not_negative"),
    )

    log: str = Field(primary_key=True, foreign_key="act_logs.log")
    seq: int = Field(primary_key=True)
    cooperative_id: UUID = Field(foreign_key="cooperatives.id")
    type: str
    line: str
    leaf: bytes


@dataclass(frozen=True, slots=True)
class WrittenAct:
    """An act once in the log: its number, its line, its leaf hash."""

    seq: int
    line: str
    leaf: bytes


def leaf_hash(line: str) -> bytes:
    """Hash a line as a leaf: SHA-256(0x00 ‖ line), without the newline."""
    return hashlib.sha256(b"\x00" + line.encode()).digest()


def canonical(content: Mapping[str, Any]) -> str:
    """Write an act as its one canonical line (RFC 8785).

    Raises ValueError for a float: fractions are written "n/d".
    """
    _refuse_floats(content)
    return rfc8785.dumps(dict(content)).decode()


def digest(document: Mapping[str, Any]) -> str:
    """Hash a document in its canonical form (RFC 8785): SHA-256, in hexadecimal."""
    return hashlib.sha256(canonical(json.loads(json.dumps(document))).encode()).hexdigest()


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError("an act carries no float")
    if isinstance(value, Mapping):
        for inner in value.values():
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def log_name(cooperative: UUID, assembly: UUID | None) -> str:
    """Name the log of a cooperative, or of one of its assemblies."""
    return f"{cooperative}/{assembly}" if assembly else str(cooperative)


def instant(at: datetime) -> str:
    """Write a moment in UTC to the microsecond: the clock is the database's."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


_HOLD = text("SELECT next_seq FROM act_logs WHERE log = :log FOR UPDATE")

_RESERVE = text(
    "INSERT INTO act_logs (log, cooperative_id, next_seq) VALUES (:log, :cooperative, :many)"
    " ON CONFLICT (log) DO UPDATE SET next_seq = act_logs.next_seq + :many RETURNING next_seq"
)

_APPEND = text(
    "INSERT INTO acts (log, seq, cooperative_id, type, line, leaf)"
    " SELECT :log, a.seq, :cooperative, a.type, a.line, a.leaf"
    " FROM unnest(cast(:seqs AS bigint[]), cast(:types AS text[]), cast(:lines AS text[]),"
    " cast(:leaves AS bytea[])) AS a(seq, type, line, leaf)"
)


def hold(session: Session, *, cooperative: UUID, assembly: UUID | None) -> None:
    """Hold a log until the end of the transaction: what is read next is true when it is written."""
    session.connection().execute(_HOLD, {"log": log_name(cooperative, assembly)})


_HEAD = text("SELECT leaf FROM acts WHERE log = :log ORDER BY seq DESC LIMIT 1")


def head(session: Session, *, cooperative: UUID, assembly: UUID | None) -> str:
    """Give the leaf hash of the last act of a log, in hexadecimal; "" when it is empty. Hold it first."""
    leaf = session.connection().execute(_HEAD, {"log": log_name(cooperative, assembly)}).scalar_one_or_none()
    return bytes(leaf).hex() if leaf is not None else ""


def append(
    session: Session,
    *,
    cooperative: UUID,
    assembly: UUID | None,
    at: datetime,
    acts: Sequence[tuple[str, Mapping[str, Any]]],
) -> list[WrittenAct]:
    """Append acts (type, facts) to one log, numbered in the order given.

    The row of the log is locked until the end of the transaction: numbers have no gap, and
    their order is the order of commits.
    """
    log = log_name(cooperative, assembly)
    connection = session.connection()
    after = connection.execute(
        _RESERVE, {"log": log, "cooperative": cooperative, "many": len(acts)}
    ).scalar_one()
    written: list[WrittenAct] = []
    for seq, (kind, facts) in enumerate(acts, start=after - len(acts)):
        line = canonical({"v": FORMAT, "log": log, "seq": seq, "type": kind, "at": instant(at), **facts})
        written.append(WrittenAct(seq, line, leaf_hash(line)))
    connection.execute(
        _APPEND,
        {
            "log": log,
            "cooperative": cooperative,
            "seqs": [act.seq for act in written],
            "types": [kind for kind, _ in acts],
            "lines": [act.line for act in written],
            "leaves": [act.leaf for act in written],
        },
    )
    return written
