"""Create resolutions put to several cooperatives, their texts, and what each one publishes of them.

A row opens to its owner, and to who holds a key of its group in force today. Only `group_publications`
crosses from one cooperative to the others, and its constraints leave no place for a name.

Revision: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

ME = "nullif(current_setting('app.cooperative', true), '')::uuid"
HERE = f"cooperative_id = {ME}"
TODAY = "(now() AT TIME ZONE 'Europe/Paris')::date"
TOLD = (
    "'taken', 'removed', 'convened', 'cancelled', 'voted', 'annulled', 'closed', 'lacked', 'minuted',"
    " 'declined'"
)


def _key(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM group_memberships k WHERE k.group_id = {table}.group_id"
        f" AND k.cooperative_id = {ME} AND k.since <= {TODAY} AND (k.until IS NULL OR k.until > {TODAY}))"
    )


def _author(table: str) -> str:
    return (
        f"EXISTS (SELECT 1 FROM shared_resolutions s WHERE s.id = {table}.shared_id"
        f" AND s.cooperative_id = {ME})"
    )


WRITES = {
    "shared_resolutions": "",
    "shared_texts": f" AND {_author('shared_texts')}",
    "shared_asked": f" AND {_author('shared_asked')} AND EXISTS (SELECT 1 FROM group_roster r"
    " WHERE r.group_id = shared_asked.group_id AND r.cooperative_id = shared_asked.asked_id"
    f" AND r.since <= {TODAY} AND (r.until IS NULL OR r.until > {TODAY}))",
    "group_publications": " AND EXISTS (SELECT 1 FROM shared_asked a"
    f" WHERE a.shared_id = group_publications.shared_id AND a.asked_id = {ME})",
}
FINAL = tuple(WRITES)
TABLES = (*FINAL, "taken_resolutions")

TEXT_FREE = """
CREATE FUNCTION refuse_changing_a_text_that_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('shared text of ' || NEW.shared_id, 0));
  IF EXISTS (SELECT 1 FROM group_publications p JOIN shared_texts t
               ON t.shared_id = p.shared_id AND t.sha256 = p.text_sha256
             WHERE p.shared_id = NEW.shared_id AND p.told = 'convened') THEN
    RAISE EXCEPTION 'a notice left with this text'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'shared_text_frozen', TABLE = 'shared_texts';
  END IF;
  RETURN NEW;
END $$
"""
TEXT_CURRENT = """
CREATE FUNCTION refuse_convening_on_a_former_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('shared text of ' || NEW.shared_id, 0));
  IF EXISTS (SELECT 1 FROM shared_texts t WHERE t.shared_id = NEW.shared_id AND t.sha256 = NEW.text_sha256)
     AND NEW.text_sha256 <> (SELECT t.sha256 FROM shared_texts t WHERE t.shared_id = NEW.shared_id
                             ORDER BY t.version DESC LIMIT 1) THEN
    RAISE EXCEPTION 'the shared text has changed'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'shared_text_changed', TABLE = 'group_publications';
  END IF;
  RETURN NEW;
END $$
"""


def _owner(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f(f"fk_{table}_cooperative_id")
        ),
    ]


def _start(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        *_owner(table),
    ]


def _shared(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("shared_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["shared_id", "group_id"],
            ["shared_resolutions.id", "shared_resolutions.group_id"],
            name=f"fk_{table}_shared_of_this_group",
        ),
    ]


def _check(table: str, rule: str, name: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(rule, name=op.f(f"ck_{table}_{name}"))


def _resolutions() -> None:
    table = "shared_resolutions"
    op.create_table(
        table,
        *_start(table),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("wished_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["cooperative_groups.id"], name=op.f(f"fk_{table}_group_id")),
        sa.UniqueConstraint("id", "group_id", name=op.f(f"uq_{table}_id_group_id")),
        _check(table, "kind IN ('ordinary', 'extraordinary')", "kind_known"),
        _check(table, "rule IN ('all', 'at_least', 'each')", "rule_known"),
        _check(table, "(rule = 'at_least') = (needed IS NOT NULL)", "needed_when_at_least"),
        _check(table, "needed >= 1", "needed_from_one"),
    )
    op.create_index(op.f("ix_shared_resolutions_group_id"), table, ["group_id"])


def _texts_and_asked() -> None:
    op.create_table(
        "shared_texts",
        *_shared("shared_texts"),
        *_owner("shared_texts"),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("shared_id", "version", name=op.f("pk_shared_texts")),
        _check("shared_texts", "version >= 1", "version_from_one"),
        _check("shared_texts", "length(sha256) = 64", "sha256_whole"),
    )
    op.create_table(
        "shared_asked",
        *_shared("shared_asked"),
        *_owner("shared_asked"),
        sa.Column("asked_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("shared_id", "asked_id", name=op.f("pk_shared_asked")),
        sa.ForeignKeyConstraint(["asked_id"], ["cooperatives.id"], name=op.f("fk_shared_asked_asked_id")),
    )


def _taken() -> None:
    table = "taken_resolutions"
    op.create_table(
        table,
        *_start(table),
        *_shared(table),
        sa.Column("assembly_id", sa.Uuid(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name=f"fk_{table}_assembly_same_cooperative",
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "resolution_id"],
            ["resolutions.cooperative_id", "resolutions.id"],
            name=f"fk_{table}_resolution_same_cooperative",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("cooperative_id", "shared_id", name=op.f(f"uq_{table}_cooperative_id_shared_id")),
        sa.UniqueConstraint("resolution_id", name=op.f(f"uq_{table}_resolution_id")),
    )
    op.create_index(op.f(f"ix_{table}_assembly_id"), table, ["assembly_id"])


def _publications() -> None:
    table = "group_publications"
    op.create_table(
        table,
        *_start(table),
        *_shared(table),
        sa.Column("seq", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("text_sha256", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=True),
        sa.Column("figures", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("sheet_sha256", sa.String(), nullable=False),
        sa.Column("minutes_number", sa.Integer(), nullable=True),
        sa.UniqueConstraint("seq", name=op.f(f"uq_{table}_seq")),
        _check(table, f"told IN ({TOLD})", "told_known"),
        _check(table, "(told = 'voted') OR (adopted IS NULL AND figures IS NULL)", "figures_of_a_vote"),
        _check(
            table,
            "figures - ARRAY['for', 'against', 'others', 'part', 'quorum', 'colleges'] = '{}'::jsonb",
            "figures_known",
        ),
        _check(table, "(told = 'declined') = (reason <> '')", "declined_with_a_reason"),
    )
    op.create_index(op.f(f"ix_{table}_shared_id"), table, ["shared_id"])


def upgrade() -> None:
    """Create the five tables and their walls; a text is free until a notice leaves with it."""
    _resolutions()
    _texts_and_asked()
    _taken()
    _publications()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"])
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table, more in WRITES.items():
        op.execute(f"CREATE POLICY group_select ON {table} FOR SELECT USING ({HERE} OR {_key(table)})")
        op.execute(
            f"CREATE POLICY group_insert ON {table} FOR INSERT WITH CHECK ({HERE} AND {_key(table)}{more})"
        )
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
    op.execute(f"CREATE POLICY one_cooperative ON taken_resolutions USING ({HERE}) WITH CHECK ({HERE})")
    op.execute("GRANT SELECT, INSERT, DELETE ON taken_resolutions TO collegial_app")
    op.execute(TEXT_FREE)
    op.execute(TEXT_CURRENT)
    op.execute(
        "CREATE TRIGGER text_free BEFORE INSERT ON shared_texts"
        " FOR EACH ROW EXECUTE FUNCTION refuse_changing_a_text_that_left()"
    )
    op.execute(
        "CREATE TRIGGER text_current BEFORE INSERT ON group_publications FOR EACH ROW"
        " WHEN (NEW.told = 'convened') EXECUTE FUNCTION refuse_convening_on_a_former_text()"
    )


def downgrade() -> None:
    """Forget shared resolutions."""
    for table in WRITES:  # a policy that reads another table keeps it from being dropped
        op.execute(f"DROP POLICY group_insert ON {table}")
    for table in (
        "group_publications",
        "taken_resolutions",
        "shared_asked",
        "shared_texts",
        "shared_resolutions",
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION refuse_convening_on_a_former_text()")
    op.execute("DROP FUNCTION refuse_changing_a_text_that_left()")
