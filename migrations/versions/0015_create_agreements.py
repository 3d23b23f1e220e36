"""Create agreements with structures: templates, drafts, scans, objectives, meetings, what was seen.

Revision: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
FINAL = ("agreement_templates", "agreement_scans", "agreement_seen")
TABLES = (
    "agreement_templates",
    "agreements",
    "agreement_scans",
    "agreement_objectives",
    "agreement_meetings",
    "agreement_seen",
)
RIGHTS = {
    "agreements": "UPDATE, DELETE",
    "agreement_objectives": "UPDATE (state, settled_on, reason)",
    "agreement_meetings": "UPDATE (shared)",
}

FROZEN = """
CREATE FUNCTION refuse_changing_signed_agreement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  later text[] := ARRAY['ended_on', 'end_reason', 'tells_structure'];
BEGIN
  IF OLD.signed_on IS NOT NULL AND (
       TG_OP = 'DELETE'
       OR to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later
       OR (OLD.ended_on IS NOT NULL
           AND (NEW.ended_on IS DISTINCT FROM OLD.ended_on OR NEW.end_reason <> OLD.end_reason))) THEN
    RAISE EXCEPTION 'what is signed does not change'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'agreement_signed', TABLE = 'agreements';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
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


def _same(table: str, what: str, target: str, *, optional: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(f"{what}_id", sa.Uuid(), nullable=optional),
        sa.ForeignKeyConstraint(
            ["cooperative_id", f"{what}_id"],
            [f"{target}.cooperative_id", f"{target}.id"],
            name=f"fk_{table}_{what}_same_cooperative",
        ),
    ]


def _by(table: str, verb: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(f"{verb}_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(f"{verb}_by", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint([f"{verb}_by"], ["accounts.id"], name=op.f(f"fk_{table}_{verb}_by")),
    ]


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _templates() -> None:
    table = "agreement_templates"
    op.create_table(
        table,
        *_start(table),
        _text("name"),
        sa.Column("version", sa.Integer(), nullable=False),
        _text("language"),
        _text("text"),
        _text("sha256"),
        *_by(table, "recorded"),
        sa.CheckConstraint("version >= 1", name=op.f(f"ck_{table}_version_positive")),
        sa.CheckConstraint("language IN ('fr', 'en')", name=op.f(f"ck_{table}_language_known")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f(f"uq_{table}_cooperative_id_id")),
        sa.UniqueConstraint(
            "cooperative_id", "name", "version", name=op.f(f"uq_{table}_cooperative_id_name_version")
        ),
    )


def _agreements() -> None:
    op.create_table(
        "agreements",
        *_start("agreements"),
        *_same("agreements", "member", "members"),
        *_same("agreements", "root", "agreements", optional=True),
        sa.Column("rank", sa.Integer(), nullable=False),
        _text("title"),
        *_same("agreements", "template", "agreement_templates", optional=True),
        _text("text"),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        _text("renewal"),
        sa.Column("renewal_months", sa.Integer(), nullable=False),
        sa.Column("notice_months", sa.Integer(), nullable=False),
        sa.Column("tells_structure", sa.Boolean(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        _text("for_cooperative"),
        _text("for_structure"),
        _text("sha256"),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("signed_by", sa.Uuid(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        _text("end_reason"),
        *_by("agreements", "created"),
        sa.ForeignKeyConstraint(["signed_by"], ["accounts.id"], name=op.f("fk_agreements_signed_by")),
        *_checks(),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_agreements_cooperative_id_id")),
        sa.UniqueConstraint("root_id", "rank", name=op.f("uq_agreements_root_id_rank")),
    )
    op.create_index(op.f("ix_agreements_member_id"), "agreements", ["member_id"], unique=False)
    op.create_index(op.f("ix_agreements_root_id"), "agreements", ["root_id"], unique=False)
    op.create_index(
        "uq_agreements_one_draft_amendment",
        "agreements",
        ["root_id"],
        unique=True,
        postgresql_where=sa.text("root_id IS NOT NULL AND signed_on IS NULL"),
    )


def _checks() -> list[sa.CheckConstraint]:
    rules = {
        "rank_of_the_agreement_is_zero": "(root_id IS NULL) = (rank = 0)",
        "renewal_known": "renewal IN ('none', 'tacit', 'express')",
        "ends_after_it_begins": "ends_on IS NULL OR ends_on >= starts_on",
        "renews_from_a_last_day": "renewal = 'none' OR ends_on IS NOT NULL",
        "months_of_a_tacit_renewal": "CASE renewal WHEN 'tacit' THEN renewal_months BETWEEN 1 AND 120"
        " AND notice_months BETWEEN 0 AND renewal_months"
        " ELSE renewal_months = 0 AND notice_months = 0 END",
        "signed_whole": "(signed_on IS NULL) = (sha256 = '') AND (signed_on IS NULL) = (signed_at IS NULL)",
        "ended_whole": "(ended_on IS NULL) = (end_reason = '') AND (ended_on IS NULL OR rank = 0)",
        "ended_once_signed": "ended_on IS NULL OR signed_on IS NOT NULL",
    }
    return [sa.CheckConstraint(rule, name=op.f(f"ck_agreements_{name}")) for name, rule in rules.items()]


def _scans() -> None:
    table = "agreement_scans"
    op.create_table(
        table,
        *_start(table),
        *_same(table, "agreement", "agreements"),
        _text("filename"),
        _text("media_type"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        _text("sha256"),
        *_by(table, "added"),
        sa.CheckConstraint("size > 0", name=op.f(f"ck_{table}_not_empty")),
        sa.UniqueConstraint("agreement_id", "sha256", name=op.f(f"uq_{table}_agreement_id_sha256")),
    )


def _follow_up() -> None:
    table = "agreement_objectives"
    op.create_table(
        table,
        *_start(table),
        *_same(table, "agreement", "agreements"),
        _text("what"),
        _text("side"),
        sa.Column("due_on", sa.Date(), nullable=False),
        _text("state"),
        sa.Column("settled_on", sa.Date(), nullable=True),
        _text("reason"),
        *_by(table, "recorded"),
        sa.CheckConstraint("side IN ('cooperative', 'structure')", name=op.f(f"ck_{table}_side_known")),
        sa.CheckConstraint("state IN ('open', 'reached', 'dropped')", name=op.f(f"ck_{table}_state_known")),
        sa.CheckConstraint(
            "(state = 'open') = (settled_on IS NULL)", name=op.f(f"ck_{table}_settled_on_a_day")
        ),
        sa.CheckConstraint(
            "(state = 'dropped') = (reason <> '')", name=op.f(f"ck_{table}_dropped_for_a_reason")
        ),
    )
    table = "agreement_meetings"
    op.create_table(
        table,
        *_start(table),
        *_same(table, "agreement", "agreements"),
        sa.Column("held_on", sa.Date(), nullable=False),
        _text("people"),
        _text("notes"),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("shared", sa.Boolean(), nullable=False),
        *_by(table, "recorded"),
        sa.CheckConstraint("next_on IS NULL OR next_on > held_on", name=op.f(f"ck_{table}_next_comes_after")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f(f"uq_{table}_cooperative_id_id")),
    )


def _seen() -> None:
    table = "agreement_seen"
    op.create_table(
        table,
        *_start(table),
        *_same(table, "agreement", "agreements"),
        *_same(table, "meeting", "agreement_meetings", optional=True),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f(f"fk_{table}_account_id")),
    )
    op.create_index(
        "uq_agreement_seen_once",
        table,
        ["agreement_id", "meeting_id", "account_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )


def upgrade() -> None:
    """Create the tables behind their walls; what is signed never changes."""
    _templates()
    _agreements()
    _scans()
    _follow_up()
    _seen()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        if table in ("agreement_scans", "agreement_objectives", "agreement_meetings"):
            op.create_index(op.f(f"ix_{table}_agreement_id"), table, ["agreement_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
        if table in RIGHTS:
            op.execute(f"GRANT {RIGHTS[table]} ON {table} TO collegial_app")
    for table in FINAL:
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
    op.execute(FROZEN)
    op.execute(
        "CREATE TRIGGER frozen_once_signed BEFORE UPDATE OR DELETE ON agreements"
        " FOR EACH ROW EXECUTE FUNCTION refuse_changing_signed_agreement()"
    )
    op.execute(
        "CREATE TRIGGER never_emptied BEFORE TRUNCATE ON agreements"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )


def downgrade() -> None:
    """Forget agreements."""
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_changing_signed_agreement()")
