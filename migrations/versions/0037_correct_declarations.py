"""Let a declared period be corrected by a later line.

Revision: 0037
Revises: 0036
"""

from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

ONCE = "uq_declared_bases_member_id_starts_on"


def upgrade() -> None:
    """The last line of a period counts; the others stay."""
    op.drop_constraint(op.f(ONCE), "declared_bases", type_="unique")
    op.create_index(
        op.f("ix_declared_bases_member_id_starts_on"),
        "declared_bases",
        ["member_id", "starts_on"],
        unique=False,
    )


def downgrade() -> None:
    """One line a period; refused while something was corrected."""
    op.drop_index(op.f("ix_declared_bases_member_id_starts_on"), "declared_bases")
    op.create_unique_constraint(op.f(ONCE), "declared_bases", ["member_id", "starts_on"])
