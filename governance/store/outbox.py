"""Work to do after the commit: mails, PDFs, imports. Written with what caused it.

At least once: a worker leases a job, does it, concludes it. `dedup` makes a repeated
request the same job. `done` of `total` feeds progress bars.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint, or_, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Field, Session, col, select

from governance.store.base import JSONB, Json, TenantRow

LEASE = timedelta(seconds=120)


class JobRow(TenantRow, table=True):
    """One thing to do. `kind` names the handler; `subject` what it is about (an assembly…)."""

    __tablename__ = "jobs"
    __table_args__ = (
        UniqueConstraint("cooperative_id", "dedup"),
        CheckConstraint("state IN ('waiting', 'done', 'failed')", name="state_known"),
        CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ended_has_a_time"),
        Index("ix_jobs_due", "cooperative_id", "run_at", "id", postgresql_where=text("state = 'waiting'")),
        Index("ix_jobs_subject", "subject", "kind"),
    )

    kind: str
    dedup: str
    subject: UUID | None = None
    payload: Json = Field(default_factory=dict, sa_column=Column(JSONB, nullable=False))
    state: str = "waiting"
    attempts: int = 0
    run_at: datetime
    leased_until: datetime | None = None
    done: int = 0
    total: int = 0
    detail: str = ""
    created_at: datetime
    ended_at: datetime | None = None


def enqueue(
    session: Session,
    kind: str,
    *,
    cooperative: UUID,
    dedup: str,
    at: datetime,
    subject: UUID | None = None,
    payload: Mapping[str, Any] | None = None,
    total: int = 0,
) -> UUID:
    """Write a job in the caller's transaction and wake the workers at its commit."""
    job = JobRow(
        id=uuid4(),
        cooperative_id=cooperative,
        kind=kind,
        dedup=dedup,
        subject=subject,
        payload=dict(payload or {}),
        run_at=at,
        created_at=at,
        total=total,
    )
    session.add(job)
    session.connection().exec_driver_sql("NOTIFY collegial_jobs")
    return job.id


def enqueue_once(
    session: Session,
    kind: str,
    *,
    cooperative: UUID,
    dedup: str,
    at: datetime,
    payload: Mapping[str, Any] | None = None,
) -> bool:
    """Write a job unless one of the same `dedup` was ever written, done or not; tell whether it was."""
    values = {
        "id": uuid4(), "cooperative_id": cooperative, "kind": kind, "dedup": dedup,
        "payload": dict(payload or {}), "state": "waiting", "attempts": 0, "run_at": at, "done": 0,
        "total": 0, "detail": "", "created_at": at,
    }  # fmt: skip
    added = insert(JobRow).values(**values).on_conflict_do_nothing(index_elements=["cooperative_id", "dedup"])
    written = session.connection().execute(added.returning(col(JobRow.id))).first() is not None
    if written:
        session.connection().exec_driver_sql("NOTIFY collegial_jobs")
    return written


def claim(session: Session, now: datetime, *, most: int = 1) -> list[JobRow]:
    """Lease due jobs of the tenant in force; other workers skip them."""
    due = (
        select(JobRow)
        .where(
            JobRow.state == "waiting",
            col(JobRow.run_at) <= now,
            or_(col(JobRow.leased_until).is_(None), col(JobRow.leased_until) < now),
        )
        .order_by(col(JobRow.run_at), col(JobRow.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    jobs = list(session.exec(due).all())
    for job in jobs:
        job.leased_until = now + LEASE
        job.attempts += 1
        session.add(job)
    return jobs


def progress(session: Session, job: UUID, *, done: int, total: int, now: datetime) -> None:
    """Say how far a job is, and keep its lease."""
    session.connection().execute(
        update(JobRow).where(col(JobRow.id) == job).values(done=done, total=total, leased_until=now + LEASE)
    )


def conclude(session: Session, job: UUID, now: datetime, *, failed: bool = False, detail: str = "") -> None:
    """End a job, done or failed, with a sentence for the secretary."""
    session.connection().execute(
        update(JobRow)
        .where(col(JobRow.id) == job)
        .values(state="failed" if failed else "done", ended_at=now, leased_until=None, detail=detail)
    )


def postpone(session: Session, job: UUID, until: datetime, detail: str) -> None:
    """Give a job back, to be tried again at `until`."""
    session.connection().execute(
        update(JobRow).where(col(JobRow.id) == job).values(run_at=until, leased_until=None, detail=detail)
    )
