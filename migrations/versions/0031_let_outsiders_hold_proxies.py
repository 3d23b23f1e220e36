"""Let a proxy be held by somebody who is not a member: a spouse, a civil partner, or whom the bylaws allow.

Revision: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

MODE = op.f("ck_attendance_mode_known")


def upgrade() -> None:
    """Keep the name and the quality of such a holder; add the presence by one."""
    op.add_column("proxies", sa.Column("outsider", sa.String(), nullable=True))
    op.add_column("proxies", sa.Column("outsider_quality", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_proxies_outsider_quality_known"),
        "proxies",
        "outsider_quality IN ('spouse', 'partner', 'anyone')",
    )
    op.create_check_constraint(
        op.f("ck_proxies_outsider_alone"),
        "proxies",
        "(outsider IS NULL) = (outsider_quality IS NULL) AND (outsider IS NULL OR holder_id IS NULL)",
    )
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(
        MODE, "attendance", "mode IN ('room', 'remote', 'proxy', 'postal', 'blank', 'outsider')"
    )


def downgrade() -> None:
    """Forget both, while nobody used them."""
    op.drop_constraint(MODE, "attendance", type_="check")
    op.create_check_constraint(MODE, "attendance", "mode IN ('room', 'remote', 'proxy', 'postal', 'blank')")
    op.drop_constraint(op.f("ck_proxies_outsider_alone"), "proxies", type_="check")
    op.drop_constraint(op.f("ck_proxies_outsider_quality_known"), "proxies", type_="check")
    op.drop_column("proxies", "outsider_quality")
    op.drop_column("proxies", "outsider")
