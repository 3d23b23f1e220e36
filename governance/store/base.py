"""What every row shares: names of constraints, identifiers, the tenant."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKeyConstraint, MetaData, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Session, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata: MetaData = SQLModel.metadata
metadata.naming_convention = NAMING

Json = dict[str, Any]


class Row(SQLModel):
    """A row with a random identifier, which carries neither time nor order."""

    id: UUID = Field(default_factory=uuid4, primary_key=True)


class TenantRow(Row):
    """A row that belongs to one cooperative; row level security filters on `cooperative_id`."""

    cooperative_id: UUID = Field(foreign_key="cooperatives.id", index=True)


def same_cooperative(table: str, column: str, other: str) -> ForeignKeyConstraint:
    """Make a column of `table` refer to a row of `other` that belongs to the same cooperative."""
    return ForeignKeyConstraint(
        ["cooperative_id", column],
        [f"{other}.cooperative_id", f"{other}.id"],
        name=f"fk_{table}_{column.removesuffix('_id')}_same_cooperative",
    )


_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")


def lock(session: Session, topic: str, cooperative: UUID) -> None:
    """Let one transaction at a time number things of `topic` in a cooperative, until it ends."""
    session.connection().execute(_LOCK, {"name": f"{cooperative}/{topic}"})


__all__ = ["JSONB", "NAMING", "Json", "Row", "TenantRow", "lock", "metadata", "same_cooperative"]
