"""Create events, what their invited were told, the invitations with their answers and who came.

Revision: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
TABLES = ("events", "event_versions", "event_invitations")
MAY_CHANGE = {
    "events": (
        "kind, title, description, place, link, starts_at, ends_at, answer_by, capacity, assembly_id,"
        " audience, state, sequence, reason, sent_at, ended_at"
    ),
    "event_invitations": (
        "mail, mail_detail, mail_attempts, message_id, told_sequence, answer, people, answer_name,"
        " answered_at, answered_by, came, came_name, came_at, came_noted_by"
    ),
}

REFUSE_CHANGE = """
CREATE FUNCTION refuse_change_of_ended_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the event is over'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'event_is_over', TABLE = TG_TABLE_NAME;
END $$
"""
REFUSE_LATE = """
CREATE FUNCTION refuse_late_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM events e WHERE e.id = NEW.event_id AND e.state IN ('cancelled', 'over')) THEN
    RAISE EXCEPTION 'the event is over'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'event_is_over', TABLE = TG_TABLE_NAME;
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


def _event(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "event_id"],
            ["events.cooperative_id", "events.id"],
            name=f"fk_{table}_event_same_cooperative",
        ),
    ]


def _account(table: str, column: str, *, optional: bool = False) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column(column, sa.Uuid(), nullable=optional),
        sa.ForeignKeyConstraint([column], ["accounts.id"], name=op.f(f"fk_{table}_{column}")),
    ]


def _moment(name: str, *, optional: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=optional)


def _events() -> None:
    op.create_table(
        "events",
        *_start("events"),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("kind", "title", "description")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("place", "link", "state", "reason")),
        _moment("starts_at", optional=False),
        _moment("ends_at", optional=False),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("capacity", sa.Integer(), nullable=True),
        sa.Column("assembly_id", sa.Uuid(), nullable=True),
        sa.Column("audience", postgresql.JSONB(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        _moment("created_at", optional=False),
        *_account("events", "created_by"),
        _moment("sent_at"),
        _moment("ended_at"),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "assembly_id"],
            ["assemblies.cooperative_id", "assemblies.id"],
            name="fk_events_assembly_same_cooperative",
        ),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_events_cooperative_id_id")),
        sa.CheckConstraint(
            "kind IN ('college_meeting', 'seminar', 'assembly', 'other')", name=op.f("ck_events_kind_known")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'sent', 'cancelled', 'over')", name=op.f("ck_events_state_known")
        ),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_events_ends_after_it_begins")),
        sa.CheckConstraint("capacity >= 1", name=op.f("ck_events_capacity_positive")),
        sa.CheckConstraint(
            "(kind = 'assembly') = (assembly_id IS NOT NULL)", name=op.f("ck_events_assembly_named")
        ),
        sa.CheckConstraint("state <> 'sent' OR sent_at IS NOT NULL", name=op.f("ck_events_sent_has_a_time")),
        sa.CheckConstraint(
            "(state IN ('cancelled', 'over')) = (ended_at IS NOT NULL)",
            name=op.f("ck_events_ended_has_a_time"),
        ),
    )
    op.create_index("ix_events_list", "events", ["cooperative_id", "starts_at", "id"])


def _versions() -> None:
    op.create_table(
        "event_versions",
        *_start("event_versions"),
        *_event("event_versions"),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        _moment("told_at", optional=False),
        *_account("event_versions", "told_by"),
        sa.UniqueConstraint("event_id", "sequence", name=op.f("uq_event_versions_event_id_sequence")),
    )


def _invitations() -> None:
    table = "event_invitations"
    op.create_table(
        table,
        *_start(table),
        *_event(table),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "member_id"],
            ["members.cooperative_id", "members.id"],
            name="fk_event_invitations_member_same_cooperative",
        ),
        sa.Column("college", sa.String(), nullable=False),
        _moment("invited_at", optional=False),
        sa.Column("at_the_door", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("mail", "mail_detail", "message_id")),
        sa.Column("mail_attempts", sa.Integer(), nullable=False),
        sa.Column("told_sequence", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("answer_name", sa.String(), nullable=False),
        _moment("answered_at"),
        *_account(table, "answered_by", optional=True),
        sa.Column("came", sa.Integer(), nullable=True),
        sa.Column("came_name", sa.String(), nullable=False),
        _moment("came_at"),
        *_account(table, "came_noted_by", optional=True),
        sa.UniqueConstraint("event_id", "member_id", name=op.f("uq_event_invitations_event_id_member_id")),
        *(sa.CheckConstraint(rule, name=op.f(f"ck_event_invitations_{name}")) for name, rule in RULES),
    )
    op.create_index(op.f("ix_event_invitations_member_id"), table, ["member_id"], unique=False)
    op.create_index(
        "ix_event_invitations_mail",
        table,
        ["event_id", "id"],
        unique=False,
        postgresql_where=sa.text("mail = 'waiting'"),
    )


RULES = (
    ("mail_known", "mail IN ('none', 'waiting', 'sent', 'refused')"),
    ("answer_known", "answer IN ('yes', 'no', 'maybe')"),
    ("answer_has_a_time", "(answer IS NULL) = (answered_at IS NULL)"),
    (
        "people_fit_the_answer",
        (
            "CASE answer WHEN 'no' THEN people = 0 WHEN 'yes' THEN people >= 1"
            " WHEN 'maybe' THEN people >= 1 ELSE people = 0 END"
        ),
    ),
    ("came_positive", "came >= 1"),
    ("came_has_a_time", "(came IS NULL) = (came_at IS NULL)"),
)


def upgrade() -> None:
    """Create the three tables behind their walls; what people were told only grows."""
    _events()
    _versions()
    _invitations()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
    for table, columns in MAY_CHANGE.items():
        op.execute(f"GRANT UPDATE ({columns}) ON {table} TO collegial_app")
    op.execute(
        "CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON event_versions"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
    )
    op.execute(REFUSE_CHANGE)
    op.execute(REFUSE_LATE)
    op.execute(
        "CREATE TRIGGER ended_is_final BEFORE UPDATE ON events FOR EACH ROW"
        " WHEN (OLD.state IN ('cancelled', 'over')) EXECUTE FUNCTION refuse_change_of_ended_event()"
    )
    op.execute(
        "CREATE TRIGGER none_once_ended BEFORE INSERT ON event_invitations FOR EACH ROW"
        " EXECUTE FUNCTION refuse_late_invitation()"
    )
    op.execute(
        "CREATE TRIGGER answers_end_with_it BEFORE UPDATE ON event_invitations FOR EACH ROW WHEN"
        " ((OLD.answer, OLD.people, OLD.came) IS DISTINCT FROM (NEW.answer, NEW.people, NEW.came))"
        " EXECUTE FUNCTION refuse_late_invitation()"
    )


def downgrade() -> None:
    """Forget events."""
    for table in reversed(TABLES):
        op.drop_table(table)
    for function in ("refuse_late_invitation", "refuse_change_of_ended_event"):
        op.execute(f"DROP FUNCTION {function}()")
