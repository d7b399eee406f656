"""The first tables, and the triggers that keep the journal append-only."""

import sqlalchemy as sa
from alembic import op

from mcapproval.store.triggers import statements

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _texts(*names: str) -> tuple["sa.Column[str]", ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def upgrade() -> None:
    op.create_table(
        "accreditation",
        *_texts("ref", "listing", "application", "provider", "granted_on"),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_accreditation")),
    )
    op.create_index(op.f("ix_accreditation_listing"), "accreditation", ["listing"], unique=False)

    op.create_table(
        "application",
        *_texts("ref", "route", "kind"),
        sa.Column("of_ref", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("law_day", sa.String(), nullable=True),
        sa.Column("application_reference", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_application")),
    )
    op.create_table(
        "approval",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("ref", "body", "on_day", "content", "covers"),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_ref"), "approval", ["ref"], unique=False)

    op.create_table(
        "case_record",
        *_texts("ref", "track", "definition", "definition_hash", "state"),
        sa.Column("version", sa.Integer(), nullable=False),
        *_texts("provider", "opened_by", "opened_on", "entered_on", "last_on"),
        sa.Column("last_row", sa.Integer(), nullable=False),
        sa.Column("came_from", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_case_record")),
    )
    op.create_index(op.f("ix_case_record_track"), "case_record", ["track"], unique=False)

    op.create_table(
        "content",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_content")),
    )
    op.create_table(
        "content_version",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("people", sa.String(), nullable=False),
        sa.Column("files", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_content_version")),
    )
    op.create_table(
        "counter",
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("series", name=op.f("pk_counter")),
    )
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_file")),
    )
    op.create_table(
        "evidence_piece",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", "number", name=op.f("pk_evidence_piece")),
    )
    op.create_table(
        "finding_cache",
        *_texts("content", "book", "policy", "day", "body"),
        sa.PrimaryKeyConstraint("content", "book", "policy", "day", name=op.f("pk_finding_cache")),
    )
    op.create_table(
        "grant_of_role",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("case_ref", sa.String(), nullable=True),
        sa.Column("from_day", sa.String(), nullable=False),
        sa.Column("until_day", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_grant_of_role")),
    )
    op.create_index(op.f("ix_grant_of_role_person"), "grant_of_role", ["person"], unique=False)

    op.create_table(
        "item",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due", sa.String(), nullable=True),
        sa.Column("touches", sa.String(), nullable=True),
        sa.Column("says", sa.String(), nullable=False),
        sa.Column("reply", sa.String(), nullable=True),
        sa.Column("opened_on", sa.String(), nullable=False),
        sa.Column("closed_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", "number", name=op.f("pk_item")),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("ref_seq", sa.Integer(), nullable=False),
        sa.Column("prev", sa.String(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_journal")),
        sa.UniqueConstraint("prev", name=op.f("uq_journal_prev")),
        sa.UniqueConstraint("ref", "ref_seq", name=op.f("uq_journal_ref_ref_seq")),
    )
    op.create_table(
        "link",
        *_texts("from_ref", "to_ref", "what"),
        sa.PrimaryKeyConstraint("from_ref", "to_ref", name=op.f("pk_link")),
    )
    op.create_table(
        "listing",
        *_texts("ref", "application", "title"),
        sa.Column("title_te_reo", sa.String(), nullable=True),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("credits", sa.Integer(), nullable=True),
        sa.Column("nzsced", sa.String(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("number_version", sa.Integer(), nullable=True),
        sa.Column("reporting_code", sa.String(), nullable=True),
        sa.Column("approved_on", sa.String(), nullable=True),
        sa.Column("review_years", sa.Integer(), nullable=True),
        sa.Column("nzqa_review_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_listing")),
    )
    op.create_table(
        "organisation",
        *_texts("key", "name", "type"),
        sa.Column("moe_number", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_organisation")),
    )
    op.create_table(
        "person",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("erased_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_person")),
    )
    op.create_table(
        "personal_text",
        sa.Column("commitment", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.String(), nullable=True),
        sa.Column("handle", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("commitment", name=op.f("pk_personal_text")),
        sa.UniqueConstraint("handle", name=op.f("uq_personal_text_handle")),
    )
    op.create_index(op.f("ix_personal_text_about"), "personal_text", ["about"], unique=False)

    op.create_table(
        "policy",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("provider", "from_day", "content"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_policy")),
    )
    op.create_table(
        "records",
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_records")),
    )
    op.create_table(
        "result",
        *_texts("ref", "result", "outcome", "on_day"),
        sa.PrimaryKeyConstraint("ref", "result", name=op.f("pk_result")),
    )
    op.create_table(
        "review",
        *_texts("ref", "listing", "form", "due_on", "covers"),
        sa.Column("answers", sa.String(), nullable=True),
        sa.Column("decision", sa.String(), nullable=True),
        sa.Column("decided_on", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_due_on_ref"), "review", ["due_on", "ref"], unique=False)
    op.create_index(op.f("ix_review_listing"), "review", ["listing"], unique=False)

    op.create_table(
        "waiver",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("ref", "code", "path", "by", "reads", "note", "on_day"),
        sa.Column("stands", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_waiver")),
    )
    op.create_index(op.f("ix_waiver_ref"), "waiver", ["ref"], unique=False)

    for statement in statements(op.get_bind().dialect.name):
        op.execute(statement)
