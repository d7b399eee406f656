"""Records of so many micro-credentials with ten years of re-evaluations, the last of which waits.

The tables are filled straight from here, with answers for each that is decided. The journal has a
row for each opening and each decision, chained by hash; no refold of it gives these tables.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mcapproval.actions import setup
from mcapproval.actions.cases.definitions import keep
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.people import known

TODAY = date(2026, 6, 1)
YEARS = 10

Row = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A re-evaluation to be written; `answers` is the body of them, None while it waits."""

    ref: str
    listing: str
    on: str
    answers: bytes | None

    @property
    def waits(self) -> bool:
        return self.answers is None

    @property
    def kept(self) -> str | None:
        return None if self.answers is None else hashlib.sha256(self.answers).hexdigest()


def made(folder: Path, size: int) -> Desk:
    """Records with so many micro-credentials, due one after the other over the year to come."""
    desk = setup.init(str(folder / f"{size}.db"), "admin", simulated=True, provider="tp", day=TODAY)
    known.add_person(desk, "mele", "Mele", None, None)
    known.grant(desk, "mele", "quality-adviser")
    with desk.writing() as writer:
        workflows = {name: keep(writer, name) for name in ("listing", "review")}
        writer.keeps["content"].clear()
    with closing(sqlite3.connect(desk.records.where)) as raw, raw:
        raw.executemany(
            "INSERT INTO listing(ref, application, title, level, credits, number, number_version) "
            "VALUES (?, 'APP-2016-0001', ?, 5, 20, ?, 1)",
            ((f"MC-{n:06}", f"Whakaako {n}", str(90_000 + n)) for n in range(size)),
        )
        columns = (
            "ref, track, definition, definition_hash, state, version, provider, opened_by, "
            "opened_on, entered_on, last_on, last_row, came_from, due_on, left, overridden"
        )
        raw.executemany(
            f"INSERT INTO case_record({columns}) VALUES ({', '.join('?' * 16)})",
            _cases(size, workflows),
        )
        raw.executemany(
            "INSERT INTO review(ref, listing, form, due_on, covers, answers, decision, decided_on, "
            "waits) VALUES (?, ?, 'yearly check', ?, ?, ?, ?, ?, ?)",
            _reviews(size),
        )
        bodies = ((each.kept, each.answers) for each in _each(size) if each.answers)
        raw.executemany("INSERT OR IGNORE INTO content(hash, body) VALUES (?, ?)", bodies)
        last, head = raw.execute("SELECT max(seq), hash FROM journal").fetchone()
        rows = _journal(size, workflows, last, head)
        raw.executemany("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?)", rows)
        raw.execute(
            "UPDATE counter SET value = (SELECT max(seq) FROM journal) WHERE series = 'journal'"
        )
    return as_person(desk, "mele")


def _each(size: int) -> Iterator[Made]:
    for n in range(size):
        for year in range(YEARS):
            first = TODAY + timedelta(days=n % 365 - 10)
            on = first - timedelta(days=365 * (YEARS - 1 - year))
            answers = None if year == YEARS - 1 else _answers(n, year)
            yield Made(f"REV-{on.year}-{n:06}{year}", f"MC-{n:06}", on.isoformat(), answers)


def _answers(n: int, year: int) -> bytes:
    enrolled = 8 + (n + year) % 40
    told = {
        "format": "review/1",
        "delivery": [
            {
                "provider": "tp",
                "cohorts": 2,
                "enrolments": enrolled,
                "withdrawals": 1,
                "completions": enrolled - 3,
                "still_active": 2,
            }
        ],
        "need": {"still_needed": "yes", "why": f"Asked for by employers, as in year {year}."},
        "feedback": [
            {
                "from": "learners",
                "group": "learners",
                "n": 6,
                "score": "4.1 of 5",
                "themes": ["pace"],
            }
        ],
        "fit": {"purpose": {"answer": "yes"}, "outcomes_at_level": {"answer": "yes"}},
        "proposal": {"decision": "continue", "reasons": "It does what it was made for."},
    }
    return json.dumps(told, sort_keys=True, separators=(",", ":")).encode()


def _cases(size: int, workflows: dict[str, str]) -> Iterator[Row]:
    days = ("2016-01-01", "2016-01-01", "2016-01-01")
    for n in range(size):
        case = (f"MC-{n:06}", "listing", "listing", workflows["listing"], "current", 1, "tp")
        yield *case, "system", *days, 1, "{}", None, "{}", False
    for each in _each(size):
        state = "scheduled" if each.waits else "reported"
        case = (each.ref, "review", "review", workflows["review"], state, 1, "tp")
        yield *case, "system", *days, 1, "{}", each.on, "{}", False


def _reviews(size: int) -> Iterator[Row]:
    for each in _each(size):
        decided = (None, None) if each.waits else ("continue", each.on)
        yield each.ref, each.listing, each.on, each.on, each.kept, *decided, each.waits


def _journal(size: int, workflows: dict[str, str], last: int, prev: str) -> Iterator[Row]:
    for seq, (ref, ref_seq, act, on, data) in enumerate(_acts(size, workflows), last + 1):
        event = {
            "act": act,
            "by": {"channel": "link", "for": None, "person": "system"},
            "cause": None,
            "data": data,
            "effective_on": on,
            "format": 1,
            "prev": prev,
            "recorded_at": f"{on}T00:00:00Z",
            "ref": ref,
            "ref_seq": ref_seq,
            "seq": seq,
        }
        payload = json.dumps(event, separators=(",", ":")).encode()
        head = hashlib.sha256(payload).hexdigest()
        yield seq, ref, ref_seq, prev, head, payload
        prev = head


def _acts(
    size: int, workflows: dict[str, str]
) -> Iterator[tuple[str, int, str, str, dict[str, Any]]]:
    for n in range(size):
        facts = {"application": "APP-2016-0001", "title": f"Whakaako {n}", "level": 5}
        yield (
            f"MC-{n:06}",
            1,
            "opened",
            "2016-01-01",
            _opening("listing", "current", workflows, facts),
        )
    for each in _each(size):
        facts = {"listing": each.listing, "form": "yearly check"}
        facts |= {"due_on": each.on, "covers": each.on}
        data = _opening("review", "scheduled", workflows, facts)
        yield each.ref, 1, "opened", "2016-01-01", data
        if not each.waits:
            yield each.ref, 2, "moved", each.on, DECIDED | {"facts": {"decided_on": each.on}}


def _opening(
    track: str, state: str, workflows: dict[str, str], facts: dict[str, Any]
) -> dict[str, Any]:
    case = {"track": track, "definition": track, "definition_hash": workflows[track]}
    clock = {"due_on": None, "remind_on": None, "escalate_on": None, "left": {}}
    return {**case, "state": state, "provider": "tp", "clock": clock, "facts": facts, "keeps": {}}


DECIDED: dict[str, Any] = {
    "approval": None,
    "came_from": {"decide-continue": "in-progress"},
    "clock": {"due_on": None, "remind_on": None, "escalate_on": None, "left": {}},
    "from": "in-progress",
    "items": [],
    "closes": [],
    "move": "decide-continue",
    "to": "decided",
    "track": "review",
    "keeps": {},
}
