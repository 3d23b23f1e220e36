"""Let registers tell which steps of an exit are done, and exits be corrected and follow each other.

Revision: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ONLY_NOTED = """
CREATE OR REPLACE FUNCTION refuse_undoing_a_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - 'done_at' - 'done_by' - 'note' - 'decided_on' - 'organ')
     IS DISTINCT FROM (to_jsonb(OLD) - 'done_at' - 'done_by' - 'note' - 'decided_on' - 'organ') THEN
    RAISE EXCEPTION 'only what is noted of a step changes'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'exit_tasks';
  END IF;
  RETURN NEW;
END $$
"""
ONLY_DONE = """
CREATE OR REPLACE FUNCTION refuse_undoing_a_task() RETURNS trigger LANGUAGE plpgsql AS $$
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


def upgrade() -> None:
    """Add what is noted of a step; an activity may have several exits, and one prepared by mistake goes."""
    op.add_column("exit_tasks", sa.Column("was", sa.String(), nullable=False, server_default=""))
    op.add_column("exit_tasks", sa.Column("organ", sa.String(), nullable=False, server_default=""))
    op.add_column("exit_tasks", sa.Column("decided_on", sa.Date(), nullable=True))
    for column in ("was", "organ"):
        op.alter_column("exit_tasks", column, server_default=None)
    op.execute(ONLY_NOTED)
    op.drop_constraint(op.f("uq_exits_activity_id"), "exits", type_="unique")
    op.create_index(op.f("ix_exits_activity_id"), "exits", ["activity_id"], unique=False)
    op.execute("GRANT DELETE ON exits, exit_tasks TO collegial_app")


def downgrade() -> None:
    """Keep one exit an activity, with steps done once."""
    op.execute("REVOKE DELETE ON exits, exit_tasks FROM collegial_app")
    op.drop_index(op.f("ix_exits_activity_id"), "exits")
    op.create_unique_constraint(op.f("uq_exits_activity_id"), "exits", ["activity_id"])
    op.execute(ONLY_DONE)
    for column in ("decided_on", "organ", "was"):
        op.drop_column("exit_tasks", column)
