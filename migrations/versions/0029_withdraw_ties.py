"""Let a tie written by mistake be withdrawn, and jobs be declared to the hundredth.

Revision: 0029
Revises: 0028
"""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

TABLES = {"ties": "refuse_rewriting_a_tie", "outside_holdings": "refuse_rewriting_a_holding"}
ENDS = "ends_after_it_begins"
WITHDRAWN = "NEW.until IS NOT DISTINCT FROM OLD.since"
JOBS = "ck_structure_jobs_jobs_exact"
TO_THE_HUNDREDTH = "^(|0|[1-9][0-9]*|[1-9][0-9]*/(2|4|5|10|20|25|50|100))$"
BY_HALVES = "^(0|[1-9][0-9]*|([1-9][0-9]*)?[13579]/2)$"


def _rewritten(table: str, function: str, first: str) -> str:
    return f"""
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF {first} OR NEW.until IS NULL
     OR (to_jsonb(NEW) - 'until') IS DISTINCT FROM (to_jsonb(OLD) - 'until') THEN
    RAISE EXCEPTION 'of a tie only its end is written later, once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = '{table}';
  END IF;
  RETURN NEW;
END $$
"""


def _bound(table: str, condition: str) -> None:
    name = op.f(f"ck_{table}_{ENDS}")
    op.drop_constraint(name, table, type_="check")
    op.create_check_constraint(name, table, condition)


def _jobs(pattern: str) -> None:
    op.drop_constraint(op.f(JOBS), "structure_jobs", type_="check")
    op.create_check_constraint(op.f(JOBS), "structure_jobs", f"jobs ~ '{pattern}'")


def upgrade() -> None:
    """A tie that ends the day it begins held on no day: it was written by mistake."""
    for table, function in TABLES.items():
        _bound(table, "until IS NULL OR until >= since")
        op.execute(_rewritten(table, function, f"OLD.until IS NOT NULL AND NOT ({WITHDRAWN})"))
    _jobs(TO_THE_HUNDREDTH)


def downgrade() -> None:
    """Only a real end, and halves; refused while something needs more."""
    _jobs(BY_HALVES)
    for table, function in TABLES.items():
        op.execute(_rewritten(table, function, "OLD.until IS NOT NULL"))
        _bound(table, "until IS NULL OR until > since")
