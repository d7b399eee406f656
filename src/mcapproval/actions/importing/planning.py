"""What an import would make, of its rows and of the records: nothing is written here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions.importing.cohorts_and_actions import Action, Cohort
from mcapproval.actions.importing.comparing import Learnt, compared
from mcapproval.actions.importing.contradicting import contradictions, reviews_to_come
from mcapproval.actions.importing.documents import Document, by_number
from mcapproval.actions.importing.drafting import content_of, nobody_in, read_content, route_of
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Faults, Kind, Row
from mcapproval.actions.importing.filling import as_they_came
from mcapproval.actions.importing.headings import loose
from mcapproval.actions.importing.known import Known, named
from mcapproval.actions.importing.owning import none_of_another
from mcapproval.actions.importing.running import Running
from mcapproval.actions.importing.titles_twice import titles_twice
from mcapproval.draft.model import Draft
from mcapproval.store.rows.folded import Listing

Target = str
"""What a cohort or an action is about: our reference, or `row:SHEET!N` of one that is new."""


@dataclass(frozen=True, slots=True)
class New:
    """A micro-credential that the records do not have, and its documents."""

    row: Credential
    draft: Draft
    applicant: str
    owner: str | None
    providers: tuple[str, ...]

    @property
    def target(self) -> Target:
        return f"row:{self.row.row.sheet}!{self.row.row.line}"


@dataclass(frozen=True, slots=True)
class Plan:
    new: tuple[New, ...]
    learnt: tuple[Learnt, ...]
    cohorts: tuple[tuple[Target, Cohort, dict[str, Any]], ...]
    actions: tuple[tuple[Target, Action, str], ...]
    running: tuple[Running, ...]
    organisations: Mapping[str, str]
    documents: Path | None

    @property
    def rows(self) -> int:
        parts: Sequence[Sequence[object]] = (
            self.new, self.learnt, self.cohorts, self.actions, self.running
        )  # fmt: skip
        return sum(map(len, parts))


NOTHING = Plan((), (), (), (), (), {}, None)
"""Of what makes a little, and no file."""


def credentials(
    rows: Sequence[Credential],
    known: Known,
    files: Iterable[Document],
    faults: Faults,
    today: date,
) -> tuple[list[New], list[Learnt], dict[int, Target]]:
    """Each row as new, or compared with what the records have; with what each is, by `id`."""
    new: list[New] = []
    learnt: list[Learnt] = []
    targets: dict[int, Target] = {}
    came = as_they_came(known.connection)
    paths = by_number(files, {row.number for row in rows if row.number} | known.by_name.keys())
    for path in paths.pop("", ()):
        said = "no micro-credential has the number that its name begins with: left out"
        faults.note(Kind.NOT_TAKEN, path, said)
    for row in _newest(rows):
        contradictions(row, today)
        there = _there(row, known)
        if there:
            targets[id(row)] = there.ref
            more = compared(row, there, known, came)
            learnt += [more] if more else []
            if paths.get(there.ref) or paths.get(there.number or ""):
                said = f"its documents were left out: {there.ref} is there already"
                row.row.note("title", said, Kind.NOT_TAKEN)
            continue
        reviews_to_come(row, today)
        made = _new(row, known, paths.get(row.number or "", ()))
        if made:
            new.append(made)
            targets[id(row)] = made.target
    titles_twice(((each.row, each.applicant) for each in new), known)
    drafts = [(each.row.row, each.draft) for each in new]
    drafts += [(each.row.row, Draft(each.parts)) for each in learnt if each.parts]
    nobody_in(known.connection, drafts)
    owned = [(each.row, each.owner, each.applicant) for each in new]
    owned += [(e.row, e.facts.get("owner"), known.cases[e.ref].provider) for e in learnt]
    none_of_another(owned, known, today)
    return new, learnt, targets


def _newest(rows: Sequence[Credential]) -> Iterator[Credential]:
    """Of several versions of one number the newest; two rows that nothing tells apart are a fault.

    Without a number, they are told apart by title and applicant.
    """
    newest: dict[str, Credential] = {}
    for row in rows:
        key = row.ours or row.number or f"{loose(row.title)} of {loose(row.applicant or '')}"
        other = newest.get(key)
        if other is not None:
            versions = [each.listed["number_version"] for each in (other, row)]
            if not row.number or None in versions or versions[0] == versions[1]:
                said = f"row {other.row.line} is of the same micro-credential"
                mend = "leave one of them out, or write the number and version of each"
                row.row.wrong("number" if row.number else "title", said, mend)
                continue
            older, row = sorted((other, row), key=lambda each: each.listed["number_version"] or 0)
            said = f"left out: row {row.row.line} is a later version of it"
            older.row.note("title", said, Kind.NOT_TAKEN)
        newest[key] = row
    yield from sorted(newest.values(), key=lambda each: each.row.line)


def _there(row: Credential, known: Known) -> Listing | None:
    """The micro-credential of the records that a row is about: by our reference, NZQA's number, or
    the title and the provider.
    """
    if row.ours and known.by_title:
        return known.ours(row.row, row.ours, row.title, row.number)
    if row.number and row.number in known.by_name:
        return known.by_name[row.number]
    provider = row.applicant or known.provider
    found: list[Listing] = []
    for each in known.by_title.get(loose(row.title), ()):
        ours = known.cases[each.ref].provider
        names = {loose(ours), loose(known.organisations.get(ours, ("", ""))[0])}
        if loose(provider) in names and not (each.number and row.number):
            found.append(each)
    return _the_one(row.row, found)


def _the_one(row: Row, found: Sequence[Listing]) -> Listing | None:
    """What a title names; with a fault where it names several."""
    if len(found) > 1:
        said = f"several are called so: {', '.join(each.ref for each in found)}"
        row.wrong("title", said, "write which is meant: our reference, or NZQA's number")
    return found[0] if found else None


def _new(row: Credential, known: Known, files: tuple[str, ...]) -> New | None:
    sheet = row.row
    applicant = known.applicant(sheet, row.applicant) or known.provider
    partners = known.organisations_of(sheet, "partner", row.partners)
    providers = known.organisations_of(sheet, "providers", row.providers)
    owner = known.person(sheet, "owner", row.owner)
    if not applicant or not known.entered(sheet, applicant):
        return None
    route = route_of(known.type_of(applicant))
    content = content_of(row, route, applicant, partners, providers, files)
    draft = read_content(sheet, content, [*known.organisations, *known.new])
    return New(row, draft, applicant, owner, providers) if row.title else None


def once(rows: Iterable[tuple[Row, str, str]], said: str) -> None:
    """A fault for each row that says what another said: each comes with a column and what it is."""
    first: dict[str, int] = {}
    for row, column, what in rows:
        line = first.setdefault(loose(what), row.line)
        if line != row.line:
            mend = "leave one of them out, or write what tells them apart"
            row.wrong(column, f"row {line} {said}", mend)


def named_new(new: Iterable[New]) -> dict[str, Target]:
    """What is new, by its number and, first come, by its title."""
    found: dict[str, Target] = {}
    for each in new:
        found.setdefault(f"title {loose(each.row.title)}", each.target)
        for called in filter(None, (each.row.number, each.row.ours)):
            found[called] = each.target
    return found


def target_of(
    row: Row, of: str | None, title: str | None, new: Mapping[str, Target], known: Known
) -> Target | None:
    """What a cohort or an action is about; None with a fault where nothing is called so."""
    called = of if of is not None else f"title {loose(title or '')}"
    if called in new:
        return new[called]
    titled = known.by_title.get(loose(title), []) if title else []
    there = known.listing(of) if of is not None else _the_one(row, titled)
    if there:
        return there.ref
    column = "of" if of is not None else "title"
    row.wrong(
        column,
        f"there is no micro-credential {named(row, of, title)}",
        "write NZQA's number or the title as in the first sheet, or as the records have it",
    )
    return None
