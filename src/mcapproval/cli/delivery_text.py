"""A delivery in people's words, and as data."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from mcapproval.cli.say import put, put_json, talk, wrapped

if TYPE_CHECKING:
    from mcapproval.actions.deliveries.beginning import Begun
    from mcapproval.actions.deliveries.keeping import Kept
    from mcapproval.actions.deliveries.looking import Line, Shown
    from mcapproval.reports.table import Cell, Column

NAMES = {
    "enrolled": "enrolled",
    "withdrawn": "withdrawn",
    "still_active": "still active",
    "completed": "completed",
    "completed_after_resubmission": "after resubmission",
    "moderated": "pieces of work moderated",
    "reported": "reported",
}
DAYS = {
    "starts": "first day",
    "ends": "last day",
    "last_enrolled_on": "last enrolment",
    "completed_on": "completed on",
    "reported_on": "reported on",
}


def list_columns() -> tuple[Column, ...]:
    from mcapproval.reports.named import ORGANISATION
    from mcapproval.reports.table import Column

    return (
        Column("ref", "Delivery", whole=True),
        Column("listing", "Of", whole=True),
        Column("title", "Title", only="data"),
        Column("provider", "Provider", names=ORGANISATION),
        Column("cohort", "Cohort"),
        Column("site", "Site", only="data"),
        Column("mode", "Mode", only="data"),
        Column("client", "Client", only="data"),
        Column("starts", "First day", whole=True),
        Column("ends", "Last day", whole=True),
        Column("status", "Status"),
        Column("enrolled", "Enrolled", right=True),
        Column("withdrawn", "Withdrawn", right=True, only="data"),
        Column("still_active", "Still active", right=True, only="data"),
        Column("completed", "Completed", right=True),
        Column("completed_after_resubmission", "After resubmission", right=True, only="data"),
        Column("moderated", "Pieces of work moderated", right=True, only="data"),
        Column("reported", "Reported", right=True, only="data"),
        Column("reported_on", "Reported on", only="data"),
        Column("told", "Reported", only="text"),
    )


def row_of(line: Line) -> dict[str, Cell]:
    row = line.row
    told = {"ref", "listing", "provider", "cohort", "site", "mode", "client", "starts", "ends"}
    known = {key: getattr(row, key) for key in (*told, *NAMES, "reported_on")}
    said = row.reported_on or (line.reported if row.completed else "")
    return {**known, "title": line.title, "status": line.status, "told": said}


def put_kept(kept: Kept, as_json: bool) -> None:
    if as_json:
        put_json(
            {
                "ref": kept.ref,
                "warnings": list(kept.told),
                "moved": asdict(kept.begun) if kept.begun else None,
            }
        )
        return
    put(f"{kept.ref}  {kept.row.cohort}  {kept.row.listing} at {kept.row.provider}")
    for said in kept.told:
        talk(wrapped(f"warning: {said}"))
    if kept.begun:
        put(_begun(kept.begun))


def _begun(begun: Begun) -> str:
    if begun.why:
        return wrapped(f"{begun.ref} stays {begun.was}, though this delivery runs: {begun.why}")
    return f"{begun.ref}: {begun.was} -> {begun.now}, by this delivery"


def put_delivery(found: Shown) -> None:
    from mcapproval.actions.deliveries.fees import dollars

    row, facts = found.line.row, found.facts
    put(f"{row.ref}  {found.line.title}  {row.cohort}")
    status = found.line.status or "its days do not say how it stands"
    put(f"  {row.listing} at {row.provider}: {status}")
    told = {"site": row.site, "mode": row.mode, "for": row.client or "open to all"}
    told |= {word: facts.get(key) for key, word in DAYS.items()}
    told |= {key: _day(value) for key, value in facts["days"].items()}
    lines = [(word, str(said)) for word, said in told.items() if said]
    for fee in found.fees:
        both = f"{dollars(fee.with_tax)} with GST, {dollars(fee.without)} without"
        said = f"{dollars(fee.without)}, no GST" if fee.gst == "none" else both
        lines.append((f"fee, {fee.customer}", said))
    for key, word in NAMES.items():
        number = facts[key]
        count = "not known" if number is None else str(number)
        source = found.sources.get(key)
        parts = (source.source, source.supplier, source.extracted_on) if source else ()
        where = ", ".join(part for part in parts if part)
        lines.append((word, f"{count}{f'  ({where})' if where else ''}"))
    wide = max(len(word) for word, _ in lines) + 1
    for word, said in lines:
        put(f"  {word + ':':<{wide}} {said}")
    put("Happened:")
    for each in found.history:
        put(wrapped(f"{each.on}  {each.by}: {each.says}", "  ", "    "))


def _day(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    if isinstance(value, dict):
        return " to ".join(value.get(key, "...") for key in ("from", "until"))
    return str(value)


def as_data(found: Shown) -> dict[str, Any]:
    facts = {key: value for key, value in found.facts.items() if key not in ("fees", "figures")}
    return {
        "ref": found.line.row.ref,
        "title": found.line.title,
        "status": found.line.status,
        **facts,
        "fees": [asdict(fee) for fee in found.fees],
        "sources": {name: asdict(source) for name, source in found.sources.items()},
        "history": [asdict(each) for each in found.history],
    }
