"""Put right what came in wrong with an import, and was changed by no decision since; and what NZQA
answered and was recorded wrong, whoever brought it.

A correction is an import of its own, of a few values of one micro-credential: it has a number, says
why, stands in the history with what stood before, and is taken back as every import is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.deciding import covers
from mcapproval.actions.importing.drafting import nobody_in, read_content
from mcapproval.actions.importing.facts import COLUMN, LISTED, credential
from mcapproval.actions.importing.faults import Faults, Row
from mcapproval.actions.importing.filling import FRAME
from mcapproval.actions.importing.headings import Own, column_of, sheets
from mcapproval.actions.importing.learning import fill
from mcapproval.actions.importing.making import SERIES
from mcapproval.actions.importing.personal_cells import nobody_told
from mcapproval.actions.importing.planning import NOTHING
from mcapproval.actions.importing.provenance import brought, reasons_against
from mcapproval.actions.importing.taking import may
from mcapproval.actions.importing.work import Making, day_of, learn
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.canonical import digest_of
from mcapproval.clock import add_months, months_between
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.sheets.cells import Cell
from mcapproval.sheets.formulas import is_formula
from mcapproval.sheets.no_answer import says_nothing
from mcapproval.sheets.values import empty
from mcapproval.store import queries
from mcapproval.store.keep import Text, content
from mcapproval.store.rows.folded import Accreditation, Application, Listing, Result, Review
from mcapproval.store.writer import Writer

FACTS = {COLUMN.get(name, name): name for name in LISTED}
"""By column of the sheet the fact that is put right; all but these is recorded where it happens."""

PARTS = {
    **{name: name for name in ("title", "title_te_reo", "level", "credits", "nzsced")},
    "review_years": "review_period_years",
}
"""Of these facts those that the application has as well, by what a draft calls them."""

Value = str | int


@dataclass(frozen=True, slots=True)
class Corrected:
    """By column what stood before and what stands now; `notes` say what is seldom so."""

    ref: str
    batch: str
    values: Mapping[str, tuple[Value | None, Value]]
    notes: tuple[str, ...]


def correct(desk: Desk, ref: str, given: Mapping[str, str], note: str) -> Corrected:
    """Refused with every reason; AskedWrongly for what is none of the columns that are kept."""
    given = _by_column(given)
    if not given or not note.strip():
        raise AskedWrongly(
            "a correction says what is right, and why", "give --set level=4 and --note WHY"
        )
    with desk.reading() as connection:
        may(connection, desk, "putting right what is recorded")
    with desk.writing() as writer:
        listing = listing_row(writer.connection, ref)
        faults = Faults()
        facts = _read(desk, writer.connection, given, faults)
        changed = {name: now for name, now in facts.items() if getattr(listing, name) != now}
        wrong = f"{listing.ref} is not put right so"
        if faults.reasons:
            raise Refused(wrong, faults.reasons)
        reasons = list(reasons_against(writer.connection, listing, changed, PARTS))
        if reasons:
            raise Refused(wrong, reasons)
        if not changed:
            raise Refused(f"{listing.ref} says so already: nothing was changed")
        notes = (*faults.notes, *_moves_with(writer.connection, listing, changed))
        batch = _write(desk, writer, listing, changed, note.strip())
    by_column = {COLUMN.get(name, name): name for name in changed}
    values = {column: (getattr(listing, name), changed[name]) for column, name in by_column.items()}
    return Corrected(listing.ref, batch, values, notes)


def _by_column(given: Mapping[str, str]) -> dict[str, str]:
    """What is given by our name of each column, whichever of its headings it was called by."""
    kind = sheets()["micro-credentials"]
    found: dict[str, str] = {}
    for called, said in given.items():
        column = called if called in FACTS else column_of(kind, called, Own())
        if column not in FACTS:
            heads = (each.heads[0] for each in kind.columns if each.name in FACTS)
            raise AskedWrongly(f"{called} is not put right so", f"there are: {', '.join(heads)}")
        if column in found:
            raise AskedWrongly(f"{called} was said twice", "leave one of them out")
        found[column] = said
    return found


def _read(
    desk: Desk, connection: Connection, given: Mapping[str, str], faults: Faults
) -> dict[str, Value]:
    """What is given, by fact, read as the cells of a sheet are."""
    cells = {column: Cell(column, said, is_formula(said)) for column, said in given.items()}
    row = Row("", 0, cells, faults)
    for column, cell in cells.items():
        if empty(cell) or says_nothing(cell):
            row.wrong(column, "nothing stands here", "write what is right")
            cells[column] = Cell(column, None)
    nobody_told([row])
    read = credential(row, desk.today).listed
    names = [FACTS[column] for column in given]
    if "number" in given and read["number_version"]:
        names.append("number_version")  # `4977-2`: the version stands with the number
    found = {name: read[name] for name in names}
    known = {name: value for name, value in found.items() if value}
    titles: dict[str, Any] = {
        name: known[name] for name in ("title", "title_te_reo") if name in known
    }
    nobody_in(connection, [(row, Draft(titles))])
    return known


def _write(
    desk: Desk, writer: Writer, listing: Listing, changed: Mapping[str, Value], note: str
) -> str:
    first = writer.seq + 1
    batch = writer.next_ref(SERIES)
    work = Making(desk, writer, batch, NOTHING)
    was = {name: getattr(listing, name) for name in changed}
    for answered, data in _answered(writer.connection, listing, changed):
        writer.add(answered, "noted", day_of(work, answered), data)
    why = writer.text(Text(note, desk.salt()))  # kept with the row that comes next
    learn(work, listing.ref, changed, was=was, note=why)
    parts = {PARTS[name]: value for name, value in changed.items() if name in PARTS}
    if parts and brought(writer.connection, listing):
        fill(work, listing.application, _as_draft(writer.connection, listing, parts))
    if "approved_on" in changed and was["approved_on"]:
        _approved(work, listing, str(was["approved_on"]), str(changed["approved_on"]))
    done = {"sha256": digest_of(dict(changed)), "rows": 1, "first": first}
    writer.add(batch, "imported", desk.today, done)
    return batch


def _answered(
    connection: Connection, listing: Listing, changed: Mapping[str, Value]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Until when each decided re-evaluation answers, where that was the anniversary of the wrong
    day: else the right one, some days later, would be overdue at once.
    """
    before = {name: getattr(listing, name) for name in ("approved_on", "nzqa_review_on")}
    if not before.keys() & changed.keys():
        return
    case = case_row(connection, listing.ref)
    for review in queries.many(connection, Review, listing=listing.ref):
        if review.decided_on:
            on = date.fromisoformat(review.decided_on)
            both = (before, {**before, **changed})
            was, now = (covers(connection, each, case.provider, on).isoformat() for each in both)
            if review.covers != was:
                was, now = review.covers, _anniversary(review.covers, *both)
            if was != now:
                facts = {"facts": {"covers": now}, "was": {"covers": was}}
                yield review.ref, {"track": "review", **facts}


def _anniversary(
    day: str, before: Mapping[str, Value | None], after: Mapping[str, Value | None]
) -> str:
    """The same anniversary of the right day of approval; the day itself where it was none."""
    was, now = (each["approved_on"] for each in (before, after))
    if not was or not now:
        return day
    wrong, right = date.fromisoformat(str(was)), date.fromisoformat(str(now))
    months = months_between(wrong, date.fromisoformat(day))
    same = months and add_months(wrong, months).isoformat() == day
    return add_months(right, months).isoformat() if same else day


def _as_draft(
    connection: Connection, listing: Listing, parts: Mapping[str, Value]
) -> Mapping[str, Any]:
    """The parts as a draft holds them; Refused where it can't."""
    application = queries.one(connection, Application, ref=listing.application)
    kept = content(connection, application.content) if application else None
    faults = Faults()
    row = Row("", 0, {key: Cell(key, value) for key, value in parts.items()}, faults)
    read = read_content(row, {**{key: (kept or {})[key] for key in FRAME}, **parts}, ())
    if faults.reasons:
        raise Refused(f"{listing.ref} is not put right so", faults.reasons)
    return {key: read.data[key] for key in parts}


def _approved(work: Making, listing: Listing, was: str, now: str) -> None:
    """The day of approval stands as a result of the application too, and was taken as that of the
    accreditation where the sheet did not say another.
    """
    connection, writer = work.writer.connection, work.writer
    for ref, data in _days(connection, listing, was, now):
        writer.add(ref, "noted", day_of(work, ref), data)


def _days(
    connection: Connection, listing: Listing, was: str, now: str
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Of what was approved here, all that the same answer granted on the same day."""
    imported = brought(connection, listing)
    rows = queries.many(connection, Result, ref=listing.application)
    moved = [r.result for r in rows if r.on_day == was and (r.result == "approval" or not imported)]
    if moved:
        track = {"track": "application", "facts": {}}
        days = {"result_days": dict.fromkeys(moved, now)}
        yield listing.application, {**track, **days, "result_days_were": dict.fromkeys(moved, was)}
    for granted in _granted_with(connection, listing, was):
        facts = {"facts": {"granted_on": now}, "was": {"granted_on": was}}
        yield granted.ref, {"track": "accreditation", **facts}


def _granted_with(connection: Connection, listing: Listing, day: str | None) -> list[Accreditation]:
    imported = brought(connection, listing)
    return [
        row
        for row in queries.many(connection, Accreditation, listing=listing.ref)
        if row.granted_on == day and (imported or row.application == listing.application)
    ]


def _moves_with(
    connection: Connection, listing: Listing, changed: Mapping[str, Value]
) -> Iterator[str]:
    if "approved_on" in changed and not brought(connection, listing):
        for row in _granted_with(connection, listing, listing.approved_on):
            yield f"{row.ref} was granted on the same day, and that is put right with it"
