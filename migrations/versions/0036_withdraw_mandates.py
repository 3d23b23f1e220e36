"""Let a mandate written by mistake be withdrawn.

Revision: 0036
Revises: 0035
"""

from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

WITHDRAWN = "OLD.ended_on >= OLD.since AND NEW.ended_on < NEW.since"


def _written(refused: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION refuse_second_mandate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND {refused} THEN
    RAISE EXCEPTION 'the end of a mandate is written once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'mandates';
  END IF;
  -- one writer at a time for a structure: the next one sees what this one wrote
  PERFORM pg_advisory_xact_lock(hashtextextended('mandates/' || NEW.member_id, 0));
  IF EXISTS (SELECT 1 FROM mandates m
              WHERE m.member_id = NEW.member_id AND m.rank = NEW.rank AND m.id <> NEW.id
                AND daterange(m.since, coalesce(m.ended_on, m.until) + 1)
                 && daterange(NEW.since, coalesce(NEW.ended_on, NEW.until) + 1)) THEN
    RAISE EXCEPTION 'two mandates of one rank on the same day'
      USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'mandates_one_in_force', TABLE = 'mandates';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """A mandate that ends on the eve of its first day held on no day: it was written by mistake."""
    op.execute(_written(f"OLD.ended_on IS NOT NULL AND NOT ({WITHDRAWN})"))


def downgrade() -> None:
    """Only one end, for ever."""
    op.execute(_written("OLD.ended_on IS NOT NULL"))
