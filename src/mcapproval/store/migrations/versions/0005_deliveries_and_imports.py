"""Deliveries, imports, self-reviews, and who looks after a micro-credential and its reviews."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("case_record", sa.Column("imported", sa.String(), nullable=True))
    for table in ("listing", "review"):
        op.add_column(table, sa.Column("owner", sa.String(), nullable=True))
    op.create_index(op.f("ix_listing_owner"), "listing", ["owner"])
    op.add_column(
        "review", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.drop_index("ix_review_due_on_ref", "review")
    for name, columns in (
        ("ix_review_waits_due_on_ref", ["due_on", "ref"]),
        ("ix_review_waits_owner_due_on", ["owner", "due_on", "ref"]),
    ):
        where = sa.text("waits")
        op.create_index(name, "review", columns, sqlite_where=where, postgresql_where=where)
    op.create_table(
        "delivery",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("ref", "listing", "provider", "cohort")
        ),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("last_on", sa.String(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("site", "mode", "client", "starts", "ends")
        ),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("days", "fees", "figures")),
        *(
            sa.Column(name, sa.Integer(), nullable=True)
            for name in (
                "enrolled",
                "withdrawn",
                "still_active",
                "completed",
                "completed_after_resubmission",
                "moderated",
                "reported",
            )
        ),
        *(
            sa.Column(name, sa.String(), nullable=True)
            for name in ("last_enrolled_on", "completed_on", "reported_on", "imported")
        ),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_delivery")),
    )
    op.create_index("ix_delivery_listing_starts", "delivery", ["listing", "starts"])
    op.create_table(
        "import_batch",
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in ("ref", "by", "on_day", "sha256")
        ),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("rows", "first", "last")),
        sa.Column("undone_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_import_batch")),
    )
    op.create_table(
        "self_review",
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sent_on", sa.String(), nullable=False),
        sa.Column("file", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("provider", "year", name=op.f("pk_self_review")),
    )
