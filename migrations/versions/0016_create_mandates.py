"""Create the mandates of those who represent a structure, and tie access to their dates.

Revision: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLES = ("mandates", "mandate_proofs", "preventions")

ONE_IN_FORCE = """
CREATE FUNCTION refuse_second_mandate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.ended_on IS NOT NULL THEN
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


def _start(table: str, *columns: str) -> list[sa.schema.SchemaItem]:
    others = {
        "member_id": "members",
        "person_id": "members",
        "mandate_id": "mandates",
        "assembly_id": "assemblies",
    }
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        *(sa.Column(column, sa.Uuid(), nullable=column == "person_id") for column in columns),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{table}_cooperative_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["cooperative_id", column],
                [f"{others[column]}.cooperative_id", f"{others[column]}.id"],
                name=f"fk_{table}_{column.removesuffix('_id')}_same_cooperative",
            )
            for column in columns
        ),
    ]


def _moment(table: str, when: str, who: str, *, later: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(when, sa.DateTime(timezone=True), nullable=later),
        sa.Column(who, sa.Uuid(), nullable=later),
        sa.ForeignKeyConstraint([who], ["accounts.id"], name=op.f(f"fk_{table}_{who}")),
    ]


def _mandates() -> None:
    op.create_table(
        "mandates",
        *_start("mandates", "member_id", "person_id"),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        *_moment("mandates", "recorded_at", "recorded_by"),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=False),
        *_moment("mandates", "ended_at", "ended_by", later=True),
        sa.CheckConstraint("capacity IN ('legal', 'power')", name=op.f("ck_mandates_capacity_known")),
        sa.CheckConstraint("rank >= 0", name=op.f("ck_mandates_rank_positive")),
        sa.CheckConstraint("until >= since", name=op.f("ck_mandates_ends_after_it_begins")),
        sa.CheckConstraint(
            "ended_on >= since - 1 AND (until IS NULL OR ended_on <= until)",
            name=op.f("ck_mandates_ends_before_its_term"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(ended_on, ended_at, ended_by) IN (0, 3) AND (ended_on IS NULL) = (end_reason = '')",
            name=op.f("ck_mandates_ended_by_somebody"),
        ),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_mandates_cooperative_id_id")),
    )
    op.create_index(op.f("ix_mandates_member_id"), "mandates", ["member_id"], unique=False)
    op.create_index(
        "ix_mandates_person_id",
        "mandates",
        ["person_id"],
        postgresql_where=sa.text("person_id IS NOT NULL"),
    )
    op.execute(ONE_IN_FORCE)
    op.execute(
        "CREATE TRIGGER one_in_force BEFORE INSERT OR UPDATE ON mandates"
        " FOR EACH ROW EXECUTE FUNCTION refuse_second_mandate()"
    )


def _proofs() -> None:
    op.create_table(
        "mandate_proofs",
        *_start("mandate_proofs", "mandate_id"),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        *_moment("mandate_proofs", "added_at", "added_by"),
        sa.CheckConstraint("size > 0", name=op.f("ck_mandate_proofs_not_empty")),
    )
    op.create_index(op.f("ix_mandate_proofs_mandate_id"), "mandate_proofs", ["mandate_id"], unique=False)


def _preventions() -> None:
    op.create_table(
        "preventions",
        *_start("preventions", "assembly_id", "member_id", "mandate_id"),
        sa.Column("reason", sa.String(), nullable=False),
        *_moment("preventions", "recorded_at", "recorded_by"),
        *_moment("preventions", "lifted_at", "lifted_by", later=True),
        sa.CheckConstraint(
            "(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_preventions_lifted_by_somebody")
        ),
    )
    for column in ("assembly_id", "member_id"):
        op.create_index(op.f(f"ix_preventions_{column}"), "preventions", [column], unique=False)
    op.create_index(
        "uq_preventions_one_in_force",
        "preventions",
        ["assembly_id", "member_id"],
        unique=True,
        postgresql_where=sa.text("lifted_at IS NULL"),
    )


def _access() -> None:
    """Let a capacity, and the link that gives one, say under which mandate."""
    for table in ("capacities", "invitations"):
        op.add_column(table, sa.Column("mandate_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(
            f"fk_{table}_mandate_same_cooperative",
            table,
            "mandates",
            ["cooperative_id", "mandate_id"],
            ["cooperative_id", "id"],
        )
    op.drop_constraint("ck_capacities_ends_after_start", "capacities")
    op.create_check_constraint(
        op.f("ck_capacities_ends_after_start"), "capacities", "ends_on IS NULL OR ends_on >= starts_on - 1"
    )
    op.drop_index("uq_capacities_once", "capacities")
    op.create_index(
        "uq_capacities_once",
        "capacities",
        ["account_id", "member_id", "starts_on"],
        unique=True,
        postgresql_where=sa.text("mandate_id IS NULL"),
    )
    op.create_index(
        "uq_capacities_once_a_mandate",
        "capacities",
        ["mandate_id", "account_id"],
        unique=True,
        postgresql_where=sa.text("mandate_id IS NOT NULL"),
    )


def upgrade() -> None:
    """Create the three tables behind their walls; of a mandate, only the early end is written later."""
    _mandates()
    _proofs()
    _preventions()
    _access()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
    op.execute("GRANT UPDATE (ended_on, end_reason, ended_at, ended_by) ON mandates TO collegial_app")
    op.execute("GRANT UPDATE (lifted_at, lifted_by) ON preventions TO collegial_app")
    op.execute(
        "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON mandate_proofs"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Drop the mandates and the capacities they gave, as they could not be told apart any more."""
    op.execute("DELETE FROM capacities WHERE mandate_id IS NOT NULL")
    op.execute("DELETE FROM invitations WHERE mandate_id IS NOT NULL")
    op.drop_index("uq_capacities_once_a_mandate", "capacities")
    op.drop_index("uq_capacities_once", "capacities")
    op.create_index("uq_capacities_once", "capacities", ["account_id", "member_id", "starts_on"], unique=True)
    op.drop_constraint("ck_capacities_ends_after_start", "capacities")
    op.create_check_constraint(
        op.f("ck_capacities_ends_after_start"), "capacities", "ends_on IS NULL OR ends_on >= starts_on"
    )
    for table in ("capacities", "invitations"):
        op.drop_constraint(f"fk_{table}_mandate_same_cooperative", table)
        op.drop_column(table, "mandate_id")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_second_mandate()")
