"""Steps made and moves refused, to be counted; and ways into what reports list."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "step",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("move", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("state", "on_day")),
        sa.Column("enters", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_step")),
    )
    op.create_index("ix_step_ref_seq", "step", ["ref", "seq"])
    op.create_table(
        "attempt",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("ref", "on_day", "by")),
        sa.Column("acts_for", sa.String(), nullable=True),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("move", "state", "reasons")),
        sa.Column("override", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_attempt")),
    )
    op.create_index(op.f("ix_attempt_ref"), "attempt", ["ref"])
