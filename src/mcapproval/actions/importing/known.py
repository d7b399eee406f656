"""What the records know already that the rows of an import name: bodies, people, credentials."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection

from mcapproval.actions.importing import export_rows
from mcapproval.actions.importing.faults import Kind, Row
from mcapproval.actions.importing.headings import loose
from mcapproval.actions.importing.whose import Whose
from mcapproval.actions.people import matching
from mcapproval.policy.model import TITLES
from mcapproval.sheets.values import CellError, text
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Application, Case, Listing, Organisation


@dataclass(slots=True)
class Known:
    """The records as they are, by what a row may name; `new` are the organisations that it brings,
    by key, where `add` says that these are entered. `accredited` has the providers of each listing,
    with the day on which each was; `numbers` the last number of keys that would be the same.
    """

    whose: Whose
    add: bool
    organisations: dict[str, tuple[str, str]]
    by_name: dict[str, Listing]
    by_title: dict[str, list[Listing]]
    cases: dict[str, Case]
    applications: list[Application]
    accredited: dict[str, dict[str, str | None]]
    connection: Connection
    new: dict[str, str] = field(default_factory=dict)
    out: dict[str, export_rows.Row] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    new_words: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    called_so: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    told_whose: bool = False

    def __post_init__(self) -> None:
        """`words` and `new_words` lead from loose words to the key that they name."""
        for key, (called, _) in self.organisations.items():
            _name(self.words, key, called)

    @property
    def provider(self) -> str:
        return self.whose.provider

    def applicant(self, row: Row, name: str | None) -> str | None:
        """The organisation that a cell names, else whose the rows are; by what that is known, or a
        fault where it is not, is told once.
        """
        if name:
            return self.organisation(row, "applicant", name)
        if not self.told_whose and not self.provider:
            row.wrong("applicant", self.whose.because, self.whose.mend)
        elif not self.told_whose and self.whose.because:
            said = f"rows that name no applicant are of {self.provider}: {self.whose.because}"
            row.note("applicant", said, Kind.SHEET)
        self.told_whose = True
        return self.provider or None

    def organisation(self, row: Row, column: str, name: str) -> str | None:
        """The key of an organisation that a cell names by key or name; None with a fault."""
        wanted = self.called(loose(name))
        if wanted in self.organisations:
            return wanted
        if wanted in self.new_words:
            return self.new_words[wanted]
        key = self._key(name)
        if self.add:
            self.new[key] = name
            _name(self.new_words, key, name)
            return key
        row.wrong(
            column,
            f"these records know no organisation {name}",
            "let all that are not known be entered (--add-organisations), or enter it: mcapproval"
            f" organisation add {key} --name {shlex.quote(name)} --type TYPE",
        )
        return None

    def called(self, words: str) -> str:
        """The key of the organisation of the records that loose words name, else the words."""
        return self.words.get(words, words)

    def organisations_of(self, row: Row, column: str, names: Iterable[str]) -> tuple[str, ...]:
        found = (self.organisation(row, column, name) for name in names)
        return tuple(dict.fromkeys(key for key in found if key))

    def entered(self, row: Row, provider: str) -> bool:
        """Whether the provider of these records is an organisation of theirs; else a fault: records
        may be begun with its key alone.
        """
        if provider in self.organisations or provider in self.new:
            return True
        row.wrong(
            "applicant",
            f"{provider}, whose records these are, is not among the organisations yet",
            f"enter it: mcapproval organisation add {provider} --name NAME --type TYPE",
        )
        return False

    def type_of(self, key: str) -> str:
        return self.organisations.get(key, ("", "other"))[1]

    def person(self, row: Row, column: str, name: str | None) -> str | None:
        """A person by short name or name; None with a fault where none or several are called so."""
        if name is None:
            return None
        if not self.called_so:
            self.called_so.update(matching.by_name(self.connection))
        if name not in self.people:
            self.people[name] = matching.named(self.connection, name, self.called_so)
        found = self.people[name]
        if len(found) > 1:
            said = matching.several(name, self.called_so)
            row.wrong(column, said, "write the short name of the one who is meant")
        elif not found:
            full = shlex.quote(name) if " " in name else "NAME"
            row.wrong(
                column,
                f"these records know no person {name}",
                "write the name or short name of one (mcapproval people list), or enter them:"
                f" mcapproval people add {shlex.quote(self._key(name))} --name {full}"
                " --as YOUR-NAME",
            )
        return found[0] if len(found) == 1 else None

    def role(self, row: Row, column: str, name: str | None) -> str | None:
        """A role by its key or title, or an organisation: whose an action can be."""
        if name is None:
            return "quality-adviser"
        for role, title in TITLES.items():
            if role != "system" and loose(name) in (loose(role), loose(title)):
                return role
        if loose(name) in self.words:
            return self.words[loose(name)]
        roles = ", ".join(role for role in TITLES if role != "system")
        said = f"there is no role or organisation {name}"
        row.wrong(column, said, f"write a role; the roles are: {roles}")
        return None

    def ours(self, row: Row, ours: str, title: str, number: str | None) -> Listing | None:
        """By our reference; a fault where it is of none here, or where all else says another one:
        then the sheet is of other records.
        """
        found = self.by_name.get(ours)
        if found is None:
            said = f"there is no micro-credential {ours} in these records"
            row.wrong("ours", said, "leave the cell empty where it is new")
        elif loose(found.title) != loose(title) and not (number and number == found.number):
            said = f"{ours} is {found.title} here: the sheet is of other records"
            row.wrong("ours", said, "leave the cell empty; then it is found by number or title")
        return found

    def exported(self, ref: str) -> export_rows.Row:
        """What an export says of a micro-credential; all are gathered when one is asked for."""
        if not self.out:
            names = export_rows.named(self.connection)
            rows = export_rows.credentials(self.connection, names)
            self.out.update((str(row["ours"]), row) for row in rows)
        return self.out.get(ref, {"last_review_decision": None})

    def listing(self, named: str) -> Listing | None:
        """A micro-credential by our reference or NZQA's number."""
        return self.by_name.get(named)

    def _key(self, name: str) -> str:
        plain = unicodedata.normalize("NFD", name.casefold())
        ascii_only = plain.encode("ascii", "ignore").decode()
        key = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")[:60].strip("-")
        key = key if key[:1].isalpha() else f"org-{key}".strip("-")
        if not (key in self.organisations or key in self.new):
            return key
        stem = key.rstrip("0123456789").rstrip("-")
        number = self.numbers.get(stem, 2)
        while f"{stem}-{number}" in self.organisations or f"{stem}-{number}" in self.new:
            number += 1
        self.numbers[stem] = number
        return f"{stem}-{number}"


def _name(words: dict[str, str], key: str, called: str) -> None:
    for each in (key, called):
        words.setdefault(loose(each), key)


def known(connection: Connection, add: bool, whose: Whose) -> Known:
    accredited: dict[str, dict[str, str | None]] = {}
    for row in queries.many(connection, Accreditation):
        accredited.setdefault(row.listing, {})[row.provider] = row.granted_on
    bodies = queries.many(connection, Organisation)
    by_name: dict[str, Listing] = {}
    by_title: dict[str, list[Listing]] = {}
    for listing in queries.many(connection, Listing):
        by_name |= {name: listing for name in (listing.ref, listing.number) if name}
        by_title.setdefault(loose(listing.title), []).append(listing)
    return Known(
        whose,
        add,
        {body.key: (body.name, body.type) for body in bodies},
        by_name,
        by_title,
        {case.ref: case for case in queries.many(connection, Case)},
        queries.many(connection, Application),
        accredited,
        connection,
    )


def named(row: Row, of: str | None, title: str | None) -> str:
    """What a row that is about a micro-credential calls it, for a message."""
    return of or title or _first(row)


def _first(row: Row) -> str:
    try:
        return text(next(iter(row.cells.values()))) or "this row"
    except CellError:
        return "this row"
