"""Create structures and ties: what is known of organisations that are members, and who holds whom.

Revision: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"

ONLY_THE_END = """
CREATE FUNCTION refuse_rewriting_a_tie() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until IS NOT NULL OR NEW.until IS NULL
     OR (to_jsonb(NEW) - 'until') IS DISTINCT FROM (to_jsonb(OLD) - 'until') THEN
    RAISE EXCEPTION 'of a tie only its end is written later, once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'ties';
  END IF;
  RETURN NEW;
END $$
"""


def _member(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", "member_id"],
        ["members.cooperative_id", "members.id"],
        name=f"fk_{table}_member_same_cooperative",
    )


def _structures() -> None:
    forms = "'sa', 'sas', 'sca', 'sarl', 'other_company', 'association', 'public_body', 'other'"
    op.create_table(
        "structures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("founded_on", sa.Date(), nullable=True),
        sa.CheckConstraint(f"form IN ({forms})", name=op.f("ck_structures_form_known")),
        sa.CheckConstraint(
            "origin IN ('left', 'subsidiary', 'elsewhere', 'cooperative')",
            name=op.f("ck_structures_origin_known"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_structures_cooperative_id")
        ),
        _member("structures"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structures")),
        sa.UniqueConstraint("member_id", name=op.f("uq_structures_member_id")),
    )
    op.create_index(op.f("ix_structures_cooperative_id"), "structures", ["cooperative_id"], unique=False)


def _ties() -> None:
    op.create_table(
        "ties",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('holding', 'control')", name=op.f("ck_ties_kind_known")),
        sa.CheckConstraint(
            "(kind = 'holding') = (part IS NOT NULL)", name=op.f("ck_ties_a_holding_has_a_part")
        ),
        sa.CheckConstraint("part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name=op.f("ck_ties_part_exact")),
        sa.CheckConstraint("price IS NULL OR price >= 0", name=op.f("ck_ties_price_positive")),
        sa.CheckConstraint("until IS NULL OR until > since", name=op.f("ck_ties_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["cooperative_id"], ["cooperatives.id"], name=op.f("fk_ties_cooperative_id")),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_ties_recorded_by")),
        _member("ties"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ties")),
    )
    op.create_index(op.f("ix_ties_cooperative_id"), "ties", ["cooperative_id"], unique=False)
    op.create_index(op.f("ix_ties_member_id"), "ties", ["member_id"], unique=False)
    op.create_index(
        "uq_ties_one_in_force",
        "ties",
        ["cooperative_id", "member_id", "kind"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )


def upgrade() -> None:
    """Create the two tables behind their walls; of a tie only its end is ever written later."""
    _structures()
    _ties()
    for table in ("structures", "ties"):
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON structures TO collegial_app")
    op.execute("GRANT SELECT, INSERT ON ties TO collegial_app")
    op.execute("GRANT UPDATE (until) ON ties TO collegial_app")
    op.execute(ONLY_THE_END)
    op.execute(
        "CREATE TRIGGER only_the_end BEFORE UPDATE ON ties"
        " FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_a_tie()"
    )
    op.execute(
        "CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON ties"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Forget structures and ties."""
    op.drop_table("ties")
    op.execute("DROP FUNCTION refuse_rewriting_a_tie()")
    op.drop_table("structures")
