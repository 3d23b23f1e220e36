"""Bring a database to a revision, from Python."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from governance.store.unit_of_work import sqlalchemy_url


def configuration() -> Config:
    """Alembic's configuration, wherever the command is run from."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(owner_url: str, revision: str = "head") -> None:
    """Migrate the database up to `revision`, as the owner of its schema."""
    _with_connection(owner_url, lambda config: command.upgrade(config, revision))


def downgrade(owner_url: str, revision: str) -> None:
    """Migrate the database down to `revision`."""
    _with_connection(owner_url, lambda config: command.downgrade(config, revision))


def check(owner_url: str) -> None:
    """Raise when the rows in the code and the migrations no longer agree."""
    _with_connection(owner_url, command.check)


def _with_connection(owner_url: str, act: Callable[[Config], None]) -> None:
    engine = create_engine(sqlalchemy_url(owner_url))
    with engine.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        act(config)
        connection.commit()
    engine.dispose()
