"""The directory of cooperatives: the one table read before a tenant is known."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlmodel import Field, Session, select

from governance.errors import NotFound
from governance.store.base import Row
from governance.store.unit_of_work import UnitOfWork
from governance.words import N_


@dataclass(eq=False)
class NoSuchCooperative(NotFound):
    """No cooperative has this address here."""

    slug: str

    message = N_("Aucune coopérative n’a l’adresse « %(slug)s ».")
    remedy = N_("Vérifiez-la : c’est ce qui suit « /coop/ » dans les adresses de ses pages.")


class CooperativeRow(Row, table=True):
    """One cooperative served here. `slug` stands in its addresses and never changes."""

    __tablename__ = "cooperatives"
    __table_args__ = (CheckConstraint("slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'", name="slug_plain"),)

    slug: str = Field(unique=True, max_length=60)
    name: str
    created_at: datetime
    logo: bytes | None = None
    logo_type: str | None = None


def by_slug(session: Session, slug: str) -> CooperativeRow | None:
    """Find a cooperative by its address."""
    return session.exec(select(CooperativeRow).where(CooperativeRow.slug == slug)).one_or_none()


def all_ids(session: Session) -> list[UUID]:
    """List every tenant, for the worker's rounds."""
    return list(session.exec(select(CooperativeRow.id).order_by(CooperativeRow.slug)).all())


def enter_by_slug(uow: UnitOfWork, slug: str) -> CooperativeRow:
    """Enter the cooperative of an address, whoever asks: for the command line. Raises NoSuchCooperative."""
    row = by_slug(uow.session, slug)
    if row is None:
        raise NoSuchCooperative(slug)
    uow.enter(row.id)
    return row
