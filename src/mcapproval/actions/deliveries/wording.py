"""A delivery as people write it, in a file or word by word, as the columns of its row have it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.deliveries.counted import COUNTS
from mcapproval.clock import read_day
from mcapproval.draft.reader import read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly, Reason, Refused
from mcapproval.findings import Finding, Severity
from mcapproval.shipped import schema
from mcapproval.store.rows.folded import Delivery
from mcapproval.workflow.nearest import meant

Facts = dict[str, Any]

NOT_KNOWN = "not known"
TEXTS = ("listing", "provider", "cohort", "site", "mode", "client")
DAY_COLUMNS = ("starts", "ends", "last_enrolled_on", "completed_on", "reported_on")
KEY_DAYS = ("submission", "resubmission", "assessment", "ratification", "award")
MORE_DAYS = ("registration_from", "registration_until", "workshops", *KEY_DAYS)
"""Days that are kept together in one column."""

SETTABLE = (*TEXTS, *DAY_COLUMNS, *MORE_DAYS, *COUNTS)
CENTS = 100


def from_file(path: Path) -> Facts:
    """The facts of a file of the form delivery/1; Refused where part of it is not understood."""
    shaped = read_shaped(read_file(path), str(path), "delivery")
    faults = [f for f in shaped.findings if f.severity is Severity.ERROR]
    if faults:
        raise Refused(
            f"{path.name} can't be taken in: part of it is not understood",
            [_fault(found) for found in faults],
            hint="see how a delivery is written: mcapproval delivery add --help",
        )
    data = shaped.data
    facts: Facts = {key: data[key] for key in (*TEXTS, *DAY_COLUMNS) if key in data}
    days = dict(data.get("days", {}))
    facts |= {key: days.pop(key) for key in ("starts", "ends") if key in days}
    if days:
        facts["days"] = days
    if "fees" in data:
        facts["fees"] = [fee(row["for"], row["amount"], row["gst"]) for row in data["fees"]]
    counts = data.get("counts", {})
    facts |= {key: count(key, said) for key, said in counts.items()}
    figures: Facts = {}
    for told in data.get("counts_from", ()):
        source = {key: value for key, value in told.items() if key != "counts"}
        figures |= dict.fromkeys(told.get("counts", counts), source)
    if figures:
        facts["figures"] = figures
    return facts


def _fault(found: Finding) -> Reason:
    where = f"line {found.line}: " if found.line else ""
    mend = "write it as a delivery has it" if "draft new" in found.mend else found.mend
    return Reason(found.code, f"{where}{found.message}", mend, "you")


def from_words(said: Mapping[str, str], before: Mapping[str, Any]) -> Facts:
    """The facts of `starts=2026-08-03` and the like; an empty word takes what was there away.

    `before` has the key days so far. AskedWrongly for a key that a delivery does not have.
    """
    facts: Facts = {}
    days: dict[str, Any] = {**before}
    for key, value in said.items():
        written = value.strip()
        if key not in SETTABLE:
            raise AskedWrongly(
                f"a delivery has no {key}{meant(key, SETTABLE)}",
                f"what can be set: {', '.join(SETTABLE)}",
            )
        if key in COUNTS:
            facts[key] = count(key, written or NOT_KNOWN)
        elif key in MORE_DAYS:
            _put_day(days, key, written)
        elif key in DAY_COLUMNS:
            facts[key] = day(key, written) if written else None
        else:
            facts[key] = written or None
    if any(key in MORE_DAYS for key in said):
        facts["days"] = days
    return facts


def _put_day(days: dict[str, Any], key: str, written: str) -> None:
    group, _, part = key.partition("_")
    if part:
        within = {**days.pop(group, {}), part: day(key, written) if written else None}
        kept = {name: value for name, value in within.items() if value}
        days |= {group: kept} if kept else {}
        return
    days.pop(key, None)
    if written:
        several = key == "workshops"
        days[key] = (
            [day(key, each) for each in written.split(",")] if several else day(key, written)
        )


def day(key: str, written: str) -> str:
    try:
        return read_day(written.strip()).isoformat()
    except ValueError as fault:
        raise AskedWrongly(f"{key}: {fault}", "write a day like 2026-08-03") from fault


def count(key: str, written: str) -> int | None:
    """A count as written; None where it is not known, which is not zero."""
    if written == NOT_KNOWN:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 6):
        raise AskedWrongly(
            f"{key}: {written!r} is no count", f"write a whole number, or {NOT_KNOWN!r}"
        )
    return int(written)


def fee(customer: str, amount: str, gst: str) -> dict[str, Any]:
    dollars, _, cents = amount.partition(".")
    return {"for": customer, "cents": int(dollars) * CENTS + int(cents or 0), "gst": gst}


def mode(written: str | None) -> None:
    """AskedWrongly for a mode that no application names."""
    known = schema("delivery")["properties"]["mode"]["enum"]
    if written is not None and written not in known:
        raise AskedWrongly(f"there is no mode {written}", f"modes: {', '.join(known)}")


def columns(row: Delivery) -> Facts:
    """The facts of a row as they were given; what is not known is None."""
    facts = {key: getattr(row, key) for key in (*TEXTS, *DAY_COLUMNS, *COUNTS)}
    packed = {key: json.loads(getattr(row, key)) for key in ("days", "fees", "figures")}
    return {**facts, **packed, "cancelled": row.cancelled, "imported": row.imported}


def days_of(facts: Facts) -> dict[str, date]:
    """The single days of a delivery, by the words under which they are set."""
    days = facts.get("days") or {}
    found = {key: facts.get(key) for key in DAY_COLUMNS}
    found |= {key: days.get(key) for key in KEY_DAYS}
    registration = days.get("registration", {})
    found |= {f"registration_{key}": registration.get(key) for key in ("from", "until")}
    return {key: date.fromisoformat(on) for key, on in found.items() if on}
