"""Alembic's entry: migrations run as the owner of the schema, with short lock timeouts."""

from alembic import context
from sqlalchemy import Connection, create_engine, text

from governance.store import rows
from governance.store.unit_of_work import sqlalchemy_url


def run() -> None:
    """Run the migrations on the connection given by the caller, or on `sqlalchemy.url`."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    engine = create_engine(sqlalchemy_url(context.config.get_main_option("sqlalchemy.url") or ""))
    with engine.connect() as connection:
        _migrate(connection)


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, target_metadata=rows.metadata(), compare_type=True)
    with context.begin_transaction():
        context.execute(text("SET LOCAL lock_timeout = '5s'"))
        context.execute(text("SET LOCAL statement_timeout = '15min'"))
        context.run_migrations()


run()
