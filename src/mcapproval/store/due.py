"""The re-evaluations still to be decided, a page at a time, by the indexes of those that wait.

Named tuples, not dataclasses: making the class of one takes as long as finding a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from mcapproval.store.ask import Ask
from mcapproval.store.counting import MANY
from mcapproval.workflow.referred import reference

NOBODY = ""
"""Instead of the person who looks after them: those that nobody looks after."""


class Wanted(NamedTuple):
    """Which of them: due from a day until a day, of a provider, looked after by a person."""

    since: str
    until: str
    provider: str | None = None
    owner: str | None = None


class DueRow(NamedTuple):
    """`owner` is that of the review, else that of its micro-credential; `person` is the text of
    them, canonical JSON, None where there is no owner or it was erased."""

    ref: str
    due_on: str
    form: str
    listing: str
    title: str
    number: str | None
    number_version: int | None
    state: str
    provider: str
    owner: str | None
    person: bytes | None


_COLUMNS = (
    "r.ref, r.due_on, r.form, r.listing, l.title, l.number, l.number_version, "
    "c.state, c.provider, coalesce(r.owner, l.owner) AS owner"
)
_JOINED = "JOIN listing l ON l.ref = r.listing JOIN case_record c ON c.ref = r.ref"
_WAITS = "r.waits AND r.due_on >= :since AND r.due_on <= :until"
_ALL = f"FROM review r {_JOINED} WHERE {_WAITS}"
_OWN = f"FROM review r {_JOINED} WHERE r.owner = :owner AND {_WAITS}"
_OF_LISTING = (
    "FROM listing l CROSS JOIN review r JOIN case_record c ON c.ref = r.ref "
    "WHERE l.owner = :owner AND r.listing = l.ref AND coalesce(r.owner, '') = '' "
    f"AND {_WAITS}"
)
"""SQLite makes a CROSS JOIN in the order of its words, and must not begin with what nobody owns."""
_NOBODYS = " AND coalesce(r.owner, '') = '' AND coalesce(l.owner, '') = ''"
_CALLED = (
    ") d LEFT JOIN person p ON p.ref = d.owner "
    "LEFT JOIN personal_text t ON t.commitment = p.commitment ORDER BY d.due_on, d.ref"
)


def page(ask: Ask, wanted: Wanted, first: int, after: tuple[str, str] | None) -> list[DueRow]:
    """The first of them after a place, which is a day and a reference; soonest first."""
    sql, values = statement(wanted, first, after)
    return [DueRow(*row) for row in ask(sql, values)]


def statement(
    wanted: Wanted, first: int, after: tuple[str, str] | None = None
) -> tuple[str, Mapping[str, Any]]:
    """The question of a page, with its values. An owner's own are found by two indexes: those of
    the review itself, and those of what they look after that nobody else does."""
    values: dict[str, Any] = {"since": wanted.since, "until": wanted.until, "first": first}
    also = ""
    if wanted.provider is not None:
        also += " AND c.provider = :provider"
        values["provider"] = wanted.provider
    if after is not None:
        also += " AND (r.due_on, r.ref) > (:day, :ref)"
        values |= {"day": after[0], "ref": after[1]}
    if not wanted.owner:
        also += _NOBODYS if wanted.owner == NOBODY else ""
        ordered = _sql("SELECT", _COLUMNS, _ALL, also, "ORDER BY r.due_on, r.ref LIMIT :first")
    else:
        values["owner"] = wanted.owner
        own, of_listing = (_sql("SELECT", _COLUMNS, each, also) for each in (_OWN, _OF_LISTING))
        ordered = _sql(own, "UNION ALL", of_listing, "ORDER BY 2, 1 LIMIT :first")
    return _sql("SELECT d.*, t.body FROM (", ordered, _CALLED), values


def _sql(*parts: str) -> str:
    return " ".join(parts)


def count(ask: Ask, wanted: Wanted) -> int:
    """How many there are; MANY + 1 where there are more than MANY."""
    values: dict[str, Any] = {"since": wanted.since, "until": wanted.until, "most": MANY + 1}
    joined, also = "", ""
    if wanted.provider is not None:
        joined, also = "JOIN case_record c ON c.ref = r.ref", " AND c.provider = :provider"
        values["provider"] = wanted.provider
    if wanted.owner == NOBODY:
        rows = _sql("SELECT 1", _ALL, _NOBODYS, also)
    elif wanted.owner is None:
        rows = _sql("SELECT 1 FROM review r", joined, "WHERE", _WAITS, also)
    else:
        values["owner"] = wanted.owner
        rows = _sql("SELECT 1", _OWN, also, "UNION ALL SELECT 1", _OF_LISTING, also)
    found = ask(_sql("SELECT count(*) FROM (", rows, "LIMIT :most) n"), values)
    return int(found[0][0])


def place_of(ask: Ask, ref: str) -> tuple[str, str] | None:
    """Where a re-evaluation stands in the list; None where there is none."""
    found = ask("SELECT due_on, ref FROM review WHERE ref = :ref", {"ref": ref})
    return (str(found[0][0]), str(found[0][1])) if found else None


def person_named(ask: Ask, name: str) -> str | None:
    """A person as `queries.person` finds them."""
    found = ask(
        "SELECT p.ref FROM person p LEFT JOIN personal_text t ON t.commitment = p.commitment "
        "WHERE p.ref = :name OR t.handle = :name",
        {"name": name},
    )
    if not found and reference(name) != name:
        return person_named(ask, reference(name))
    return str(found[0][0]) if found else None


def policies(ask: Ask, day: str) -> dict[str, bytes]:
    """The policy in force of each provider that adopted one, as canonical JSON."""
    rows = ask(
        "SELECT p.provider, k.body FROM policy p JOIN content k ON k.hash = p.content "
        "WHERE p.from_day <= :day ORDER BY p.from_day, p.seq",
        {"day": day},
    )
    return {str(provider): bytes(body) for provider, body in rows}


def whose_records(ask: Ask) -> str:
    """The provider whose records these are."""
    found = ask("SELECT provider FROM records", {})
    return str(found[0][0]) if found else ""
