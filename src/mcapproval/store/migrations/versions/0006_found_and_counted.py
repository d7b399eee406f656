"""Steps made and moves refused, to be counted; words to be found; ways into what is listed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

WAYS = {
    "ix_approval_fell_on_seq": ("approval", ["fell_on", "seq"]),
    "ix_case_record_due_on_ref": ("case_record", ["due_on", "ref"]),
    "ix_case_record_opened_by_track_ref": ("case_record", ["opened_by", "track", "ref"]),
    "ix_case_record_track_ref": ("case_record", ["track", "ref"]),
    "ix_case_record_track_state_ref": ("case_record", ["track", "state", "ref"]),
    "ix_item_kind_due": ("item", ["kind", "due", "ref", "number"]),
    "ix_item_kind_opened_on": ("item", ["kind", "opened_on"]),
    "ix_listing_application": ("listing", ["application"]),
    "ix_listing_approved_on_ref": ("listing", ["approved_on", "ref"]),
    "ix_application_of_ref": ("application", ["of_ref"]),
    "ix_grant_of_role_case_ref": ("grant_of_role", ["case_ref"]),
    "ix_link_to_ref": ("link", ["to_ref"]),
    "ix_review_owner": ("review", ["owner"]),
}
"""By name, the table and the columns of each new index."""


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
    for name in ("track", "due_on"):
        op.drop_index(f"ix_case_record_{name}", "case_record")
    for name, (table, columns) in WAYS.items():
        op.create_index(name, table, columns)
    _searched()


def _searched() -> None:
    """What things are found by: filled by the rebuilding that follows every upgrade."""
    words = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.create_table(
        "search_text",
        sa.Column("text", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("ref", "part")),
        sa.Column("source", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("text", "ref", name=op.f("pk_search_text")),
    )
    for name in ("ref", "source"):
        op.create_index(op.f(f"ix_search_text_{name}"), "search_text", [name])
    op.create_table(
        "search_term",
        sa.Column("term", words, nullable=False),
        sa.Column("text", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("term", "text", name=op.f("pk_search_term")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_search_term_text"), "search_term", ["text"])
    op.create_table(
        "search_case",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("title", words, nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_search_case")),
    )
    op.create_index("ix_search_case_title_ref", "search_case", ["title", "ref"])
