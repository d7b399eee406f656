"""Are the indexes there that this program made, those that keep rows apart among them?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from mcapproval.store.verifying.verdict import Fault

APART = (
    ("journal", "prev"),
    ("journal", "ref,ref_seq"),
    ("personal_text", "handle"),
)
"""Columns in which no two rows say the same, beside those by which a row is known."""

INDEXES = (
    *("ix_accreditation_listing", "ix_application_of_ref"),
    *("ix_approval_fell_on_seq", "ix_approval_ref", "ix_attempt_ref"),
    *("ix_case_record_definition_hash_state", "ix_case_record_due_on_ref"),
    *("ix_case_record_opened_by_track_ref", "ix_case_record_track_ref"),
    *("ix_case_record_track_state_ref", "ix_delegation_acts_for", "ix_delegation_person"),
    *("ix_delivery_listing_starts", "ix_grant_of_role_case_ref", "ix_grant_of_role_person"),
    *("ix_item_due", "ix_item_kind_due", "ix_item_kind_opened_on", "ix_judgement_ref"),
    *("ix_link_to_ref", "ix_listing_application", "ix_listing_approved_on_ref"),
    *("ix_listing_owner", "ix_notice_ref", "ix_override_ref", "ix_personal_text_about"),
    *("ix_review_listing", "ix_review_owner", "ix_review_waits_due_on_ref"),
    *("ix_review_waits_owner_due_on", "ix_search_case_title_ref", "ix_search_term_text"),
    *("ix_search_text_ref", "ix_search_text_source", "ix_step_ref_seq", "ix_waiver_ref"),
)
"""By which rows are found sooner."""

THERE = {
    "sqlite": """
        SELECT m.name, l.name, l."unique" AND NOT l.partial,
        (SELECT group_concat(i.name) FROM (SELECT name FROM pragma_index_info(l.name)
        ORDER BY seqno) i)
        FROM sqlite_master m JOIN pragma_index_list(m.name) l WHERE m.type = 'table'
    """,
    "postgresql": """
        SELECT t.relname, c.relname, i.indisunique AND i.indisvalid AND i.indpred IS NULL,
        string_agg(a.attname, ',' ORDER BY k.place)
        FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid JOIN pg_class c ON c.oid = indexrelid
        CROSS JOIN unnest(i.indkey) WITH ORDINALITY AS k(number, place)
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
        WHERE t.relnamespace = current_schema()::regnamespace GROUP BY t.relname, c.relname, 3
    """,
}
"""By dialect, every index: its table, its name, whether it keeps rows apart, the columns."""


class Index(NamedTuple):
    table: str
    name: str
    apart: bool
    columns: str


def there(connection: Connection) -> list[Index]:
    return [Index(*row) for row in connection.execute(text(THERE[connection.dialect.name]))]


def apart_faults(connection: Connection) -> Iterator[Fault]:
    """Where two rows may say what only one may."""
    found = {(each.table, each.columns) for each in there(connection) if each.apart}
    for name, columns in APART:
        if (name, columns) not in found:
            said = f"two rows of {name} may have the same {columns.replace(',', ' and ')}"
            yield Fault(None, f"{said}: what keeps them apart was dropped")


def slower(connection: Connection) -> Iterator[str]:
    """What is not wrong, but makes answers come later."""
    found = {each.name for each in there(connection)}
    gone = [name for name in INDEXES if name not in found]
    if gone:
        yield (
            f"{', '.join(gone)} {'is' if len(gone) == 1 else 'are'} not there: nothing is wrong, "
            "but answers take longer; a copy made with `mcapproval move-records FROM TO` has all "
            "indexes again"
        )
