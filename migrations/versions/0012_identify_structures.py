"""Say more of a structure: SIRET, registration, last day; and the jobs it declares year by year.

Revision: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLE = "structure_jobs"


def upgrade() -> None:
    """Widen structures; create their declared jobs behind the wall, only growing."""
    for column in ("siret", "registration"):
        op.add_column("structures", sa.Column(column, sa.String(), nullable=False, server_default=""))
        op.alter_column("structures", column, server_default=None)
    op.add_column("structures", sa.Column("ceased_on", sa.Date(), nullable=True))
    for name, rule in (
        ("siret_of_14_digits", "siret ~ '^([0-9]{14})?$'"),
        ("ceases_after_it_is_founded", "ceased_on >= founded_on"),
    ):
        op.create_check_constraint(op.f(f"ck_structures_{name}"), "structures", rule)
    _jobs()
    op.execute(f"ALTER TABLE {TABLE} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {TABLE} FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON {TABLE} USING ({HERE}) WITH CHECK ({HERE})")
    op.execute(f"GRANT SELECT, INSERT ON {TABLE} TO collegial_app")
    op.execute(
        f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def _jobs() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("jobs", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("year BETWEEN 1900 AND 2199", name=op.f("ck_structure_jobs_year_known")),
        sa.CheckConstraint(
            "jobs ~ '^(0|[1-9][0-9]*|([1-9][0-9]*)?[13579]/2)$'", name=op.f("ck_structure_jobs_jobs_exact")
        ),
        sa.CheckConstraint("line >= 1", name=op.f("ck_structure_jobs_line_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_structure_jobs_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_structure_jobs_member_same_cooperative",
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_structure_jobs_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure_jobs")),
        sa.UniqueConstraint("member_id", "year", "line", name=op.f("uq_structure_jobs_member_id_year_line")),
    )
    for column in ("cooperative_id", "member_id"):
        op.create_index(op.f(f"ix_structure_jobs_{column}"), TABLE, [column], unique=False)


def downgrade() -> None:
    """Forget declared jobs and what identified structures."""
    op.drop_table(TABLE)
    for column in ("ceased_on", "registration", "siret"):
        op.drop_column("structures", column)
