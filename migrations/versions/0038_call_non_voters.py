"""Create who is called to assemblies beside the members, and the letters that call them.

Revision: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
PEOPLE, CALLS = "non_voters", "non_voter_calls"

ONLY_THE_LAST_DAY = """
CREATE FUNCTION refuse_rewriting_a_non_voter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until IS NOT NULL OR NEW.until IS NULL
     OR (to_jsonb(NEW) - 'until') IS DISTINCT FROM (to_jsonb(OLD) - 'until') THEN
    RAISE EXCEPTION 'of who is called only the last day is written later, once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'non_voters';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create both tables behind their walls; of a person only the last day is written later."""
    op.create_table(
        PEOPLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("kind", "name", "represented_by", "email", "address", "channel")
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('auditor', 'council')", name=op.f("ck_non_voters_kind_known")),
        sa.CheckConstraint("channel IN ('email', 'letter')", name=op.f("ck_non_voters_channel_known")),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_non_voters_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_non_voters_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_non_voters_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_non_voters")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_non_voters_cooperative_id_id")),
    )
    _calls()
    for table in (PEOPLE, CALLS):
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
    op.execute(f"GRANT UPDATE (until) ON {PEOPLE} TO collegial_app")
    op.execute(ONLY_THE_LAST_DAY)
    op.execute(
        f"CREATE TRIGGER only_the_last_day BEFORE UPDATE ON {PEOPLE}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_a_non_voter()"
    )
    for table, events in ((PEOPLE, "DELETE OR TRUNCATE"), (CALLS, "UPDATE OR DELETE OR TRUNCATE")):
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE {events} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )


def _calls() -> None:
    others = (("assembly_id", "assemblies"), ("non_voter_id", PEOPLE), ("letter_id", "letters"))
    op.create_table(
        CALLS,
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("non_voter_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        *(
            sa.ForeignKeyConstraint(
                ["cooperative_id", column],
                [f"{table}.cooperative_id", f"{table}.id"],
                name=f"fk_{CALLS}_{column.removesuffix('_id')}_same_cooperative",
            )
            for column, table in others
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{CALLS}_cooperative_id")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f(f"pk_{CALLS}")),
    )
    op.create_index(op.f(f"ix_{CALLS}_assembly_id"), CALLS, ["assembly_id"], unique=False)


def downgrade() -> None:
    """Forget who is called."""
    op.drop_table(CALLS)
    op.drop_table(PEOPLE)
    op.execute("DROP FUNCTION refuse_rewriting_a_non_voter()")
