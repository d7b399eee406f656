"""What the rules and each provider's policy say of every application, as `check` says it of one.

What a check kept of a content is read; what none kept is examined now, and nothing is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic_core import from_json
from sqlalchemy import Connection

from mcapproval.actions.cases.definitions import kept_definition
from mcapproval.actions.cases.standing.examined import completed
from mcapproval.actions.cases.standing.imported import APPROVED, came_with
from mcapproval.actions.cases.standing.waived import holding
from mcapproval.actions.desk import Desk
from mcapproval.actions.in_force import policy_for
from mcapproval.actions.lookup import case_row, known_provider
from mcapproval.actions.reporting.slices import after_ref, page_of, uncounted
from mcapproval.draft.content import from_content
from mcapproval.errors import Unknown
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.progress import HowFar, unheard
from mcapproval.reports.findings import ORDER, ByRule, Having, Looked
from mcapproval.reports.paging import EVERYTHING, Page, Slice
from mcapproval.rules.book import RULES, rule
from mcapproval.rules.book_hash import book_hash
from mcapproval.rules.examine import examine
from mcapproval.store import queries, walking
from mcapproval.store.keep import content
from mcapproval.store.reported import examined as kept
from mcapproval.store.reported.examined import Row
from mcapproval.store.rows.folded import Application, ImportBatch
from mcapproval.workflow.model import State

BLOCKING = (Severity.ERROR, Severity.WAIVABLE)


@dataclass(frozen=True, slots=True)
class Found:
    """A finding in few words."""

    code: str
    severity: Severity
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Examined:
    """An application, the day of whose law counts, and its findings; None where it was erased.
    `waived` are codes and paths of those that were let stand. What was approved `elsewhere`, before
    it was imported, has nothing to mend, and its text is not in these records: nobody looks at it.
    """

    row: Row
    day: date
    findings: Sequence[Found] | None
    waived: frozenset[tuple[str, str]]
    elsewhere: bool = False

    def blocks(self, found: Found) -> bool:
        """Whether it must be mended still."""
        let_stand = (found.code, found.path) in self.waived
        return found.severity in BLOCKING and not let_stand


def by_rule(
    desk: Desk, provider: str | None = None, progress: HowFar = unheard
) -> tuple[list[ByRule], Looked]:
    """Every rule of which some application has a finding now, and how many were looked at. Unknown
    for a provider that nothing in the records names."""
    worst: dict[str, Severity] = {}
    having, under_way, blocking, findings, waived = (Counter[str]() for _ in range(5))
    looked_at = gone = elsewhere = 0
    with desk.reading() as connection:
        for each in _examined(connection, desk, provider, "", progress):
            if each.elsewhere:
                elsewhere += 1
                continue
            looked_at += 1
            if each.findings is None:
                gone += 1
                continue
            ended = _state(connection, each.row).end
            codes = {found.code for found in each.findings}
            having.update(codes)
            under_way.update(() if ended else codes)
            blocking.update({found.code for found in each.findings if each.blocks(found)})
            for found in each.findings:
                findings[found.code] += 1
                waived[found.code] += (found.code, found.path) in each.waived
                before = worst.get(found.code, found.severity)
                worst[found.code] = min(before, found.severity, key=ORDER.index)
    rows = [
        ByRule(
            code,
            _title(code),
            worst[code],
            having[code],
            under_way[code],
            blocking[code],
            findings[code],
            waived[code],
        )
        for code in sorted(having)
    ]
    return rows, Looked(looked_at, gone, elsewhere)


def having(
    desk: Desk,
    code: str,
    provider: str | None = None,
    asked: Slice = EVERYTHING,
    progress: HowFar = unheard,
) -> Page[Having]:
    """The applications that have a finding of a rule, in the order of references.

    Unknown for a rule that there is not.
    """
    if rule(code) is None:
        raise Unknown(f"there is no rule {code}", "see: mcapproval rules list")
    rows: list[Having] = []
    with desk.reading() as connection:
        after = after_ref(connection, asked, Application) or ""
        for each in _examined(connection, desk, provider, after, progress):
            found = [one for one in each.findings or () if one.code == code]
            if not found:
                continue
            rows.append(
                Having(
                    each.row.ref,
                    each.row.title,
                    each.row.provider,
                    _state(connection, each.row).label,
                    min((one.severity for one in found), key=ORDER.index),
                    len(found),
                    sum((one.code, one.path) in each.waived for one in found),
                    each.day.isoformat(),
                    found[0].message,
                )
            )
            if len(rows) == asked.one_more:
                break
    return page_of(rows, asked, tuple, uncounted, lambda row: row.ref)


def _examined(
    connection: Connection, desk: Desk, provider: str | None, after: str, progress: HowFar
) -> Iterator[Examined]:
    known_provider(connection, provider)
    of, done, book = walking.how_many(connection, provider, after), 0, book_hash()
    imports = queries.many(connection, ImportBatch)
    policies: dict[str, tuple[Policy, str]] = {}
    for rows in kept.applications(connection, provider, after):
        before = walking.kept_findings(connection, book, rows)
        waived = kept.waived(connection, rows)
        said: dict[tuple[str, str, date], list[Found] | None] = {}
        for row in rows:
            if row.provider not in policies:
                policy = policy_for(connection, row.provider, desk.today)
                policies[row.provider] = policy, policy.digest()
            policy, digest = policies[row.provider]
            done += 1
            progress(done, of)
            day = date.fromisoformat(row.law_day) if row.law_day else desk.today
            approved = bool(row.imported) and row.state == APPROVED
            if approved and came_with(imports, row.version_row) is not None:
                yield Examined(row, day, (), frozenset(), elsewhere=True)
                continue
            body = before.get((row.content, digest, day.isoformat()))
            key = row.content, digest, day
            if key not in said:
                said[key] = _read(body) if body else _anew(connection, row, policy, day)
            found = said[key]
            held = _held(connection, desk, row.ref) if row.ref in waived else frozenset()
            yield Examined(row, day, found, held)


def _held(connection: Connection, desk: Desk, ref: str) -> frozenset[tuple[str, str]]:
    """Code and path of what is let stand still."""
    held = holding(connection, case_row(connection, ref), desk.today)
    return frozenset((each.code, each.path) for each in held)


def _read(body: str) -> list[Found]:
    return [
        Found(each["code"], Severity(each["severity"]), each["path"], each["message"])
        for each in from_json(body)
    ]


def _anew(connection: Connection, row: Row, policy: Policy, day: date) -> list[Found] | None:
    data = content(connection, row.content)
    if data is None:
        return None
    draft = completed(connection, from_content(data))
    return [
        Found(each.code, each.severity, each.path, each.message)
        for each in examine(draft, day, policy, RULES)
    ]


def _state(connection: Connection, row: Row) -> State:
    return kept_definition(connection, row.definition_hash, row.ref).states[row.state]


def _title(code: str) -> str:
    found = rule(code)
    return found.title if found else ""
