"""Create the members of the board: who sits, since when, for how long, and whom a lot sent out.

Revision: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "directors"


def upgrade() -> None:
    """Create the table behind its wall; of a term only its end, and the lot, are written later."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("elected_on", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("drawn_for", sa.Uuid(), nullable=True),
        sa.Column("poll_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("months BETWEEN 1 AND 72", name=op.f("ck_directors_term_of_six_years_at_most")),
        sa.CheckConstraint(
            "left_on IS NULL OR left_on >= elected_on", name=op.f("ck_directors_leaves_after_the_election")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_directors_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_directors_recorded_by")),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "poll_id"],
            ["polls.cooperative_id", "polls.id"],
            name=op.f("fk_directors_poll_same_cooperative"),
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "drawn_for"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name=op.f("fk_directors_assembly_same_cooperative"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directors")),
    )
    op.create_index(op.f("ix_directors_cooperative_id"), TABLE, ["cooperative_id"], unique=False)
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO collegial_app")
    op.execute(f"GRANT UPDATE (left_on, drawn_for) ON {TABLE} TO collegial_app")
    op.execute(
        f"CREATE TRIGGER only_grows BEFORE DELETE OR TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Forget who sits on the board."""
    op.drop_table(TABLE)
