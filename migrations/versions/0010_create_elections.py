"""Create what an election is about, who stands in it, and ballots that say more than for or against.

Revision: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLES = ("contests", "candidates")
ANSWERS = "choice IN ('for', 'against', 'abstain', 'blank', 'spoiled')"


def _start(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{table}_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name=f"fk_{table}_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
    ]


def _contests() -> None:
    op.create_table(
        "contests",
        *_start("contests"),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("college", sa.String(), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("years", sa.Integer(), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("settings", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.CheckConstraint("seats >= 0", name=op.f("ck_contests_seats_not_negative")),
        sa.CheckConstraint("shown IN ('alphabetical', 'lot')", name=op.f("ck_contests_order_known")),
        sa.UniqueConstraint("resolution_id", name=op.f("uq_contests_resolution_id")),
    )


def _candidates() -> None:
    op.create_table(
        "candidates",
        *_start("candidates"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("presentation", sa.String(), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("member_since", sa.Date(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("places > 0", name=op.f("ck_candidates_places_above_none")),
        sa.UniqueConstraint("resolution_id", "name", name=op.f("uq_candidates_resolution_id_name")),
    )


def upgrade() -> None:
    """Create both tables behind their walls; let polls hold a contest, and ballots marks."""
    _contests()
    _candidates()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.create_index(op.f(f"ix_{table}_resolution_id"), table, ["resolution_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO collegial_app")
    op.add_column("polls", sa.Column("contest", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("polls", sa.Column("names", postgresql.JSONB(astext_type=sa.Text()), nullable=True))
    op.add_column("polls", sa.Column("round", sa.Integer(), server_default="1", nullable=False))
    op.create_check_constraint(
        op.f("ck_polls_contest_has_names"), "polls", "(contest IS NULL) = (names IS NULL)"
    )
    op.create_check_constraint(op.f("ck_polls_round_from_one"), "polls", "round >= 1")
    op.drop_constraint(op.f("ck_ballots_choice_known"), "ballots")
    op.create_check_constraint(
        op.f("ck_ballots_choice_known"), "ballots", f"{ANSWERS} OR choice LIKE '{{%}}'"
    )


def downgrade() -> None:
    """Forget elections. Refused by the database while ballots of one are in a box."""
    op.drop_constraint(op.f("ck_ballots_choice_known"), "ballots")
    op.create_check_constraint(op.f("ck_ballots_choice_known"), "ballots", ANSWERS)
    for name in ("ck_polls_round_from_one", "ck_polls_contest_has_names"):
        op.drop_constraint(op.f(name), "polls")
    for column in ("round", "names", "contest"):
        op.drop_column("polls", column)
    for table in reversed(TABLES):
        op.drop_table(table)
