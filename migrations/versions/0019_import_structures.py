"""Let a file that is imported be about structures too.

Revision: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

NAME = "ck_member_imports_about_known"


def upgrade() -> None:
    """Say of each file what it is about: members, until now."""
    op.add_column("member_imports", sa.Column("about", sa.String(), nullable=False, server_default="members"))
    op.alter_column("member_imports", "about", server_default=None)
    op.create_check_constraint(op.f(NAME), "member_imports", "about IN ('members', 'structures')")


def downgrade() -> None:
    """Forget what files are about, and those of structures."""
    op.execute("DELETE FROM member_imports WHERE about <> 'members'")
    op.drop_constraint(op.f(NAME), "member_imports")
    op.drop_column("member_imports", "about")
