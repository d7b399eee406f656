"""What changed from one version of an application to another, place by place."""

from __future__ import annotations

from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import application_row, case_row, draft_of, version_of
from mcapproval.draft.differences import Difference, differences
from mcapproval.store.rows.folded import Version


def diff(desk: Desk, ref: str, a: int | None, b: int | None) -> tuple[int, int, list[Difference]]:
    """What changed from version `a` to `b`; without them, from the one before to the newest."""
    with desk.reading() as connection:
        application = application_row(connection, case_row(connection, ref).ref)
        newest = application.number if b is None else b
        oldest = max(1, newest - 1) if a is None else a
        drafts = []
        for number in (oldest, newest):
            version: Version = version_of(connection, application.ref, number)
            drafts.append(draft_of(connection, version).data)
    return oldest, newest, list(differences(drafts[0], drafts[1]))
