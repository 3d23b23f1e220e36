"""Create what members ask to put on the agenda, and who supports it.

Revision: 0033
Revises: 0032
"""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
REQUESTS, SUPPORTERS = "agenda_requests", "agenda_supporters"
CHECKS = {
    "kind_known": "kind IN ('item', 'draft')",
    "state_known": "state IN ('gathering', 'sent', 'accepted', 'refused', 'withdrawn')",
    "asked_by_somebody": "from_council = (author_id IS NULL)",
    "received_on_a_day": (
        "(state = 'gathering') <= (received_on IS NULL)"
        " AND (state IN ('sent', 'accepted', 'refused')) <= (received_on IS NOT NULL)"
    ),
    "accepted_has_an_item": "(state = 'accepted') = (item_id IS NOT NULL)",
    "answered_by_somebody": (
        "(state IN ('accepted', 'refused')) = (answered_at IS NOT NULL)"
        " AND (answered_at IS NULL) = (answered_by IS NULL)"
    ),
}

ANSWERED_IS_FINAL = """
CREATE FUNCTION refuse_answering_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('accepted', 'refused', 'withdrawn') THEN
    RAISE EXCEPTION 'a request that was answered or withdrawn changes no more'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'agenda_requests';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create both tables behind their walls; an answer is final."""
    op.create_table(
        REQUESTS,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "title", "text", "reasons")),
        sa.Column("author_id", sa.Uuid(), nullable=True),
        sa.Column("from_council", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("assembly_id", sa.Uuid(), nullable=True),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_by", sa.Uuid(), nullable=True),
        *(
            sa.CheckConstraint(sentence, name=op.f(f"ck_{REQUESTS}_{name}"))
            for name, sentence in CHECKS.items()
        ),
        *(_same(REQUESTS, one, other) for one, other in TARGETS),
        *(
            sa.ForeignKeyConstraint([name], ["accounts.id"], name=op.f(f"fk_{REQUESTS}_{name}"))
            for name in ("created_by", "answered_by")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{REQUESTS}_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{REQUESTS}")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f(f"uq_{REQUESTS}_cooperative_id_id")),
    )
    op.create_index(f"ix_{REQUESTS}_state", REQUESTS, ["cooperative_id", "state", "created_at"], unique=False)
    op.create_index(op.f(f"ix_{REQUESTS}_author_id"), REQUESTS, ["author_id"], unique=False)
    _supporters()
    for table in (REQUESTS, SUPPORTERS):
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {REQUESTS} TO collegial_app")
    op.execute(
        "GRANT UPDATE (state, received_on, assembly_id, item_id, answer, answered_at, answered_by)"
        f" ON {REQUESTS} TO collegial_app"
    )
    op.execute(f"GRANT SELECT, INSERT, DELETE ON {SUPPORTERS} TO collegial_app")
    op.execute(ANSWERED_IS_FINAL)
    op.execute(
        f"CREATE TRIGGER answered_is_final BEFORE UPDATE ON {REQUESTS}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_answering_again()"
    )


def _supporters() -> None:
    op.create_table(
        SUPPORTERS,
        *(sa.Column(f"{one}_id", sa.Uuid(), nullable=False) for one in ("request", "member", "cooperative")),
        sa.Column("supported_at", sa.DateTime(timezone=True), nullable=False),
        _same(SUPPORTERS, "request", REQUESTS),
        _same(SUPPORTERS, "member", "members"),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{SUPPORTERS}_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "member_id", name=op.f(f"pk_{SUPPORTERS}")),
    )


TARGETS = (("author", "members"), ("assembly", "assemblies"), ("item", "resolutions"))


def _same(table: str, one: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", f"{one}_id"],
        [f"{other}.cooperative_id", f"{other}.id"],
        name=f"fk_{table}_{one}_same_cooperative",
    )


def downgrade() -> None:
    """Forget the requests."""
    op.drop_table(SUPPORTERS)
    op.drop_table(REQUESTS)
    op.execute("DROP FUNCTION refuse_answering_again()")
