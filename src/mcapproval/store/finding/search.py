"""What can be found by its words, kept up as rows are written: titles, numbers, learning outcomes,
and what people wrote with a move or an item. It shows no more than `history` shows to everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, or_, select, update

from mcapproval.store.clauses import made, pieces, table
from mcapproval.store.events import Event
from mcapproval.store.finding import search_index as index
from mcapproval.store.finding.search_index import Found
from mcapproval.store.finding.search_words import outcomes, te_reo, words
from mcapproval.store.finding.since import IMPORTED, since
from mcapproval.store.folding.changes import Add, Change, Drop
from mcapproval.store.keep import texts
from mcapproval.store.queries import among, events
from mcapproval.store.rows.folded import Accreditation, Application, Case, Listing, Review
from mcapproval.store.rows.places import PLACES
from mcapproval.store.whole import contents

Written = tuple[Event, Sequence[Change]]
"""A row of the journal with what it changed."""

TITLE, REO, OUTCOMES, NUMBER, NOTE = "title", "reo", "outcomes", "number", "note"
FACTS = (TITLE, REO, OUTCOMES, NUMBER)
CASES = ("APP", "MC", "ACC", "REV")
"""The series of references of cases."""

_SEARCHED = {
    "application": {"title", "content", "application_reference"},
    "listing": {"title", "title_te_reo", "number", "reporting_code"},
}
_HANGING = (table(Review), table(Accreditation))
_CASE = PLACES[Case].table
MANY = 500
"""Texts that are put in at a time."""


def keep_up(
    connection: Connection, written: Sequence[Written], said: Mapping[str, Any] | None = None
) -> None:
    """Let what was just written be found, and what is no more be found no more. `said` has all
    texts that were kept with it, where they need not be read again.
    """
    begun: set[str] = set()
    known: set[str] = set()
    for change in (change for _, changes in written for change in changes):
        if isinstance(change, Drop):
            if change.table == _CASE:
                _gone(connection, str(change.key["ref"]))
        elif change.table == _CASE and isinstance(change, Add):
            begun.add(_ref(change))
        elif _SEARCHED.get(change.table, set()) & change.values.keys():
            known.add(_ref(change))
    _facts(connection, known)
    _in_order(connection, begun | known)
    _days(connection, written)
    _notes(connection, [event for event, _ in written], said)


def _ref(change: Change) -> str:
    return str((change.values if isinstance(change, Add) else change.key)["ref"])


def rebuild(connection: Connection) -> None:
    """Make all of it anew from the tables, the contents, the texts and the journal."""
    index.empty(connection)
    refs = set(connection.execute(select(table(Case).c.ref)).scalars())
    for piece in pieces(refs):
        _facts(connection, piece, anew=True)
        _in_order(connection, piece, anew=True)
    _told_days(connection, None)
    waiting: list[Event] = []
    for event in events(connection):
        if event.data["keeps"].get("text") and event.ref in refs:
            waiting.append(event)
        if len(waiting) == MANY:
            _notes(connection, waiting)
            waiting = []
    _notes(connection, waiting)


def _gone(connection: Connection, ref: str) -> None:
    index.drop(connection, ref)
    connection.execute(delete(index.CASE).where(index.CASE.c.ref == ref))


def _facts(connection: Connection, refs: Collection[str], anew: bool = False) -> None:
    if not refs:
        return
    for ref in () if anew else refs:
        index.drop(connection, ref, FACTS)
    index.put(connection, facts_of(connection, refs))


def facts_of(connection: Connection, refs: Collection[str]) -> list[Found]:
    """The titles, numbers and learning outcomes of applications and micro-credentials."""
    applications = among(connection, Application, "ref", refs)
    kept = contents(connection, {row.content for row in applications})
    found = [each for row in applications for each in _of_application(row, kept)]
    for row in among(connection, Listing, "ref", refs):
        found += _of_listing(row)
    return found


def _of_application(row: Application, kept: dict[str, Any]) -> Iterator[Found]:
    refs, content = (row.ref,), kept.get(row.content)
    yield Found(refs, TITLE, row.title)
    yield Found(refs, NUMBER, row.application_reference or "")
    yield Found(refs, REO, te_reo(content), row.content)
    yield Found(refs, OUTCOMES, "\n".join(outcomes(content)), row.content)


def _of_listing(row: Listing) -> Iterator[Found]:
    yield Found((row.ref,), TITLE, row.title)
    yield Found((row.ref,), REO, row.title_te_reo or "")
    yield Found((row.ref,), NUMBER, f"{row.number or ''} {row.reporting_code or ''}")


def _in_order(connection: Connection, refs: Collection[str], anew: bool = False) -> None:
    if not refs:
        return
    rows = [{"ref": r, "title": t} for r, t in titles_of(connection, refs, alone=anew).items()]
    there: set[str] = set()
    if not anew:
        for piece in pieces(row["ref"] for row in rows):
            known = select(index.CASE.c.ref).where(index.CASE.c.ref.in_(piece))
            there |= set(connection.execute(known).scalars())
    for row in rows:
        if row["ref"] in there:
            changed = update(index.CASE).where(index.CASE.c.ref == row["ref"])
            connection.execute(changed.values(title=row["title"]))
    new = [row for row in rows if row["ref"] not in there]
    if new:
        connection.execute(insert(index.CASE), new)


def titles_of(connection: Connection, refs: Collection[str], *, alone: bool) -> dict[str, str]:
    """By case the words of the title by which it is put in order: what hangs on a micro-credential
    has its title, and comes with it unless these cases are asked for `alone`.
    """
    titles = {row.ref: row.title for row in among(connection, Application, "ref", refs)}
    titles |= {row.ref: row.title for row in among(connection, Listing, "ref", refs)}
    listing = table(Listing)
    for hanging in _HANGING:
        asked = select(hanging.c.ref, listing.c.title).join(
            listing, listing.c.ref == hanging.c.listing
        )
        for piece in pieces(refs):
            chosen: ColumnElement[bool] = hanging.c.ref.in_(piece)
            if not alone:
                chosen = or_(chosen, hanging.c.listing.in_(piece))
            titles.update((ref, title) for ref, title in connection.execute(asked.where(chosen)))
    return {ref: " ".join(words(title)) for ref, title in titles.items()}


def _days(connection: Connection, written: Sequence[Written]) -> None:
    """Since when what was imported stands, where a row may have told otherwise."""
    if any(event.act == "import-undone" for event, _ in written):
        _told_days(connection, None)
        return
    refs = {e.ref for e, _ in written if e.ref.startswith(("MC-", "ACC-"))}
    if refs:
        _told_days(connection, refs)


def _told_days(connection: Connection, refs: Collection[str] | None) -> None:
    for ref, told in days_of(connection, refs):
        changed = update(index.CASE).where(index.CASE.c.ref == ref)
        connection.execute(changed.values(since=told))


def days_of(
    connection: Connection, refs: Collection[str] | None
) -> Iterator[tuple[str, str | None]]:
    """Of these cases, or of all, each that was imported with its day as the table has it."""
    case = table(Case)
    asked = select(case).where(case.c.imported.is_not(None), case.c.track.in_(IMPORTED))
    for piece in [None] if refs is None else pieces(refs):
        chosen = asked if piece is None else asked.where(case.c.ref.in_(piece))
        cases = made(Case, connection.execute(chosen))
        days = since(connection, cases)
        for each in cases:
            day = days[each.ref]
            yield each.ref, None if day == each.entered_on else day or ""


def _notes(
    connection: Connection, rows: Iterable[Event], said: Mapping[str, Any] | None = None
) -> None:
    """The texts that people wrote with these rows; one of several cases is put in once."""
    of: dict[str, list[str]] = {}
    for event in rows:
        for name in notes_in(event):
            if event.ref not in of.setdefault(name, []):
                of[name].append(event.ref)
    if not of:
        return
    index.put(connection, notes_of(of, texts(connection, set(of)) if said is None else said))


def notes_of(of: Mapping[str, Sequence[str]], said: Mapping[str, Any]) -> Iterator[Found]:
    """What people wrote, by commitment with the cases where it stands; nothing that was erased."""
    for name, refs in of.items():
        if isinstance(said.get(name), str):
            yield Found(tuple(refs), NOTE, said[name], name)


def notes_in(event: Event) -> list[str]:
    """The commitments of what people wrote with a row of a case, each once."""
    data = event.data
    kept = data["keeps"].get("text", ())
    if not kept or event.ref.partition("-")[0] not in CASES:
        return []
    told = [*data.get("texts", {}).values(), *(row.get("says") for row in data.get("items", ()))]
    told += [data.get(key) for key in ("reply", "note", "text")]
    told += [(data.get(key) or {}).get("reply" if key == "closing" else "note") for key in AROUND]
    return [name for name in dict.fromkeys(told) if isinstance(name, str) and name in kept]


AROUND = ("closing", "override")
