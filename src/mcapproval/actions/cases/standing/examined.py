"""The findings on a content: made once for each law day, then read from where they are kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, insert, select

from mcapproval.actions.texts.placing import with_texts
from mcapproval.canonical import canonical
from mcapproval.draft.content import from_content
from mcapproval.draft.model import Draft
from mcapproval.draft.references import left_to_the_records
from mcapproval.errors import NotInForce
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.policy.reader import policy_from_json
from mcapproval.rules.book_hash import book_hash
from mcapproval.store import queries
from mcapproval.store.clauses import table
from mcapproval.store.keep import content
from mcapproval.store.rows.folded import Application, Organisation, PolicyRow
from mcapproval.store.rows.kept import FindingCache
from mcapproval.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Checked:
    """The findings on a content under one book, policy and law day; `new` ones are not kept yet."""

    content: str
    book: str
    policy: str
    day: str
    findings: tuple[Finding, ...]
    new: bool = False

    def keep(self, writer: Writer) -> None:
        """A content is checked once for each law day: the next move reads what this one found."""
        if not self.new:
            return
        cache = table(FindingCache)
        key = {"content": self.content, "book": self.book, "policy": self.policy, "day": self.day}
        where = [cache.c[name] == value for name, value in key.items()]
        if not writer.connection.execute(select(cache.c.content).where(*where)).first():
            body = _written(self.findings)
            writer.connection.execute(insert(cache), {**key, "body": body})


def check(
    connection: Connection, application: Application, draft: Draft, policy: Policy, day: date
) -> Checked:
    """The findings, from what is kept where this content was checked before."""
    kept = queries.one(connection, FindingCache, **found_under(application, policy, day))
    return checked(connection, application, draft, policy, day, kept)


def found_under(application: Application, policy: Policy, day: date) -> dict[str, str]:
    """The key under which the findings on an application's content are kept."""
    asked = {"book": book_hash(), "policy": policy.digest(), "day": day.isoformat()}
    return {"content": application.content, **asked}


def checked(
    connection: Connection,
    application: Application,
    draft: Draft,
    policy: Policy,
    day: date,
    kept: FindingCache | None,
) -> Checked:
    """The same with what is kept under its key; found anew where a draft leaves something to the
    records, which may change.
    """
    examined = completed(connection, draft)
    key = found_under(application, policy, day)
    if examined is not draft:
        found = _examine(examined, day, policy)
        return Checked("", key["book"], key["policy"], key["day"], found)
    found = _read(kept.body) if kept else _examine(examined, day, policy)
    return Checked(**key, findings=found, new=kept is None)


def _examine(draft: Draft, day: date, policy: Policy) -> tuple[Finding, ...]:
    from mcapproval.rules.book import RULES  # a look at what was checked before needs no rule
    from mcapproval.rules.examine import examine

    return examine(draft, day, policy, RULES)


@lru_cache(maxsize=32)
def _read(kept: str) -> tuple[Finding, ...]:
    return tuple(read_finding(row) for row in json.loads(kept))


def forged(connection: Connection) -> Iterator[str]:
    """The kept findings of this rule book that a new check does not give."""
    policies = {SHIPPED.digest(): SHIPPED}
    for row in queries.many(connection, PolicyRow):
        policy = policy_from_json(content(connection, row.content))
        policies[policy.digest()] = policy
    for found in queries.many(connection, FindingCache, book=book_hash()):
        kept, asked = content(connection, found.content), policies.get(found.policy)
        said = _found_again(kept, found.day, asked) if kept and asked else None
        if said is None or _written(said) != found.body:
            yield found.content


def _found_again(kept: Any, day: str, policy: Policy) -> tuple[Finding, ...] | None:
    """What a check finds, None for a day of which nothing can have been kept."""
    try:
        return _examine(from_content(kept), date.fromisoformat(day), policy)
    except (NotInForce, ValueError):
        return None


def completed(connection: Connection, draft: Draft) -> Draft:
    """The draft with what it leaves to the records: organisations, and the words of its texts.

    Itself where it leaves nothing.
    """
    return with_texts(connection, with_organisations(connection, draft))


def with_organisations(connection: Connection, draft: Draft) -> Draft:
    """The draft with the organisations that it leaves to the records to describe."""
    left = draft.once(left_to_the_records)
    return described(draft, queries.among(connection, Organisation, "key", left))


def described(draft: Draft, known: Iterable[Organisation]) -> Draft:
    """The draft with some of the organisations that the records know; itself where there are none.

    What the draft says of an organisation stands before what the records say.
    """
    facts = {row.key: {"name": row.name, "type": row.type} for row in known}
    if not facts:
        return draft
    own = draft.get("/organisations") or {}
    return replace(draft, data={**draft.data, "organisations": {**facts, **own}})


def _written(findings: tuple[Finding, ...]) -> str:
    return canonical([finding.as_json() for finding in findings]).decode()


def read_finding(row: dict[str, object]) -> Finding:
    return Finding(**{**row, "severity": Severity(str(row["severity"]))})  # type: ignore[arg-type]
