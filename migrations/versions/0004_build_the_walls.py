"""Build the walls: row level security, registers that only grow, the application's rights.

Revision: 0004
Revises: 0003
"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TENANT = [
    "act_logs",
    "acts",
    "api_tokens",
    "assemblies",
    "attachments",
    "attendance",
    "ballots",
    "bylaws_versions",
    "capacities",
    "electors",
    "invitations",
    "jobs",
    "letter_files",
    "member_import_lines",
    "member_imports",
    "members",
    "minutes_drafts",
    "minutes_register",
    "notices",
    "polls",
    "resolutions",
    "results",
    "role_grants",
    "share_movements",
]
GLOBAL = ("accounts", "sessions", "cooperatives")
APPEND_ONLY = [
    "acts",
    "ballots",
    "bylaws_versions",
    "electors",
    "minutes_register",
    "results",
    "share_movements",
]
OWN_ROWS = ("role_grants", "capacities", "api_tokens")

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"
MINE = "account_id = nullif(current_setting('app.account', true), '')::uuid"

REFUSE = """
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the register % only grows', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = TG_TABLE_NAME;
END $$
"""

ONLY_WHILE_OPEN = """
CREATE FUNCTION refuse_ballot_after_close() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM (SELECT DISTINCT poll_id FROM dropped) d
             LEFT JOIN polls p ON p.id = d.poll_id AND p.state = 'open' WHERE p.id IS NULL) THEN
    RAISE EXCEPTION 'the poll is not open'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ballots_only_while_open', TABLE = 'ballots';
  END IF;
  RETURN NULL;
END $$
"""

NO_REOPENING = """
CREATE FUNCTION refuse_reopening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'open' AND NEW.state = 'open' OR NEW.rules IS DISTINCT FROM OLD.rules
     OR NEW.opened_at <> OLD.opened_at OR NEW.bylaws_version_id <> OLD.bylaws_version_id
     OR NEW.resolution_id <> OLD.resolution_id THEN
    RAISE EXCEPTION 'what was frozen at opening does not change'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'registers_only_grow', TABLE = 'polls';
  END IF;
  RETURN NEW;
END $$
"""

ENTER_SESSION = """
CREATE FUNCTION enter_session(p_token_hash bytea, p_slug text, p_idle interval) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  s record;
  c_id uuid;
  c_name text;
  today date := (now() AT TIME ZONE 'Europe/Paris')::date;
  found_roles jsonb := '[]';
  found_members jsonb := '[]';
BEGIN
  SELECT x.csrf, x.hats, x.flash, x.seen_at, a.id, a.name, a.email, a.language INTO s
    FROM sessions x JOIN accounts a ON a.id = x.account_id
   WHERE x.token_hash = p_token_hash AND x.expires_at > now() AND x.seen_at > now() - p_idle;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('app.account', s.id::text, true);
  SELECT id, name INTO c_id, c_name FROM cooperatives WHERE slug = p_slug;
  IF c_id IS NOT NULL THEN
    PERFORM set_config('app.cooperative', c_id::text, true);
    SELECT coalesce(jsonb_agg(DISTINCT g.role), '[]') INTO found_roles FROM role_grants g
     WHERE g.account_id = s.id AND g.cooperative_id = c_id
       AND g.starts_on <= today AND (g.ends_on IS NULL OR g.ends_on >= today);
    SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('member', m.id, 'kind', m.kind, 'name', m.name,
             'first_name', m.first_name, 'college', m.college, 'represents', k.represents)), '[]')
      INTO found_members
      FROM capacities k JOIN members m ON m.id = k.member_id AND m.cooperative_id = k.cooperative_id
     WHERE k.account_id = s.id AND k.cooperative_id = c_id
       AND k.starts_on <= today AND (k.ends_on IS NULL OR k.ends_on >= today)
       AND m.admitted_on <= today AND (m.left_on IS NULL OR m.left_on > today);
  END IF;
  RETURN jsonb_build_object(
    'account', jsonb_build_object('id', s.id, 'name', s.name, 'email', s.email, 'language', s.language),
    'csrf', s.csrf, 'flash', s.flash, 'seen_at', s.seen_at,
    'cooperative', CASE WHEN c_id IS NULL THEN NULL
                        ELSE jsonb_build_object('id', c_id, 'slug', p_slug, 'name', c_name) END,
    'roles', found_roles, 'members', found_members,
    'hat', CASE WHEN c_id IS NULL THEN NULL ELSE s.hats ->> c_id::text END);
END $$
"""


def upgrade() -> None:
    """Turn row level security on everywhere, then give the application the least it needs."""
    for function in (REFUSE, ONLY_WHILE_OPEN, NO_REOPENING, ENTER_SESSION):
        op.execute(function)
    op.execute("GRANT USAGE ON SCHEMA public TO collegial_app")
    for table in TENANT:
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY one_cooperative ON {table} USING ({HERE}) WITH CHECK ({HERE})")
        rights = "SELECT, INSERT" if table in APPEND_ONLY else "SELECT, INSERT, UPDATE, DELETE"
        op.execute(f"GRANT {rights} ON {table} TO collegial_app")
    for table in OWN_ROWS:
        op.execute(f"CREATE POLICY own_rows ON {table} FOR SELECT USING ({MINE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON accounts TO collegial_app")
    op.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO collegial_app")
    op.execute("GRANT SELECT, INSERT, UPDATE ON cooperatives TO collegial_app")
    for table in APPEND_ONLY:
        op.execute(
            f"CREATE TRIGGER only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_rewriting()"
        )
    op.execute(
        "CREATE TRIGGER only_while_open AFTER INSERT ON ballots REFERENCING NEW TABLE AS dropped"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_ballot_after_close()"
    )
    op.execute(
        "CREATE TRIGGER no_reopening BEFORE UPDATE ON polls FOR EACH ROW EXECUTE FUNCTION refuse_reopening()"
    )


def downgrade() -> None:
    """Take the walls down, for the tables to be dropped."""
    op.execute("DROP TRIGGER no_reopening ON polls")
    op.execute("DROP TRIGGER only_while_open ON ballots")
    for table in APPEND_ONLY:
        op.execute(f"DROP TRIGGER only_grows ON {table}")
    for table in OWN_ROWS:
        op.execute(f"DROP POLICY own_rows ON {table}")
    for table in TENANT:
        op.execute(f"DROP POLICY one_cooperative ON {table}")
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    for table in (*TENANT, *GLOBAL):
        op.execute(f"REVOKE ALL ON {table} FROM collegial_app")
    op.execute("REVOKE USAGE ON SCHEMA public FROM collegial_app")
    op.execute("DROP FUNCTION enter_session(bytea, text, interval)")
    for function in ("refuse_reopening", "refuse_ballot_after_close", "refuse_rewriting"):
        op.execute(f"DROP FUNCTION {function}()")
