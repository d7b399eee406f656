"""Clocks of cases, rounds and proof of items, how approvals came and fell, and what is decided."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _texts(*names: str) -> tuple["sa.Column[str]", ...]:
    return tuple(sa.Column(name, sa.String(), nullable=False) for name in names)


def _maybe(*names: str) -> tuple["sa.Column[str]", ...]:
    return tuple(sa.Column(name, sa.String(), nullable=True) for name in names)


def _seq() -> "sa.Column[int]":
    return sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False)


def _kept(name: str, said: str) -> "sa.Column[str]":
    return sa.Column(name, sa.String(), nullable=False, server_default=said)


def _no(name: str) -> "sa.Column[bool]":
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())


def upgrade() -> None:
    for name in ("unit", "due_on", "remind_on", "escalate_on"):
        op.add_column("case_record", _maybe(name)[0])
    op.add_column("case_record", _kept("left", "{}"))
    op.add_column("case_record", _no("overridden"))
    op.create_index(op.f("ix_case_record_due_on"), "case_record", ["due_on"], unique=False)
    for number in ("round", "version"):
        op.add_column("item", sa.Column(number, sa.Integer(), nullable=True))
    for name in ("topic", "weight"):
        op.add_column("item", _maybe(name)[0])
    op.add_column("item", _kept("proof", "[]"))
    for name in ("how", "meeting", "ratify", "fell_on", "fell_because"):
        op.add_column("approval", _maybe(name)[0])
    op.add_column("approval", _no("recommends"))

    op.create_table(
        "delegation",
        _seq(),
        *_texts("person", "acts_for", "from_day", "until_day"),
        *_maybe("role"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_delegation")),
    )
    for name in ("person", "acts_for"):
        op.create_index(op.f(f"ix_delegation_{name}"), "delegation", [name], unique=False)
    op.create_table(
        "meeting",
        *_texts("ref", "provider", "body", "on_day", "state", "present", "apologies"),
        *_maybe("minute_reference"),
        sa.PrimaryKeyConstraint("ref", name=op.f("pk_meeting")),
    )
    op.create_table(
        "override",
        _seq(),
        *_texts("ref", "move", "reasons", "by", "on_day", "note"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_override")),
    )
    op.create_table(
        "judgement",
        _seq(),
        *_texts("ref", "content", "rule_says", "says", "by", "on_day"),
        *_maybe("note"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_judgement")),
    )
    op.create_table(
        "notice",
        _seq(),
        *_texts("ref", "kind", "about", "due_on", "to_role", "on_day"),
        *_maybe("sent_on"),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_notice")),
    )
    for name in ("override", "judgement", "notice"):
        op.create_index(op.f(f"ix_{name}_ref"), name, ["ref"], unique=False)
