"""Everything that the records hold about one person or by them, as its report shows it.

It answers somebody who asks what is held about them (Privacy Act 2020, information privacy
principle 6), and tells what an erasure would remove.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.people.delegating import EVERY_ROLE, standing_of
from mcapproval.actions.people.in_use import not_in_use
from mcapproval.actions.people.known import names
from mcapproval.actions.people.matching import meant
from mcapproval.actions.people.roles import is_there, require
from mcapproval.actions.people.what_goes import Erased, what_goes
from mcapproval.actions.reporting.slices import counted_off, number
from mcapproval.actions.telling import people_in
from mcapproval.actions.telling_answers import said
from mcapproval.canonical import digest_of
from mcapproval.errors import Refused
from mcapproval.reports import places
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.reports.part import GOES, REFERENCE, STAYS, Held, Part, counts
from mcapproval.store import queries
from mcapproval.store.events import Event
from mcapproval.store.keep import files_there, texts
from mcapproval.store.reported import acting, partaking
from mcapproval.store.rows.folded import Delegation, Grant, Person

KEPT = ("text", "content", "file")
"""What a row of the journal says that it keeps, by kind."""


def part_of(desk: Desk, name: str, asked: Slice = EVERYTHING, search: bool = True) -> Part:
    """What is held about a person, by short name or name in any case, or by reference; of who was
    erased, what remains. Unknown for nobody, AskedWrongly where several are called so.

    With `search` every text, content and file is searched for their name too, which takes as long
    as an erasure. Refused to others than themselves and the administrator.
    """
    count, mark = _after(asked)
    with desk.reading() as connection:
        ref = meant(connection, name)
        if desk.who() != ref:
            require(connection, desk, "administrator")
        person = queries.one(connection, Person, ref=ref)
        assert person is not None
        within = None if desk.as_at is None else set(_kept(queries.events(connection)))
        gone = what_goes(connection, desk.records.where, ref, within) if search else None
        removed = {*gone.texts, *gone.files} if gone else set()
        rows = list(_bound(connection, person, within, removed, desk.today.isoformat()))
        rows += _by_name(connection, rows, gone) if gone else ()
        called = f"{ref}, {names(connection, {ref})[ref]}"
    return Part(
        called,
        person.erased_on or "",
        _page(rows, asked, count, mark),
        counts(rows),
        gone.unseen if gone else 0,
        search,
    )


MARKED = {"the line": places.word}
"""What stands behind the number that a page begins after."""


def _after(asked: Slice) -> tuple[int, str | None]:
    place = places.read(asked.after or "0", MARKED)
    return number(place.ref), place.values[0] if place.values else None


def _page(rows: Sequence[Held], asked: Slice, count: int, mark: str | None) -> Page[Held]:
    """The page after the line with a mark, wherever it stands now: what came before it meanwhile
    moves nothing. Where it is gone, the next line has its place; without a mark lines are counted.
    """
    marks = [_mark(row) for row in rows]
    start = None if mark is None else max(0, count - 1)
    if mark in marks:
        near = (n for n, each in enumerate(marks) if each == mark)
        start = 1 + min(near, key=lambda n: abs(n - count + 1))
    page = counted_off(rows, asked._replace(after=str(count) if asked.after else None), start)
    if page.last is None:
        return page
    return replace(page, last=places.written(page.last, marks[int(page.last) - 1]))


def _mark(row: Held) -> str:
    """What a line is, in few signs that say nothing of the person."""
    return digest_of([row.part, row.ref, row.row, row.day, row.what])[:8]


def _kept(rows: Iterable[Event]) -> Iterator[str]:
    """The hashes of all that the journal's rows keep."""
    for row in rows:
        for kind in KEPT:
            yield from row.data["keeps"].get(kind, ())
        if "commitment" in row.data:
            yield row.data["commitment"]


def _bound(
    connection: Connection,
    person: Person,
    within: Collection[str] | None,
    gone: Collection[str],
    today: str,
) -> Iterator[Held]:
    ref = person.ref
    yield from _entries(connection, person, within)
    yield from _roles(connection, ref, today)
    for owned in partaking.owned(connection, ref):
        yield Held("looks after", owned.ref, None, owned.day, owned.how, REFERENCE)
    yield from _drafts(connection, ref)
    yield from _acts(connection, ref, gone)


def _entries(
    connection: Connection, person: Person, within: Collection[str] | None
) -> Iterator[Held]:
    entered = {
        row.data["commitment"]: row
        for row in queries.events(connection, person.ref)
        if "commitment" in row.data
    }
    if person.organisation:
        said = person.organisation
        yield Held("entry", person.ref, None, "", "organisation", STAYS, said)
    about = partaking.texts_about(connection, person.ref)
    for name, facts in about.items():
        if within is not None and name not in within:
            continue
        row = entered.get(name)
        told = facts.items() if isinstance(facts, dict) else (("text", facts),)
        for key, value in told:
            day, number = (row.effective_on, row.seq) if row else ("", None)
            yield Held("entry", person.ref, number, day, str(key), GOES, str(value))


def _roles(connection: Connection, ref: str, today: str) -> Iterator[Held]:
    for grant in queries.many(connection, Grant, person=ref):
        where = f" for {grant.case_ref or grant.unit}" if grant.case_ref or grant.unit else ""
        until = f" until {grant.until_day}" if grant.until_day else ""
        told = f"{grant.role}{where}{until}"
        yield Held("role", ref, grant.seq, grant.from_day, told, REFERENCE)
    lent = queries.many(connection, Delegation, acts_for=ref)
    lent += queries.many(connection, Delegation, person=ref)
    both = {each for row in lent for each in (row.person, row.acts_for)}
    called, gone = names(connection, both), {e for e in both if not is_there(connection, e)}
    for row in lent:
        pair = f"{called[row.person]} for {called[row.acts_for]} until {row.until_day}"
        told = f"{pair}, {row.role or EVERY_ROLE}: {standing_of(row, today, gone)}"
        yield Held("delegation", row.acts_for, row.seq, row.from_day, told, REFERENCE)


def _drafts(connection: Connection, ref: str) -> Iterator[Held]:
    found = list(partaking.named_in(connection, ref))
    for each in found:
        if each.key:
            told = f"version {each.number}: {each.key}"
            yield Held("draft", each.ref, None, "", told, REFERENCE)
    there = files_there(connection, {each.sha256 for each in found if each.sha256})
    for each in found:
        if each.sha256:
            told = f"version {each.number}: {each.path}"
            left = each.sha256 in there
            yield Held(
                *("file", each.ref, None, "", told, GOES if left else STAYS),
                each.sha256 if left else "(erased)",
            )


def _acts(connection: Connection, ref: str, gone: Collection[str]) -> Iterator[Held]:
    """The rows of the journal that name them, but for those that entered them, told already."""
    naming = queries.events(connection, naming=ref)
    rows = [row for row in naming if row.ref != ref or row.by.person == ref]
    told = texts(connection, {name for row in rows for name in row.data["keeps"].get("text", ())})
    who = names(connection, {each for row in rows for each in people_in(row)})
    for part in ("did", "for them", "named"):
        for row in rows:
            if _how(row, ref) == part:
                yield _act(part, row, told, who, gone)


def _how(row: Event, ref: str) -> str:
    if row.by.person == ref:
        return "did"
    return "for them" if row.by.acts_for == ref else "named"


def _act(
    part: str,
    row: Event,
    told: Mapping[str, Any],
    who: Mapping[str, str],
    gone: Collection[str],
) -> Held:
    what = row.act.replace("-", " ")
    if "move" in row.data:
        what = f"{what}: {row.data['move']}"
    if row.by.acts_for:
        what = f"{what}, by {who[row.by.person]} for {who[row.by.acts_for]}"
    named = {name for kind in KEPT for name in row.data["keeps"].get(kind, ())}
    erasing = f"{REFERENCE}, the rest {GOES}" if named & set(gone) else REFERENCE
    wrote = "; ".join(said(row, told, who))
    return Held(part, row.ref, row.seq, row.effective_on, what, erasing, wrote)


def _by_name(connection: Connection, rows: Iterable[Held], gone: Erased) -> Iterator[Held]:
    """What only says their name, and what then stands in the way of an erasure."""
    listed = {row.row for row in rows if row.row is not None}
    bound = {row.says for row in rows if row.part == "file"}
    yield from _says(connection, gone, bound, listed)
    for seq in gone.remains:
        yield Held("says the name", "", seq, "", "a row of the journal", STAYS)
    for other in gone.namesakes:
        yield Held("says the name", other, None, "", "another person of that name", STAYS)
    try:
        not_in_use(connection, set(gone.contents), gone.ref)
    except Refused as refusal:
        for reason in refusal.reasons:
            yield Held("stands in the way", "", None, "", reason.message, "", reason.mend or "")


def _says(
    connection: Connection, gone: Erased, bound: Collection[str], listed: Collection[int]
) -> Iterator[Held]:
    """Texts, contents and files that say the name, but for the files that are `bound` to them and
    the texts of rows that are `listed`."""
    those = {"text": gone.texts, "content": gone.contents, "file": gone.files}
    named = {kind: set(found) - set(bound) for kind, found in those.items()}
    told = texts(connection, set(gone.texts))
    for row in acting.naming_any(connection, set().union(*named.values())):
        for kind in KEPT:
            for name in row.data["keeps"].get(kind, ()):
                if name not in named[kind] or (kind == "text" and row.seq in listed):
                    continue
                which, wrote = f"{kind} {name[:12]}", str(told.get(name, ""))
                at = (row.ref, row.seq, row.effective_on)
                yield Held("says the name", *at, which, GOES, wrote)
