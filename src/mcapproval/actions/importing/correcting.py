"""Put right what came in wrong with an import, and was changed by no decision since; and what NZQA
answered and was recorded wrong, whoever brought it.

A correction is an import of its own, of a few values of one micro-credential, or of the numbers of
two: it has a number, says why, stands in the history with what stood before, and is taken back as
every import is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.importing.correcting_days import (
    Value,
    answered_until,
    approved_anew,
    granted_with_it,
    nzqas_day,
    told_of_nzqa,
)
from mcapproval.actions.importing.drafting import nobody_in, read_content
from mcapproval.actions.importing.exchanging import Exchanged, give, holder, versions_stay
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
from mcapproval.actions.lookup import listing_row
from mcapproval.canonical import digest_of
from mcapproval.draft.model import Draft
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.sheets.cells import Cell
from mcapproval.sheets.formulas import is_formula
from mcapproval.sheets.no_answer import says_nothing
from mcapproval.sheets.values import empty
from mcapproval.store import queries
from mcapproval.store.keep import Text, content
from mcapproval.store.rows.folded import Application, Listing
from mcapproval.store.writer import Writer

FACTS = {COLUMN.get(name, name): name for name in LISTED}
"""By column of the sheet the fact that is put right; all but these is recorded where it happens."""

NZQAS = "nzqa_review_on"

PARTS = {
    **{name: name for name in ("title", "title_te_reo", "level", "credits", "nzsced")},
    "review_years": "review_period_years",
}
"""Of these facts those that the application has as well, by what a draft calls them."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """By column what stood before and what stands now; `notes` say what is seldom so. `exchanged`
    is the micro-credential that has the former number now.
    """

    ref: str
    batch: str
    values: Mapping[str, tuple[Value | None, Value]]
    notes: tuple[str, ...]
    exchanged: Exchanged | None = None


def correct(
    desk: Desk, ref: str, given: Mapping[str, str], note: str, *, exchange: bool = False
) -> Corrected:
    """Refused with every reason; AskedWrongly for what is none of the columns that are kept.

    `exchange`: whoever has the number gets the one that this has until now.
    """
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
        nzqas = nzqas_day(writer.connection, listing.ref)
        stands = {name: {getattr(listing, name)} for name in facts}
        stands.setdefault(NZQAS, set()).add(nzqas)
        changed = {name: now for name, now in facts.items() if now not in stands[name]}
        wrong = f"{listing.ref} is not put right so"
        if faults.reasons:
            raise Refused(wrong, faults.reasons)
        other = holder(writer.connection, listing, _number(facts)) if exchange else None
        reasons = list(reasons_against(writer.connection, listing, changed, PARTS, other))
        if reasons:
            raise Refused(wrong, reasons)
        if not changed:
            raise Refused(f"{listing.ref} says so already: nothing was changed")
        notes = (
            *faults.notes,
            *granted_with_it(writer.connection, listing, changed),
            *(versions_stay(listing, other, changed.get("number_version")) if other else ()),
        )
        batch = _write(desk, writer, listing, changed, note.strip(), other)
        now = nzqas_day(writer.connection, listing.ref)
    notes += tuple(told_of_nzqa(nzqas, now, changed.get(NZQAS)))
    was = {name: getattr(listing, name) for name in changed}
    was |= {NZQAS: nzqas} if nzqas and NZQAS in changed else {}
    values = {COLUMN.get(name, name): (was[name], changed[name]) for name in changed}
    given_to = Exchanged(other.ref, str(other.number), listing.number) if other else None
    return Corrected(listing.ref, batch, values, notes, given_to)


def _number(facts: Mapping[str, Value]) -> str | None:
    return str(facts["number"]) if "number" in facts else None


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
    desk: Desk,
    writer: Writer,
    listing: Listing,
    changed: Mapping[str, Value],
    note: str,
    other: Listing | None,
) -> str:
    first = writer.seq + 1
    batch = writer.next_ref(SERIES)
    work = Making(desk, writer, batch, NOTHING)
    was = {name: getattr(listing, name) for name in changed}
    for answered, data in answered_until(writer.connection, listing, changed):
        writer.add(answered, "noted", day_of(work, answered), data)
    why = writer.text(Text(note, desk.salt()))  # kept with the row that comes next
    learn(work, listing.ref, changed, was=was, note=why)
    if other:
        give(work, listing, other, note)
    parts = {PARTS[name]: value for name, value in changed.items() if name in PARTS}
    if parts and brought(writer.connection, listing):
        fill(work, listing.application, _as_draft(writer.connection, listing, parts))
    if "approved_on" in changed and was["approved_on"]:
        approved_anew(work, listing, str(was["approved_on"]), str(changed["approved_on"]))
    done = {"sha256": digest_of(dict(changed)), "rows": 2 if other else 1, "first": first}
    writer.add(batch, "imported", desk.today, done)
    return batch


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
