"""What a new version changes: its parts, what an earlier version said, the approvals given."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.approvals_told import called
from mcapproval.actions.drafts.opened import Given, Otherwise
from mcapproval.actions.drafts.taking_in import Taken
from mcapproval.actions.lookup import draft_of
from mcapproval.draft.changed import Changed, another_title, changes, taken_back
from mcapproval.draft.model import Draft
from mcapproval.errors import TextErased
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.rows.folded import Approval, Version


def approvals_then(
    connection: Connection, ref: str, old: Draft, new: Draft, policy: Policy
) -> tuple[Given, ...]:
    """Each approval that stood: one falls where an edit changed a top-level key that it covers."""
    versions = queries.many(connection, Version, ref=ref)
    return tuple(
        Given(
            each.seq,
            each.body,
            called(each.body, each.recommends, policy),
            max((v.number for v in versions if _was_of(each, v)), default=0),
            covers := tuple(json.loads(each.covers)),
            tuple(key for key in covers if old.get(f"/{key}") != new.get(f"/{key}")),
        )
        for each in queries.many(connection, Approval, ref=ref, stands=True)
    )


def _was_of(approval: Approval, version: Version) -> bool:
    return version.content == approval.content and version.seq < approval.seq


def otherwise(
    connection: Connection, before: Version, old: Draft, new: Draft, taken: Taken
) -> Otherwise:
    """`before` is the version that said what `old` does; `taken` is what the new one brings."""
    after = new.without_people().data
    was, now = old.text("/title"), new.text("/title")
    back = taken_back(old.data, after, dict(_earlier(connection, before)))
    return Otherwise(
        (*changes(old.data, after), *_files_and_people(before, taken)),
        was if another_title(was, now) else "",
        tuple(sorted(back.items(), reverse=True)),
    )


def _earlier(connection: Connection, before: Version) -> Iterator[tuple[int, dict[str, object]]]:
    """The versions before that one, but for those whose text was erased."""
    for version in queries.many(connection, Version, ref=before.ref):
        if version.number < before.number:
            try:
                yield version.number, dict(draft_of(connection, version).data)
            except TextErased:
                continue


def _files_and_people(before: Version, taken: Taken) -> Iterator[Changed]:
    """Other bytes under the name of before, and what is said of people: no content has these."""
    old = {file["path"]: file["sha256"] for file in json.loads(before.files)}
    for file in taken.files:
        if old.get(file["path"], file["sha256"]) != file["sha256"]:
            yield Changed(file["path"], "changed")
    if json.loads(before.people) != taken.people:
        yield Changed("/people", "changed")
