"""A row of a micro-credential that is there already, beside what the records have of it."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcapproval.actions.importing.differing import not_taken
from mcapproval.actions.importing.drafting import PLACES
from mcapproval.actions.importing.facts import COLUMN, Credential
from mcapproval.actions.importing.faults import Kind
from mcapproval.actions.importing.filling import parts_filled
from mcapproval.actions.importing.headings import loose
from mcapproval.actions.importing.known import Known
from mcapproval.actions.people.roles import handles
from mcapproval.store.rows.folded import Application, Listing


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the sheet knows and the records did not of a micro-credential that they have: facts of
    its listing, parts of its application by key of a draft, and who is accredited for it.
    """

    ref: str
    row: Credential
    facts: Mapping[str, Any]
    parts: Mapping[str, Any] = field(default_factory=dict)
    providers: tuple[str, ...] = ()


def compared(
    row: Credential, there: Listing, known: Known, came: dict[str, Application]
) -> Learnt | None:
    """What is empty in the records is filled; what differs is told, and nothing is overwritten.

    An application is filled where it stands as it `came`, by one row of a file.
    """
    facts = _facts(row, there, known)
    stands = there.ref in came
    providers = _providers(row, there, known) if stands else ()
    columns = {COLUMN.get(name, name) for name in facts}
    parts = parts_filled(row, came[there.ref], columns, known) if stands else {}
    if parts:
        del came[there.ref]
    taken = {PLACES.get(key, key) for key in parts}
    _tell_the_rest(row, there, known, taken)
    if facts or parts or providers:
        return Learnt(there.ref, row, facts, parts, providers)
    row.row.note("title", f"{there.ref} is in the records already", Kind.THERE)
    return None


def _facts(row: Credential, there: Listing, known: Known) -> dict[str, Any]:
    owner = known.person(row.row, "owner", row.owner)
    facts = {}
    for name, said in {**row.listed, "owner": owner}.items():
        column = COLUMN.get(name, name)
        have = getattr(there, name)
        if said is None or said == have:
            continue
        if name == "nzqa_review_on" and have:
            have = known.exported(there.ref)[column] or have
            if str(have) == said:
                continue
        if have is None:
            facts[name] = said
        else:
            if name == "owner":
                have, said = handles(known.connection, {have})[have], row.owner
            told = f"{there.ref} has {have}, the sheet {said}: nothing was changed"
            row.row.note(column, told, Kind.NOT_TAKEN)
            if name in row.listed and known.cases[there.ref].imported:
                value = shlex.quote(f"{column}={said}")
                right = f"mcapproval import correct {there.ref} --set {value} --note WHY"
                row.row.faults.put_right.append(right)
    return facts


def _providers(row: Credential, there: Listing, known: Known) -> tuple[str, ...]:
    """Those whom the sheet names, where the records know of none and nobody has applied to be one;
    cohorts of the same file are theirs from then on.
    """
    applied = any(
        each.of_ref == there.ref and each.kind == "accreditation" for each in known.applications
    )
    if applied or known.accredited.get(there.ref):
        return ()
    found = known.organisations_of(row.row, "providers", row.providers)
    since = row.accredited_on or there.approved_on or row.approved_on
    if found:
        known.accredited[there.ref] = dict.fromkeys(found, since)
    return found


def _tell_the_rest(row: Credential, there: Listing, known: Known, taken: Collection[str]) -> None:
    """What the sheet says otherwise and is not `taken`, by column."""
    accredited = known.accredited.get(there.ref, {})
    for column, other, kept in not_taken(row, known.exported(there.ref), known.called):
        granted = column == "accredited_on" and set(accredited.values()) == {row.accredited_on}
        if column not in taken and not granted:
            told = f"{there.ref} has {kept or 'nothing'}, the sheet {other}: nothing was changed"
            row.row.note(column, told, Kind.NOT_TAKEN)
    state = known.cases[there.ref].state
    if row.row.has("status") and row.status != state:
        said = f"{there.ref} is {state}, the sheet says {row.status}: so it stays"
        row.row.note("status", said, Kind.NOT_TAKEN)
    for name in row.providers:
        called = known.called(loose(name))
        if known.new_words.get(called, called) not in accredited:
            said = f"{name} is not accredited for {there.ref} in the records: so it stays"
            row.row.note("providers", said, Kind.NOT_TAKEN)
