"""Share an event with a group of cooperatives: what it is, and each one's totals; never who is invited.

An invitation may also be dropped: its mail was not sent before the event ended.

Revision: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ME = "nullif(current_setting('app.cooperative', true), '')::uuid"
HERE = f"cooperative_id = {ME}"
KEY = (
    "EXISTS (SELECT 1 FROM group_memberships k WHERE k.group_id = {group} AND k.cooperative_id = "
    + ME
    + " AND k.since <= (now() AT TIME ZONE 'Europe/Paris')::date"
    " AND (k.until IS NULL OR k.until > (now() AT TIME ZONE 'Europe/Paris')::date))"
)
SHARED = "EXISTS (SELECT 1 FROM shared_events s WHERE s.id = shared_event_totals.shared_id)"
POLICIES = {
    "shared_events": {
        "FOR SELECT": f"USING ({HERE} OR {KEY.format(group='shared_events.group_id')})",
        "FOR INSERT": f"WITH CHECK ({HERE} AND {KEY.format(group='shared_events.group_id')})",
        "FOR UPDATE": f"USING ({HERE}) WITH CHECK ({HERE})",
    },
    "shared_event_totals": {
        "FOR SELECT": f"USING ({HERE} OR {SHARED})",
        "FOR INSERT": f"WITH CHECK ({HERE})",
        "FOR UPDATE": f"USING ({HERE}) WITH CHECK ({HERE})",
    },
}
RIGHTS = {
    "shared_events": "SELECT, INSERT, UPDATE (document, sequence, state, reason, ends_at)",
    "shared_event_totals": "SELECT",
}

COUNT = """
CREATE FUNCTION count_shared_event(wanted uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = public AS $$
  INSERT INTO shared_event_totals (shared_id, cooperative_id, invited, people, came, people_came)
  SELECT e.shared_id, e.cooperative_id, count(i.id),
         coalesce(sum(i.people) FILTER (WHERE i.answer = 'yes'), 0), count(i.came), coalesce(sum(i.came), 0)
    FROM events e LEFT JOIN event_invitations i ON i.event_id = e.id
   WHERE e.id = wanted AND e.shared_id IS NOT NULL GROUP BY e.shared_id, e.cooperative_id
  ON CONFLICT (shared_id, cooperative_id) DO UPDATE SET invited = EXCLUDED.invited, people = EXCLUDED.people,
     came = EXCLUDED.came, people_came = EXCLUDED.people_came
$$
"""
COUNT_INVITATIONS = """
CREATE FUNCTION count_shared_invitations() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
  PERFORM count_shared_event(e.id) FROM events e
    WHERE e.shared_id IS NOT NULL AND e.id IN (SELECT event_id FROM changed);
  RETURN NULL;
END $$
"""
COUNT_EVENT = """
CREATE FUNCTION count_event_once_shared() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
  PERFORM count_shared_event(NEW.id);
  RETURN NULL;
END $$
"""
FUNCTIONS = ("count_event_once_shared()", "count_shared_invitations()", "count_shared_event(uuid)")


def _shared() -> None:
    op.create_table(
        "shared_events",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shared_events")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_shared_events_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id", "id"],
            ["events.cooperative_id", "events.id"],
            name="fk_shared_events_event_of_the_host",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"], ["cooperative_groups.id"], name=op.f("fk_shared_events_group_id")
        ),
        sa.CheckConstraint(
            "state IN ('sent', 'cancelled', 'over')", name=op.f("ck_shared_events_state_known")
        ),
    )
    op.create_index(op.f("ix_shared_events_cooperative_id"), "shared_events", ["cooperative_id"])
    op.create_index(op.f("ix_shared_events_group_id"), "shared_events", ["group_id"])
    op.add_column("events", sa.Column("shared_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("fk_events_shared_id"), "events", "shared_events", ["shared_id"], ["id"])
    op.create_unique_constraint(
        op.f("uq_events_cooperative_id_shared_id"), "events", ["cooperative_id", "shared_id"]
    )


def _totals() -> None:
    counts = ("invited", "people", "came", "people_came")
    op.create_table(
        "shared_event_totals",
        sa.Column("shared_id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in counts),
        sa.PrimaryKeyConstraint("shared_id", "cooperative_id", name=op.f("pk_shared_event_totals")),
        sa.ForeignKeyConstraint(
            ["shared_id"], ["shared_events.id"], name=op.f("fk_shared_event_totals_shared_id")
        ),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_shared_event_totals_cooperative_id")
        ),
    )
    op.create_index(op.f("ix_shared_event_totals_cooperative_id"), "shared_event_totals", ["cooperative_id"])


def _mail_states(*states: str) -> None:
    op.drop_constraint(op.f("ck_event_invitations_mail_known"), "event_invitations")
    known = ", ".join(f"'{state}'" for state in states)
    op.create_check_constraint(
        op.f("ck_event_invitations_mail_known"), "event_invitations", f"mail IN ({known})"
    )


def upgrade() -> None:
    """Create the two tables behind their walls, and the totals the database copies by itself."""
    _mail_states("none", "waiting", "sent", "refused", "dropped")
    _shared()
    _totals()
    for table, rules in POLICIES.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, rule in rules.items():
            name = f"group_{verb.removeprefix('FOR ').lower()}"
            op.execute(f"CREATE POLICY {name} ON {table} {verb} {rule}")
        op.execute(f"GRANT {RIGHTS[table]} ON {table} TO collegial_app")
    op.execute("GRANT UPDATE (shared_id) ON events TO collegial_app")
    for function in (COUNT, COUNT_INVITATIONS, COUNT_EVENT):
        op.execute(function)
    for verb in ("INSERT", "UPDATE"):
        op.execute(
            f"CREATE TRIGGER counted_on_{verb.lower()} AFTER {verb} ON event_invitations"
            " REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION count_shared_invitations()"
        )
        op.execute(
            f"CREATE TRIGGER counted_on_{verb.lower()} AFTER {verb} ON events FOR EACH ROW"
            " WHEN (NEW.shared_id IS NOT NULL) EXECUTE FUNCTION count_event_once_shared()"
        )


def downgrade() -> None:
    """Forget shared events."""
    for verb in ("insert", "update"):
        op.execute(f"DROP TRIGGER counted_on_{verb} ON events")
        op.execute(f"DROP TRIGGER counted_on_{verb} ON event_invitations")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    op.drop_table("shared_event_totals")
    op.drop_constraint(op.f("fk_events_shared_id"), "events")
    op.drop_constraint(op.f("uq_events_cooperative_id_shared_id"), "events")
    op.drop_column("events", "shared_id")
    op.drop_table("shared_events")
    op.execute("UPDATE event_invitations SET mail = 'none' WHERE mail = 'dropped'")
    _mail_states("none", "waiting", "sent", "refused")
