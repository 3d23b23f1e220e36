"""Create drafts of bylaws; say of each version which resolution, or which reason, brought it.

Revision: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

HERE = "cooperative_id = nullif(current_setting('app.cooperative', true), '')::uuid"

FROZEN = """
CREATE FUNCTION refuse_changing_convened_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.document IS DISTINCT FROM OLD.document OR NEW.put_sha256 <> OLD.put_sha256)
     AND EXISTS (SELECT 1 FROM resolutions r JOIN assemblies a ON a.id = r.assembly_id
                  WHERE r.id = OLD.resolution_id AND a.stage NOT IN ('draft', 'cancelled')) THEN
    RAISE EXCEPTION 'members were convened on this draft'
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'bylaws_draft_frozen', TABLE = 'bylaws_drafts';
  END IF;
  RETURN NEW;
END $$
"""


def _drafts() -> None:
    op.create_table(
        "bylaws_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cooperative_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("document", postgresql.JSONB(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("resolution_id", sa.Uuid(), nullable=True),
        sa.Column("put_sha256", sa.String(), nullable=False),
        sa.Column("effect_on", sa.Date(), nullable=True),
        sa.Column("version_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('writing', 'adopted', 'abandoned')", name=op.f("ck_bylaws_drafts_state_known")
        ),
        sa.CheckConstraint(
            "(state = 'adopted') = (version_id IS NOT NULL)",
            name=op.f("ck_bylaws_drafts_adopted_as_a_version"),
        ),
        sa.CheckConstraint("revision >= 1", name=op.f("ck_bylaws_drafts_revision_positive")),
        sa.ForeignKeyConstraint(
            ["cooperative_id"], ["cooperatives.id"], name=op.f("fk_bylaws_drafts_cooperative_id")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolutions.id"],
            name=op.f("fk_bylaws_drafts_resolution_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["bylaws_versions.id"], name=op.f("fk_bylaws_drafts_version_id")
        ),
        sa.ForeignKeyConstraint(["created_by"], ["accounts.id"], name=op.f("fk_bylaws_drafts_created_by")),
        sa.ForeignKeyConstraint(["changed_by"], ["accounts.id"], name=op.f("fk_bylaws_drafts_changed_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bylaws_drafts")),
        sa.UniqueConstraint("resolution_id", name="uq_bylaws_drafts_resolution"),
        sa.UniqueConstraint("version_id", name="uq_bylaws_drafts_version"),
    )
    op.create_index(
        op.f("ix_bylaws_drafts_cooperative_id"), "bylaws_drafts", ["cooperative_id"], unique=False
    )


def upgrade() -> None:
    """Create the table behind its wall, and what a version says of its adoption."""
    _drafts()
    op.execute("ALTER TABLE bylaws_drafts ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE bylaws_drafts FORCE ROW LEVEL SECURITY")
    op.execute(f"CREATE POLICY one_cooperative ON bylaws_drafts USING ({HERE}) WITH CHECK ({HERE})")
    op.execute("GRANT SELECT, INSERT, UPDATE ON bylaws_drafts TO collegial_app")
    op.execute(FROZEN)
    op.execute(
        "CREATE TRIGGER frozen_once_convened BEFORE UPDATE ON bylaws_drafts"
        " FOR EACH ROW EXECUTE FUNCTION refuse_changing_convened_draft()"
    )
    op.add_column("bylaws_versions", sa.Column("reason", sa.String(), nullable=False, server_default=""))
    op.alter_column("bylaws_versions", "reason", server_default=None)


def downgrade() -> None:
    """Forget the drafts, and how versions were adopted."""
    op.drop_column("bylaws_versions", "reason")
    op.drop_table("bylaws_drafts")
    op.execute("DROP FUNCTION refuse_changing_convened_draft()")
