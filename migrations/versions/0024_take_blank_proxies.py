"""Take proxies that name nobody, and say which drafts of members the convening body supports.

Revision: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MODE = op.f("ck_attendance_mode_known")
PROPOSER = op.f("ck_resolutions_proposer_known")


def upgrade() -> None:
    """Let a proxy have no holder; add the presence by a blank proxy and the supported draft."""
    op.alter_column("proxies", "holder_id", existing_type=sa.Uuid(), nullable=True)
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(MODE, "attendance", "mode IN ('room', 'remote', 'proxy', 'postal', 'blank')")
    op.drop_constraint(PROPOSER, "resolutions", type_="check")
    op.create_check_constraint(
        PROPOSER, "resolutions", "proposed_by IN ('board', 'members', 'members_supported')"
    )


def downgrade() -> None:
    """Forget both, while nobody used them."""
    op.drop_constraint(PROPOSER, "resolutions", type_="check")
    op.create_check_constraint(PROPOSER, "resolutions", "proposed_by IN ('board', 'members')")
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(MODE, "attendance", "mode IN ('room', 'remote', 'proxy', 'postal')")
    op.alter_column("proxies", "holder_id", existing_type=sa.Uuid(), nullable=False)
