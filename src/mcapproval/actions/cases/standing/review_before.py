"""What the records know of the time before a re-evaluation, for the rules that compare with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.cases.standing.accredited_in import accredited_in
from mcapproval.actions.cases.standing.approved import standing_content
from mcapproval.actions.deliveries.counted import in_period, of_listing, placed
from mcapproval.draft.content import from_content
from mcapproval.draft.files import files_of_answers
from mcapproval.draft.model import Draft
from mcapproval.rules.asked import day_of
from mcapproval.rules.period import begins
from mcapproval.store import queries
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Listing, Review

Facts = dict[str, Any]


def before(connection: Connection, review: Review, listing: Listing, draft: Draft) -> Facts:
    """Facts by their keys, None where one is not known. `draft` has the answers with the period."""
    facts: Facts = {"enrolled_before": _enrolled(connection, listing, begins(draft))}
    stands = None
    if queries.one(connection, Application, ref=listing.application):
        stands = standing_content(connection, listing)
    if stands and stands.data is not None:
        facts["te_hono"] = stands.data.get("te_hono_o_te_kahurangi")
    if isinstance(draft.get("/delivery"), list):
        facts |= _providers(connection, review, draft)
    if draft.rows("/need/evidence"):
        facts["evidence_files"] = _files(connection, review.ref, draft)
        facts["evidence_before"] = [
            *(_of_application(stands.data, stands.files) if stands and stands.data else ()),
            *_of_last(connection, review),
        ]
    return facts


def _providers(connection: Connection, review: Review, draft: Draft) -> Facts:
    """Who was accredited in the period, and who delivered in it; None where nobody is known."""
    first, until = begins(draft) or date.min, day_of(draft.get("/period/until"))
    last = until or date.fromisoformat(review.due_on) - timedelta(days=1)
    counted = in_period(connection, review.listing, first, last)
    return {
        "accredited": accredited_in(connection, review.listing, first, last) or None,
        "delivered": [one.provider for one in counted] or None,
    }


def _enrolled(connection: Connection, listing: Listing, first: date | None) -> int | None:
    """How many enrolled before the period; None where a cohort is not dated or counted, or none was
    ever entered.
    """
    if first and listing.approved_on and first.isoformat() <= listing.approved_on:
        return 0
    rows = of_listing(connection, listing.ref)
    if first is None or not rows or any(placed(row) is None for row in rows):
        return None
    counts = [row.enrolled for row in rows if (placed(row) or "") < first.isoformat()]
    return None if None in counts else sum(count or 0 for count in counts)


def _of_application(data: Mapping[str, Any], files: list[dict[str, Any]]) -> Iterator[Facts]:
    hashes = {file["path"]: file["sha256"] for file in files}
    for path, row in from_content(data).rows("/need/evidence"):
        yield _item("the application", row, hashes.get(f"{path}/file"))


def _of_last(connection: Connection, review: Review) -> Iterator[Facts]:
    """The evidence of the last re-evaluation of the same micro-credential that was answered."""
    rows = queries.many(connection, Review, listing=review.listing)
    earlier = [row for row in rows if row.answers and row.due_on < review.due_on]
    last = max(earlier, key=lambda row: row.due_on, default=None)
    answers = content(connection, last.answers) if last and last.answers else None
    if last and answers:
        draft = from_content(answers)
        hashes = _files(connection, last.ref, draft)
        for path, row in draft.rows("/need/evidence"):
            yield _item(last.ref, row, hashes.get(path))


def _item(told: str, row: Mapping[str, Any], sha256: str | None) -> Facts:
    said = {key: row.get(key) for key in ("from", "dated", "says")}
    facts = {"told": told, **said, "digest": sha256}
    return {key: value for key, value in facts.items() if value is not None}


def _files(connection: Connection, ref: str, draft: Draft) -> dict[str, str]:
    """By the path of an item its file's hash, from the newest answers that brought that file."""
    names = {
        named.path_in_draft.removesuffix("/file"): named.file for named in files_of_answers(draft)
    }
    found: dict[str, str] = {}
    for event in reversed([e for e in queries.events(connection, ref) if e.act == "answered"]):
        if set(names.values()) <= found.keys():
            break
        data = content(connection, event.data["answers"])
        if data is None:
            continue
        sheets = {row.get("sha256") for row in data.get("collected") or []}
        brought = sorted({named.file for named in files_of_answers(from_content(data))})
        hashes = [f["sha256"] for f in event.data["files"] if f["sha256"] not in sheets]
        if len(brought) == len(hashes):
            for name, sha256 in zip(brought, hashes, strict=True):
                found.setdefault(name, sha256)
    return {path: found[name] for path, name in names.items() if name in found}
