"""What a cohort or an open action is about, and what of an import is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from mcapproval.actions.deliveries import sound
from mcapproval.actions.importing.cohorts_and_actions import SHEET as COHORTS
from mcapproval.actions.importing.cohorts_and_actions import Action, Cohort
from mcapproval.actions.importing.contradicting import of_cohort
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Kind
from mcapproval.actions.importing.headings import loose, sheets
from mcapproval.actions.importing.known import Known
from mcapproval.actions.importing.planning import New, Target, target_of
from mcapproval.actions.importing.running import Running
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Application, Delivery, Item, Review

Held = tuple[Target, Action]
"""What an action is about, and the action."""


def place_cohorts(
    found: Sequence[Cohort],
    called: Mapping[str, Target],
    new: Mapping[Target, New],
    there: Known,
    today: date,
) -> list[tuple[Target, Cohort, dict[str, Any]]]:
    """Each with whose it is and what it is about; but those that are there, or have a fault."""
    kept: dict[tuple[object, ...], str] = {}
    for row in queries.many(there.connection, Delivery, cancelled=False):
        kept.setdefault((row.listing, row.provider, loose(row.cohort), row.starts), row.ref)
    placed = [_place_cohort(each, called, new, there, today, kept) for each in found]
    said = {str(at): _words(each.facts) for at, each in enumerate(found)}
    for at, reason in sound.nobody_named(there.connection, said):
        found[int(at)].row.wrong("cohort", reason.message, reason.mend, "COHORT")
    return [each for each in placed if each]


def _words(facts: Mapping[str, object]) -> dict[str, str]:
    return {key: str(facts[key]) for key in ("cohort", "site") if facts.get(key)}


def _place_cohort(
    each: Cohort,
    called: Mapping[str, Target],
    new: Mapping[Target, New],
    there: Known,
    today: date,
    kept: Mapping[tuple[object, ...], str],
) -> tuple[Target, Cohort, dict[str, Any]] | None:
    row = each.row
    target = target_of(row, each.of, each.title, called, there)
    provider = client = None
    if each.provider:
        provider = there.organisation(row, "provider", each.provider)
    elif target:
        named = new[target].providers if target in new else tuple(there.accredited.get(target, ()))
        own = new[target].applicant if target in new else there.cases[target].provider
        provider = named[0] if len(named) == 1 else there.provider or own
    if each.client:
        client = there.organisation(row, "client", each.client)
    facts = {**each.facts, "provider": provider}
    facts |= {"client": client} if client else {}
    heads = {column.name: column.heads[0] for column in sheets()[COHORTS].columns}
    placed = [*sound.counts_placed(facts, today), *sound.days_placed(facts, today, heads)]
    placed += (("cohort", reason) for reason in sound.of_words_alone(_words(facts)))
    for column, reason in placed:
        at = column if row.has(column) else "cohort"
        row.wrong(at, reason.message, reason.mend, "COHORT")
    if target is None or provider is None:
        return None
    same = kept.get((target, provider, loose(str(facts["cohort"])), facts.get("starts")))
    if same:
        row.note("cohort", f"{same} is in the records already", Kind.THERE)
        return None
    of_cohort(row, facts, _since(target, provider, new, there))
    return target, each, facts


def _since(target: Target, provider: str, new: Mapping[Target, New], there: Known) -> str | None:
    """From when a provider could deliver: its accreditation, else the approval."""
    if target in new:
        row = new[target].row
        return row.accredited_on or row.approved_on or row.listed_on
    listing = there.by_name[target]
    return there.accredited.get(target, {}).get(provider) or listing.approved_on


def of_columns(rows: Iterable[Credential], targets: Mapping[int, Target]) -> Iterator[Held]:
    """The open actions that stand in the rows of micro-credentials: whose and until when is not
    said there.
    """
    for row in rows:
        target = targets.get(id(row))
        for said in row.open_actions if target else ():
            assert target
            yield target, Action(row.row, row.number, row.title, said, column="open_actions")


def of_rows(rows: Iterable[Action], called: Mapping[str, Target], there: Known) -> Iterator[Held]:
    for each in rows:
        target = target_of(each.row, each.of, each.title, called, there)
        if target and each.says:
            yield target, each


def place_actions(found: Iterable[Held], there: Known) -> list[tuple[Target, Action, str]]:
    """Each once, with whose it is: the first that says it counts, so those with more go first."""
    kept = _actions_there(there.connection)
    placed: dict[tuple[Target, str], tuple[Target, Action, str]] = {}
    for target, each in found:
        owner = there.role(each.row, "owner", each.owner)
        said = target, loose(each.says)
        if said in placed:
            other = placed[said][1].row
            each.row.note(
                each.column, f"row {other.line} of {other.sheet} says it already", Kind.THERE
            )
        elif same := kept.get(said):
            each.row.note(each.column, f"item {same} says it already", Kind.THERE)
        elif owner:
            placed[said] = target, each, owner
    return list(placed.values())


def _actions_there(connection: Connection) -> dict[tuple[Target, str], str]:
    """The actions that the records have, by what they are about and say: number and case of each.
    Those of its reviews are about a micro-credential too.
    """
    about = {row.ref: row.listing for row in queries.many(connection, Review)}
    items = queries.many(connection, Item, kind="action")
    told = texts(connection, {item.says for item in items})
    kept: dict[tuple[Target, str], str] = {}
    for item in items:
        if said := loose(str(told.get(item.says, ""))):
            target = about.get(item.ref, item.ref)
            kept.setdefault((target, said), f"{item.number} of {item.ref}")
    return kept


def not_under_way(found: Iterable[Running | None], there: Known) -> list[Running]:
    """Those of whose title no application is under way in the records, which is told."""
    kept: dict[tuple[object, ...], str] = {}
    for row in there.applications:
        kept.setdefault((loose(row.title), there.cases[row.ref].provider, row.kind), row.ref)
    left = []
    for each in filter(None, found):
        draft = each.draft
        ref = kept.get((loose(draft.text("/title")), each.provider, draft.text("/kind")))
        if ref:
            each.row.note("title", f"{ref} is in the records already", Kind.THERE)
        else:
            left.append(each)
    return left


def own_references(found: Iterable[Running], there: Known) -> None:
    """A fault for each whose reference another has: a body gives each application its own."""
    rows = [each for each in found if each.application_reference]
    told = {str(each.application_reference) for each in rows}
    held = queries.among(there.connection, Application, "application_reference", told)
    kept = {(row.route, row.application_reference): row.ref for row in held}
    for each in rows:
        key = (each.draft.text("/route"), each.application_reference)
        first = kept.setdefault(key, f"row {each.row.line}")
        if first != f"row {each.row.line}":
            said = f"{first} has the reference {each.application_reference}"
            each.row.wrong("application_reference", said, "look it up, and write its own")
