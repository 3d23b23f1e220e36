"""Create groups of cooperatives, invitations, memberships, and what the others of a group see of them.

Each policy opens a row to a cooperative that holds a key of its group in force today
(`group_memberships`, which only its owner reads), or to the two sides of an invitation.

Revision: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
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
EVER = (
    "EXISTS (SELECT 1 FROM group_memberships k WHERE k.group_id = {group} AND k.cooperative_id = " + ME + ")"
)
ASKED = (
    "EXISTS (SELECT 1 FROM group_invitations i WHERE i.group_id = {group} AND i.invited_id = "
    + ME
    + " AND i.state = 'sent')"
)
OPENED = (
    "(invitation_id IS NULL AND EXISTS (SELECT 1 FROM cooperative_groups g"
    f" WHERE g.id = group_id AND g.cooperative_id = {ME}))"
    " OR EXISTS (SELECT 1 FROM group_invitations i WHERE i.id = invitation_id"
    f" AND i.group_id = group_memberships.group_id AND i.invited_id = {ME} AND i.state = 'accepted')"
)
POLICIES = {
    "cooperative_groups": {
        "FOR SELECT": f"USING ({HERE} OR {EVER.format(group='cooperative_groups.id')}"
        f" OR {ASKED.format(group='cooperative_groups.id')})",
        "FOR INSERT": f"WITH CHECK ({HERE})",
    },
    "group_invitations": {
        "FOR SELECT": f"USING ({HERE} OR invited_id = {ME})",
        "FOR INSERT": f"WITH CHECK ({HERE} AND state = 'sent'"
        f" AND {KEY.format(group='group_invitations.group_id')})",
        "FOR UPDATE": f"USING (state = 'sent' AND ({HERE} OR invited_id = {ME}))"
        f" WITH CHECK ({HERE} AND state = 'withdrawn'"
        f" OR invited_id = {ME} AND state IN ('accepted', 'refused'))",
    },
    "group_memberships": {
        "FOR SELECT": f"USING ({HERE})",
        "FOR INSERT": f"WITH CHECK ({HERE} AND until IS NULL"
        f" AND since <= (now() AT TIME ZONE 'Europe/Paris')::date AND ({OPENED}))",
        "FOR UPDATE": f"USING ({HERE} AND until IS NULL) WITH CHECK ({HERE} AND until IS NOT NULL)",
    },
    "group_roster": {
        "FOR SELECT": f"USING ({HERE} OR {KEY.format(group='group_roster.group_id')}"
        f" OR {ASKED.format(group='group_roster.group_id')})",
        "FOR INSERT": f"WITH CHECK ({HERE})",
        "FOR UPDATE": f"USING ({HERE}) WITH CHECK ({HERE})",
    },
}
RIGHTS = {
    "cooperative_groups": "SELECT, INSERT",
    "group_invitations": "SELECT, INSERT, UPDATE (state, answered_at)",
    "group_memberships": "SELECT, INSERT, UPDATE (until)",
    "group_roster": "SELECT",
}
TABLES = tuple(RIGHTS)

COPY = """
CREATE FUNCTION show_membership_to_the_group() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public AS $$
BEGIN
  INSERT INTO group_roster (id, group_id, cooperative_id, since, until)
       VALUES (NEW.id, NEW.group_id, NEW.cooperative_id, NEW.since, NEW.until)
  ON CONFLICT (id) DO UPDATE SET until = EXCLUDED.until;
  RETURN NULL;
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


def _group(table: str) -> list[sa.schema.SchemaItem]:
    return [
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["cooperative_groups.id"], name=op.f(f"fk_{table}_group_id")),
    ]


def _groups() -> None:
    op.create_table(
        "cooperative_groups",
        *_start("cooperative_groups"),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('parent', 'union', 'groupement', 'territory')",
            name=op.f("ck_cooperative_groups_kind_known"),
        ),
        sa.CheckConstraint("name <> '' AND purpose <> ''", name=op.f("ck_cooperative_groups_named")),
    )
    op.create_table(
        "group_invitations",
        *_start("group_invitations"),
        *_group("group_invitations"),
        sa.Column("invited_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["invited_id"], ["cooperatives.id"], name=op.f("fk_group_invitations_invited_id")
        ),
        sa.CheckConstraint(
            "state IN ('sent', 'accepted', 'refused', 'withdrawn')",
            name=op.f("ck_group_invitations_state_known"),
        ),
        sa.CheckConstraint("invited_id <> cooperative_id", name=op.f("ck_group_invitations_to_another")),
        sa.CheckConstraint(
            "(state = 'sent') = (answered_at IS NULL)", name=op.f("ck_group_invitations_answered_has_a_time")
        ),
        sa.UniqueConstraint(
            "id", "group_id", "invited_id", name=op.f("uq_group_invitations_id_group_id_invited_id")
        ),
    )
    op.create_index(op.f("ix_group_invitations_invited_id"), "group_invitations", ["invited_id"])


def _memberships() -> None:
    op.create_table(
        "group_memberships",
        *_start("group_memberships"),
        *_group("group_memberships"),
        sa.Column("invitation_id", sa.Uuid(), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["invitation_id", "group_id", "cooperative_id"],
            ["group_invitations.id", "group_invitations.group_id", "group_invitations.invited_id"],
            name="fk_group_memberships_invitation_of_this_cooperative",
        ),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_group_memberships_invitation_id")),
        sa.CheckConstraint(
            "until IS NULL OR until >= since", name=op.f("ck_group_memberships_ends_after_it_begins")
        ),
    )
    op.create_table(
        "group_roster",
        *_start("group_roster"),
        *_group("group_roster"),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["group_memberships.id"], name="fk_group_roster_membership"),
    )


def _uniques() -> None:
    for name, table, columns, only in (
        (
            "uq_group_invitations_one_waiting",
            "group_invitations",
            ["group_id", "invited_id"],
            "state = 'sent'",
        ),
        ("uq_group_memberships_one_founder", "group_memberships", ["group_id"], "invitation_id IS NULL"),
        (
            "uq_group_memberships_one_in_force",
            "group_memberships",
            ["group_id", "cooperative_id"],
            "until IS NULL",
        ),
    ):
        op.create_index(name, table, columns, unique=True, postgresql_where=sa.text(only))


def upgrade() -> None:
    """Create the four tables, their walls, and the copy that the others of a group read."""
    _groups()
    _memberships()
    _uniques()
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_cooperative_id"), table, ["cooperative_id"])
        if table != "cooperative_groups":
            op.create_index(op.f(f"ix_{table}_group_id"), table, ["group_id"])
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        for verb, rule in POLICIES[table].items():
            name = f"group_{verb.removeprefix('FOR ').lower()}"
            op.execute(f"CREATE POLICY {name} ON {table} {verb} {rule}")
        op.execute(f"GRANT {RIGHTS[table]} ON {table} TO collegial_app")
    op.execute(COPY)
    op.execute(
        "CREATE TRIGGER shown_to_the_group AFTER INSERT OR UPDATE ON group_memberships"
        " FOR EACH ROW EXECUTE FUNCTION show_membership_to_the_group()"
    )


def downgrade() -> None:
    """Forget groups."""
    op.execute("DROP TRIGGER shown_to_the_group ON group_memberships")
    op.execute("DROP FUNCTION show_membership_to_the_group()")
    for table, verbs in POLICIES.items():  # a policy that reads another table keeps it from being dropped
        for verb in verbs:
            op.execute(f"DROP POLICY group_{verb.removeprefix('FOR ').lower()} ON {table}")
    for table in reversed(TABLES):
        op.drop_table(table)
