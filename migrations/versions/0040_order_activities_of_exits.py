"""Order activities by name as a French list does, accents apart.

Revision: 0040
Revises: 0039
"""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

ACCENTS = "ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿ"
PLAIN = "AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyy"
LETTERS = f"lower(translate(replace(replace(name, 'œ', 'oe'), 'Œ', 'oe'), '{ACCENTS}', '{PLAIN}'))"
KEY = f"regexp_replace({LETTERS}, '[^a-z0-9]', '', 'g') || '||' || name || '|'"


def upgrade() -> None:
    """Give each activity its key; those to come get theirs from the service."""
    op.add_column("activities", sa.Column("sort_key", sa.String(), nullable=False, server_default=""))
    op.execute("ALTER TABLE activities NO FORCE ROW LEVEL SECURITY")
    op.execute(f"UPDATE activities SET sort_key = {KEY}")
    op.execute("ALTER TABLE activities FORCE ROW LEVEL SECURITY")
    op.alter_column("activities", "sort_key", server_default=None)


def downgrade() -> None:
    """Forget the keys."""
    op.drop_column("activities", "sort_key")
