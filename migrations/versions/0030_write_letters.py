"""Create the letters to one person, and what is done about members who miss assemblies.

Revision: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
OUTCOMES = (
    "channel = 'email' AND outcome IN ('waiting', 'sent', 'refused')"
    " OR channel = 'letter' AND outcome IN ('to_print', 'posted')"
)
CONCLUDED = "(outcome IN ('waiting', 'to_print')) = (concluded_on IS NULL)"

ONLY_THE_OUTCOME = """
CREATE FUNCTION refuse_rewriting_a_letter() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE fate text[] := ARRAY['outcome', 'detail', 'message_id', 'attempts', 'concluded_on'];
BEGIN
  IF OLD.concluded_on IS NOT NULL OR (to_jsonb(NEW) - fate) IS DISTINCT FROM (to_jsonb(OLD) - fate) THEN
    RAISE EXCEPTION 'of a letter only what became of it is written later, once'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'letters';
  END IF;
  RETURN NEW;
END $$
"""


def upgrade() -> None:
    """Create both tables behind their walls: a letter never changes, a step neither."""
    _letters()
    _steps()
    for table in ("letters", "missed_steps"):
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"], unique=False)
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        op.execute(f"GRANT SELECT, INSERT ON {table} TO collegial_app")
    op.execute(
        "GRANT UPDATE (outcome, detail, message_id, attempts, concluded_on) ON letters TO collegial_app"
    )
    op.execute(ONLY_THE_OUTCOME)
    op.execute(
        "CREATE TRIGGER only_the_outcome BEFORE UPDATE ON letters"
        " FOR EACH ROW EXECUTE FUNCTION refuse_rewriting_a_letter()"
    )
    for table, events in (
        ("letters", "DELETE OR TRUNCATE"),
        ("missed_steps", "UPDATE OR DELETE OR TRUNCATE"),
    ):
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE {events} ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.String(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("detail", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("concluded_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint("about IN ('missed', 'request', 'guest')", name=op.f("ck_letters_about_known")),
        sa.CheckConstraint(OUTCOMES, name=op.f("ck_letters_outcome_of_its_channel")),
        sa.CheckConstraint(CONCLUDED, name=op.f("ck_letters_concluded_has_a_day")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_letters_cooperative_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_letters_created_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("cooperative_id", "id", name=op.f("uq_letters_cooperative_id_id")),
    )
    op.create_index("ix_letters_subject", "letters", ["subject_id", "created_at"], unique=False)


def _steps() -> None:
    op.create_table(
        "missed_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=True),
        sa.Column("hearing_on", sa.Date(), nullable=True),
        sa.Column("letter_id", sa.Uuid(), nullable=True),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('warned', 'summoned', 'heard', 'kept', 'ended')",
            name=op.f("ck_missed_steps_kind_known"),
        ),
        sa.CheckConstraint(
            "kind IN ('warned', 'summoned', 'ended') = (letter_id IS NOT NULL)",
            name=op.f("ck_missed_steps_told_by_letter"),
        ),
        sa.CheckConstraint(
            "(kind = 'summoned') = (hearing_on IS NOT NULL)", name=op.f("ck_missed_steps_summoned_to_a_day")
        ),
        sa.CheckConstraint(
            "kind IN ('warned', 'summoned') = (on_day IS NULL)", name=op.f("ck_missed_steps_done_on_a_day")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_missed_steps_cooperative_id")
        ),
        *(
            sa.ForeignKeyConstraint(
                ["cooperative_id", f"{one}_id"],
                [f"{one}s.cooperative_id", f"{one}s.id"],
                name=f"fk_missed_steps_{one}_same_cooperative",
            )
            for one in ("member", "resolution", "letter")
        ),
        sa.ForeignKeyConstraint(["recorded_by"], ["accounts.id"], name=op.f("fk_missed_steps_recorded_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_missed_steps")),
    )
    op.create_index(op.f("ix_missed_steps_member_id"), "missed_steps", ["member_id"], unique=False)


def downgrade() -> None:
    """Forget the letters and the steps."""
    op.drop_table("missed_steps")
    op.drop_table("letters")
    op.execute("DROP FUNCTION refuse_rewriting_a_letter()")
