"""Create the holdings of the cooperative in companies that are not its members.

Revision: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "outside_holdings"
FORMS = "'sa', 'sas', 'sca', 'sarl', 'other_company', 'association', 'public_body', 'other'"

ONLY_THE_END = """
CREATE FUNCTION refuse_rewriting_a_holding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.until IS NOT NULL OR NEW.until IS NULL
     OR (to_jsonb(NEW) - 'until') IS DISTINCT FROM (to_jsonb(OLD) - 'until') THEN
    RAISE EXCEPTION 'of a holding only its end is written later, once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'outside_holdings';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create the table behind its wall; of a holding only its end is ever written later."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("company", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("siren", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"form IN ({FORMS})", name=op.f("ck_outside_holdings_form_known")),
        sa.CheckConstraint(
            "part ~ '^(1|[1-9][0-9]*/[1-9][0-9]*)$'", name=op.f("ck_outside_holdings_part_exact")
        ),
        sa.CheckConstraint("price IS NULL OR price >= 0", name=op.f("ck_outside_holdings_price_positive")),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_outside_holdings_ends_after_it_begins")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_outside_holdings_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by"], ["accounts.id"], name=op.f("fk_outside_holdings_recorded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outside_holdings")),
    )
    op.create_index(op.f("ix_outside_holdings_cooperative_id"), TABLE, ["cooperative_id"], unique=False)
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO collegial_app")
    op.execute(f"GRANT UPDATE (until) ON {TABLE} TO collegial_app")
    op.execute(ONLY_THE_END)
    op.execute(
        f"CREATE TRIGGER only_the_end BEFORE UPDATE ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_a_holding()"
    )
    op.execute(
        f"CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Forget these holdings."""
    op.drop_table(TABLE)
    op.execute("DROP FUNCTION refuse_rewriting_a_holding()")
