"""Notices that were overtaken, and the ways in which what waits or falls due is found."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("overtaken_on", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_case_record_definition_hash_state"),
        "case_record",
        ["definition_hash", "state"],
        unique=False,
    )
    op.create_index(op.f("ix_item_due"), "item", ["due"], unique=False)
