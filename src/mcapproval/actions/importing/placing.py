"""What a cohort or an open action is about, and what of an import is there already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from mcapproval.actions.deliveries import sound
from mcapproval.actions.importing.contradicting import of_cohort
from mcapproval.actions.importing.facts import Credential
from mcapproval.actions.importing.faults import Kind
from mcapproval.actions.importing.headings import loose, sheets
from mcapproval.actions.importing.held import SHEET as COHORTS
from mcapproval.actions.importing.held import Action, Cohort
from mcapproval.actions.importing.known import Known
from mcapproval.actions.importing.planning import New, Target, target_of
from mcapproval.actions.importing.running import Running
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.tables import Delivery, Item, Review

Held = tuple[Target, Action]
"""What an action is about, and the action."""


def place_cohort(
    each: Cohort, called: Mapping[str, Target], new: Mapping[Target, New], there: Known, today: date
) -> tuple[str, Cohort, dict[str, Any]] | None:
    """A cohort with whose it is and what it is about; None where it is there, or with a fault."""
    row = each.row
    target = target_of(row, each.of, each.title, called, there)
    provider = client = None
    if each.provider:
        provider = there.organisation(row, "provider", each.provider)
    elif target:
        named = new[target].providers if target in new else tuple(there.accredited.get(target, ()))
        provider = named[0] if len(named) == 1 else there.provider
    if each.client:
        client = there.organisation(row, "client", each.client)
    facts = {**each.facts, "provider": provider}
    facts |= {"client": client} if client else {}
    heads = {column.name: column.heads[0] for column in sheets()[COHORTS].columns}
    placed = [*sound.counts_placed(facts), *sound.days_placed(facts, today, heads)]
    words: dict[str, str | None] = {
        key: str(facts[key]) for key in ("cohort", "site") if key in facts
    }
    placed += (("cohort", reason) for reason in sound.of_words(there.connection, words))
    for column, reason in placed:
        at = column if row.has(column) else "cohort"
        row.wrong(at, reason.message, reason.mend, "COHORT")
    if target is None or provider is None:
        return None
    for other in queries.many(
        there.connection, Delivery, listing=target, provider=provider, cancelled=False
    ):
        if loose(other.cohort) == loose(str(facts["cohort"])) and (
            other.starts == facts.get("starts")
        ):
            row.note("cohort", f"{other.ref} is in the records already", Kind.THERE)
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
    placed: dict[tuple[Target, str], tuple[Target, Action, str]] = {}
    for target, each in found:
        owner = there.role(each.row, "owner", each.owner)
        said = target, loose(each.says)
        if said in placed:
            other = placed[said][1].row
            each.row.note(
                each.column, f"row {other.line} of {other.sheet} says it already", Kind.THERE
            )
        elif owner and not _open_already(target, each, there):
            placed[said] = target, each, owner
    return list(placed.values())


def _open_already(target: Target, each: Action, there: Known) -> bool:
    """Whether the records have it already, which is told."""
    reviews = {row.ref for row in queries.many(there.connection, Review, listing=target)}
    items = queries.among(there.connection, Item, "ref", {target, *reviews})
    told = texts(there.connection, {item.says for item in items if item.kind == "action"})
    same = next((i for i in items if loose(str(told.get(i.says, ""))) == loose(each.says)), None)
    if same:
        each.row.note(each.column, f"item {same.number} of {same.ref} says it already", Kind.THERE)
    return same is not None


def under_way(each: Running, there: Known) -> bool:
    """Whether an application of that title is under way in the records, which is told."""
    for row in there.applications:
        case = there.cases[row.ref]
        same = loose(row.title) == loose(each.draft.text("/title"))
        if same and case.provider == each.provider and row.kind == each.draft.text("/kind"):
            each.row.note("title", f"{row.ref} is in the records already", Kind.THERE)
            return True
    return False
