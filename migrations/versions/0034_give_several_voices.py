"""Let a person have a voice in several colleges, where the bylaws say so.

Revision: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

COPIED = (
    "name", "first_name", "email", "email_notice_since", "address", "postcode", "city", "sort_key",
    "search_key",
)  # fmt: skip
SAME_PERSON = f"""
CREATE FUNCTION keep_the_voices_of_a_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE members SET {", ".join(f"{name} = NEW.{name}" for name in COPIED)},
         left_on = CASE WHEN NEW.left_on IS NULL THEN left_on
              ELSE greatest(admitted_on, least(NEW.left_on, left_on)) END
   WHERE cooperative_id = NEW.cooperative_id AND same_as = NEW.id;
  RETURN NULL;
END $$
"""

ENTER_SESSION = """
CREATE OR REPLACE FUNCTION enter_session(p_token_hash bytea, p_slug text, p_idle interval) RETURNS jsonb
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
             'first_name', m.first_name, 'college', m.college, 'represents', k.represents <further>)), '[]')
      INTO found_members
      FROM capacities k JOIN <members> m.cooperative_id = k.cooperative_id
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
ONE_VOICE = {"<members>": "members m ON m.id = k.member_id AND", "<further>": ""}
EVERY_VOICE = {
    "<members>": "LATERAL (SELECT * FROM members WHERE id = k.member_id"
    " UNION ALL SELECT * FROM members WHERE same_as = k.member_id) m ON",
    "<further>": ", 'further', CASE WHEN m.same_as IS NOT NULL THEN m.number END",
}


def _enter_session(written: dict[str, str]) -> str:
    text = ENTER_SESSION
    for name, value in written.items():
        text = text.replace(name, value)
    return text


def upgrade() -> None:
    """Link a further voice to the record of its person: what is said of the person is said once."""
    op.add_column("members", sa.Column("same_as", sa.Uuid(), nullable=True))
    op.create_foreign_key(
        "fk_members_same_person",
        "members",
        "members",
        ["cooperative_id", "same_as"],
        ["cooperative_id", "id"],
    )
    op.create_check_constraint(op.f("ck_members_another_record"), "members", "same_as <> id")
    op.create_check_constraint(
        op.f("ck_members_voice_of_a_person"), "members", "same_as IS NULL OR kind = 'person'"
    )
    op.create_index("ix_members_same_as", "members", ["same_as"])
    op.create_index(
        "uq_members_one_voice_a_college",
        "members",
        ["cooperative_id", sa.text("coalesce(same_as, id)"), "college"],
        unique=True,
        postgresql_where=sa.text("left_on IS NULL"),
    )
    op.add_column("electors", sa.Column("person_id", sa.Uuid(), nullable=True))
    op.execute(_enter_session(EVERY_VOICE))
    op.execute(SAME_PERSON)
    op.execute(
        f"CREATE TRIGGER same_person AFTER UPDATE OF {', '.join((*COPIED, 'left_on'))} ON members"
        " FOR EACH ROW WHEN (NEW.same_as IS NULL) EXECUTE FUNCTION keep_the_voices_of_a_person()"
    )


def downgrade() -> None:
    """Forget the link: each record is again that of a member."""
    op.execute(_enter_session(ONE_VOICE))
    op.execute("DROP TRIGGER same_person ON members")
    op.execute("DROP FUNCTION keep_the_voices_of_a_person()")
    op.drop_column("electors", "person_id")
    op.drop_index("uq_members_one_voice_a_college", "members")
    op.drop_index("ix_members_same_as", "members")
    op.drop_constraint(op.f("ck_members_voice_of_a_person"), "members", type_="check")
    op.drop_constraint(op.f("ck_members_another_record"), "members", type_="check")
    op.drop_constraint("fk_members_same_person", "members", type_="foreignkey")
    op.drop_column("members", "same_as")
