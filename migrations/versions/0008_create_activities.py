"""Create activities hosted, the people who run them, their exits and what each exit asks.

Revision: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLES = ("activities", "hosted", "exits", "exit_tasks")
KINDS = (
    "'end_contract', 'ask', 'change_category', 'note_leaving', 'redeem', 'admit', 'subscribe',"
    " 'represent', 'describe_ties'"
)

ONLY_DONE = """
CREATE FUNCTION refuse_undoing_a_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.done_at IS NOT NULL OR NEW.done_at IS NULL
     OR (to_jsonb(NEW) - 'done_at' - 'done_by' - 'note')
        IS DISTINCT FROM (to_jsonb(OLD) - 'done_at' - 'done_by' - 'note') THEN
    RAISE EXCEPTION 'a task is done once, and never undone'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'exit_tasks';
  END IF;
  RETURN NEW;
END $$
"""


def _start(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{table}_cooperative_id")
        ),
    ]


def _same(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["cooperative_id", column],
        [f"{other}.cooperative_id", f"{other}.id"],
        name=f"fk_{table}_{column.removesuffix('_id')}_same_cooperative",
    )


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _activities() -> None:
    op.create_table(
        "activities",
        *_start("activities"),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("town", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on > started_on", name=op.f("ck_activities_ends_after_it_starts")
        ),
        _unique("activities", "cooperative_id", "id"),
    )
    op.create_table(
        "hosted",
        *_start("hosted"),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("contract_from", sa.Date(), nullable=False),
        sa.Column("earlier_months", sa.Integer(), nullable=False),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.CheckConstraint("earlier_months >= 0", name=op.f("ck_hosted_earlier_months_positive")),
        sa.CheckConstraint(
            "contract_until IS NULL OR contract_until > contract_from",
            name=op.f("ck_hosted_contract_ends_after_it_starts"),
        ),
        _same("hosted", "activity_id", "activities"),
        _same("hosted", "member_id", "members"),
        _unique("hosted", "cooperative_id", "id"),
    )
    op.create_index(op.f("ix_hosted_activity_id"), "hosted", ["activity_id"], unique=False)


def _exits() -> None:
    op.create_table(
        "exits",
        *_start("exits"),
        sa.Column("activity_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=False),
        sa.Column("structure", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("structure_id", sa.Uuid(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("reason IN ('founds', 'job', 'stops')", name=op.f("ck_exits_reason_known")),
        sa.CheckConstraint(
            "(reason = 'founds') = (structure <> '')", name=op.f("ck_exits_who_founds_names_it")
        ),
        sa.ForeignKeyConstraint(["started_by"], ["accounts.id"], name=op.f("fk_exits_started_by")),
        _same("exits", "activity_id", "activities"),
        _same("exits", "structure_id", "members"),
        _unique("exits", "cooperative_id", "id"),
        _unique("exits", "activity_id"),
    )
    op.create_table(
        "exit_tasks",
        *_start("exit_tasks"),
        sa.Column("exit_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("hosted_id", sa.Uuid(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_by", sa.Uuid(), nullable=True),
        sa.CheckConstraint(f"kind IN ({KINDS})", name=op.f("ck_exit_tasks_kind_known")),
        sa.CheckConstraint(
            "(done_at IS NULL) = (done_by IS NULL)", name=op.f("ck_exit_tasks_done_by_somebody")
        ),
        sa.ForeignKeyConstraint(["done_by"], ["accounts.id"], name=op.f("fk_exit_tasks_done_by")),
        _same("exit_tasks", "exit_id", "exits"),
        _same("exit_tasks", "hosted_id", "hosted"),
        _unique("exit_tasks", "exit_id", "position"),
    )
    op.create_index(
        "ix_exit_tasks_waiting",
        "exit_tasks",
        ["cooperative_id", "exit_id"],
        unique=False,
        postgresql_where=sa.text("done_at IS NULL"),
    )


def upgrade() -> None:
    """Create the four tables behind their walls; a task is done once."""
    _activities()
    _exits()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON {table} TO collegial_app")
    op.execute(ONLY_DONE)
    op.execute(
        "CREATE TRIGGER only_done BEFORE UPDATE ON exit_tasks"
        " FOR EACH ROW EXECUTE FUNCTION refuse_undoing_a_task()"
    )


def downgrade() -> None:
    """Forget activities and exits."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_undoing_a_task()")
