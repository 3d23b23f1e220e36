"""One request, one transaction. Nothing else commits.

`Database.write()` gives a unit that commits when its block ends well; `Database.read()` gives
a READ ONLY, REPEATABLE READ one: a page sees one instant and cannot write.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from governance.actors import Actor
from governance.store import journal, outbox
from governance.store.ballot_box import BallotBox, OpenBox
from governance.store.constraints import domain_error

PARIS = ZoneInfo("Europe/Paris")

_ENTER = text("SELECT set_config('app.cooperative', :cooperative, true), now()")
_IDENTIFY = text("SELECT set_config('app.account', :account, true), now()")
_SESSION = text("SELECT enter_session(:token_hash, :slug, :idle), now()")
_SESSIONS = text(
    "SELECT enter_session(a.token_hash, a.slug, :idle)"
    " FROM unnest(cast(:hashes AS bytea[]), cast(:slugs AS text[])) WITH ORDINALITY"
    " AS a(token_hash, slug, place) ORDER BY a.place"
)


@dataclass(slots=True)
class UnitOfWork:
    """One transaction: the session, the database's clock, the tenant, the log, the outbox.

    `program` is the number of the token a program acts by: its acts carry it.
    """

    session: Session
    cooperative: UUID | None = None
    program: UUID | None = None
    _now: datetime | None = field(default=None, repr=False)

    @property
    def now(self) -> datetime:
        """The moment this transaction began, by the database's clock."""
        if self._now is None:
            self._now = self.session.connection().execute(text("SELECT now()")).scalar_one()
        return self._now

    @property
    def today(self) -> date:
        """The day in Paris when this transaction began."""
        return self.now.astimezone(PARIS).date()

    @property
    def tenant(self) -> UUID:
        """The cooperative entered; a unit that entered none has nothing to read."""
        if self.cooperative is None:
            raise LookupError("no cooperative was entered in this transaction")
        return self.cooperative

    @property
    def box(self) -> BallotBox:
        """The ballot box of this transaction."""
        return OpenBox(self.session)

    def enter(self, cooperative: UUID) -> None:
        """Set the tenant for this transaction only: row level security filters on it."""
        row = self.session.connection().execute(_ENTER, {"cooperative": str(cooperative)}).one()
        self.cooperative, self._now = cooperative, row[1]

    def identify(self, account: UUID) -> None:
        """Say who asks: their own roles and capacities show, whatever the cooperative."""
        row = self.session.connection().execute(_IDENTIFY, {"account": str(account)}).one()
        self._now = row[1]

    def enter_session(self, token_hash: bytes, slug: str | None, idle: timedelta) -> dict[str, Any] | None:
        """Resolve session, account, cooperative and hats in one statement, and set the tenant.

        Gives None when the session is unknown, expired or idle for longer than `idle`. Otherwise
        a document: account {id, name, email, language}, csrf, flash, seen_at, cooperative
        {id, slug, name} or None, roles [name], members [{member, kind, name, first_name,
        college, represents}], hat (the key chosen) or None.
        """
        row = self.session.connection().execute(
            _SESSION, {"token_hash": token_hash, "slug": slug, "idle": idle}
        )
        found, self._now = row.one()
        if found and found["cooperative"]:
            self.cooperative = UUID(found["cooperative"]["id"])
        return found  # type: ignore[no-any-return]

    @contextlib.contextmanager
    def attempt(self) -> Iterator[None]:
        """Do what may be refused, then go on reading: nothing of it stays when it raises.

        Raises the domain error that a violated constraint stands for.
        """
        try:
            with self.session.begin_nested():
                yield
        except DBAPIError as error:
            mapped = domain_error(error)
            if mapped is None:
                raise
            raise mapped from error

    def act(self, kind: str, *, by: Actor, assembly: UUID | None = None, **facts: Any) -> journal.WrittenAct:
        """Append one act to the log of the cooperative, or of one of its assemblies."""
        content = {"by": str(by.account), "as": by.hat.key, **facts}
        return self.acts([(kind, content)], assembly=assembly)[0]

    def acts(
        self, acts: Sequence[tuple[str, Mapping[str, Any]]], *, assembly: UUID | None = None
    ) -> list[journal.WrittenAct]:
        """Append several acts to one log, in order."""
        if self.program is not None:
            acts = [(kind, {**facts, "program": str(self.program)}) for kind, facts in acts]
        return journal.append(
            self.session, cooperative=self.tenant, assembly=assembly, at=self.now, acts=acts
        )

    def enqueue(
        self,
        kind: str,
        *,
        dedup: str,
        subject: UUID | None = None,
        payload: Mapping[str, Any] | None = None,
        total: int = 0,
    ) -> UUID:
        """Write a job that exists only if this transaction commits."""
        return outbox.enqueue(
            self.session,
            kind,
            cooperative=self.tenant,
            dedup=dedup,
            at=self.now,
            subject=subject,
            payload=payload,
            total=total,
        )


class Database:
    """The one door to PostgreSQL. `pool_size` is the number of threads that may wait on it."""

    def __init__(self, url: str, *, pool_size: int = 40) -> None:
        self.engine: Engine = create_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            connect_args={"prepare_threshold": 2},
        )

    @contextlib.contextmanager
    def write(self) -> Iterator[UnitOfWork]:
        """Open a transaction; commit when the block ends, roll back when it raises.

        Raises the domain error that a violated constraint stands for.
        """
        with Session(self.engine, expire_on_commit=False) as session:
            try:
                yield UnitOfWork(session)
                session.commit()
            except DBAPIError as error:
                session.rollback()
                mapped = domain_error(error)
                if mapped is None:
                    raise
                raise mapped from error
            except BaseException:
                session.rollback()
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open a transaction that sees one instant and cannot write."""
        with (
            self.engine.connect().execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            ) as connection,
            Session(connection, expire_on_commit=False) as session,
        ):
            yield UnitOfWork(session)

    def sessions(self, asked: Sequence[tuple[bytes, str]], idle: timedelta) -> list[dict[str, Any] | None]:
        """Resolve several (hash of a session, slug) in one statement that is a transaction by itself.

        Gives what `UnitOfWork.enter_session` gives, in order; no tenant is left behind.
        """
        facts = {"hashes": [token for token, _ in asked], "slugs": [slug for _, slug in asked], "idle": idle}
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            return list(connection.execute(_SESSIONS, facts).scalars())

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def sqlalchemy_url(url: str) -> str:
    """Name the driver in a plain PostgreSQL address."""
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url
