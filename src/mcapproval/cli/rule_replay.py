"""`rules replay`: the applications in the records under another day's rules, or another policy."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.finding_text import unsure
from mcapproval.cli.say import (
    Progress,
    counted,
    formats,
    json_text,
    one_line,
    put,
    put_data,
    wrapped,
)
from mcapproval.errors import AskedWrongly
from mcapproval.findings import SPOKEN

if TYPE_CHECKING:
    from mcapproval.actions.replay import Replayed
    from mcapproval.findings import Finding

KEYS = (
    *("ref", "title", "own_day", "on", "policy", "before", "after", "change", "why_not"),
    *("finding", "code", "severity", "asked_by", "clause", "confidence", "path", "message"),
    "is_waived",
)

WORDS = {
    "unchanged": "unchanged",
    "now-fails": "passed and would fail",
    "now-passes": "failed and would pass",
    "other-findings": "with other findings",
    "not-examined": "not examined",
}

LEGEND = "+ is a finding that would come, - one that would go; below each the clause that asks."


@click.command(
    name="replay",
    help="""The applications in the records under the rules of another day, or under another policy.

\b
Examples:
  mcapproval rules replay --all --on 2022-06-01
  mcapproval rules replay APP-2026-0001 --on 2023-01-15 --from 2023-01-16
  mcapproval rules replay --all --policy stricter.toml --csv

Each is examined on its own law day (the day it was submitted, today until then) and on the day
given, past or announced. Told is which findings come (+) under the other rules and which go (-),
each with its clause. Evidence is as old as it was on its own day, so that only what is asked makes
the difference. Nothing is changed.
Exit codes: 0 also where an application would fail, since this is a report; 2 asked wrongly.
""",
)
@click.argument("refs", type=seat.REF, nargs=-1, metavar="[REF]...")
@click.option("--all", "everything", is_flag=True, help="Every application in the records.")
@click.option("--on", "on", type=seat.DAY, metavar="DAY", help="Under the rules of that day.")
@click.option(
    "--from",
    "since",
    type=seat.DAY,
    metavar="DAY",
    help="Compared with the rules of that day, not of its own.",
)
@click.option("--policy", "policy", type=seat.PLACE, metavar="FILE", help="Another policy.")
@formats
@seat.seat
def replay_command(
    refs: tuple[str, ...],
    everything: bool,
    on: date | None,
    since: date | None,
    policy: Path | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    if bool(refs) == everything:
        raise AskedWrongly(
            "it is not said which applications" if not refs else "references are given, and --all",
            "give references such as APP-2026-0001, or --all",
        )
    if not (on or policy):
        raise AskedWrongly(
            "it is not said under what to examine them", "give a day with --on, or --policy FILE"
        )
    from mcapproval.actions.replay import asked, replay, seldom_collected

    under = asked(on, since, policy, seat.today())
    progress = Progress()
    counts: Counter[str] = Counter()
    found = replay(seat.desk(), list(refs) or None, under, progress.tell)
    pieces = _as_text(found, counts)
    if as_json or as_csv:
        rows = (row for one in found for row in _rows(one, str(policy) if policy else None))
        pieces = _as_json(rows) if as_json else _as_csv(rows)
    with seldom_collected():
        for piece in pieces:
            progress.clear()
            (put_data if as_json or as_csv else put)(piece)
    progress.clear()
    if not (as_json or as_csv):
        put(_summary(counts))


def _as_text(found: Iterator[Replayed], counts: Counter[str]) -> Iterator[str]:
    for one in found:
        counts[one.change] += 1
        if one.change != "unchanged":
            yield "\n".join([f"{one.ref}  {one.title}", *_lines(one), ""])


def _lines(one: Replayed) -> Iterator[str]:
    from mcapproval.clock import spoken

    if one.why_not:
        yield wrapped(one_line(one.why_not), "  not examined: ")
        return
    before, after = ("passes" if passed else "fails" for passed in (one.passed, one.passes))
    if one.own_day == one.on:
        yield wrapped(f"  {before} under our policy, {after} under the other{_because(one)}")
    else:
        first, then = spoken(one.own_day), spoken(one.on)
        said = f"  {before} by the rules of {first}, {after} by those of {then}{_because(one)}"
        yield wrapped(said)
    for sign, findings in (("+", one.comes), ("-", one.goes)):
        for finding in findings:
            weight = "waived" if one.lets_stand(finding) else SPOKEN[finding.severity]
            said = f"{one_line(finding.message)} ({weight})"
            yield wrapped(said, f"  {sign} {finding.code} ")
            yield wrapped(_cited(finding), "    ")


def _because(one: Replayed) -> str:
    """The clauses that make the difference, where the outcome is another one."""
    deciding = one.comes if one.change == "now-fails" else one.goes
    if one.change not in ("now-fails", "now-passes"):
        return ""
    blocking = (f for f in deciding if f.blocks and not one.lets_stand(f))
    cited = dict.fromkeys(map(_cited, blocking))
    return f" because of {'; '.join(cited)}" if cited else ""


def _cited(finding: Finding) -> str:
    from mcapproval.rules.texts import clauses

    clause = clauses().get(finding.clause or "")
    return f"{clause.citation}{unsure(clause.confidence)}" if clause else ""


def _summary(counts: Counter[str]) -> str:
    """Each sort with its number, the first also where there is none."""
    told = "; ".join(
        f"{counts[change]} {words}"
        for change, words in WORDS.items()
        if counts[change] or change == "unchanged"
    )
    said = wrapped(f"{counted(sum(counts.values()), 'application')}: {told}.", after="")
    differ = counts.total() - counts["unchanged"] - counts["not-examined"]
    return f"{said}\n{LEGEND}" if differ else said


def _as_json(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """One list, written as it is found."""
    before = "["
    for row in rows:
        yield before + "\n" + json_text(row)
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"


def _as_csv(rows: Iterator[dict[str, Any]]) -> Iterator[str]:
    """With its head only once a row could be made: what is asked wrongly prints nothing."""
    first = next(rows, None)
    yield _csv_line(KEYS)
    for row in chain([first] if first else [], rows):
        yield _csv_line(row[key] for key in KEYS)


def _csv_line(cells: Any) -> str:
    from mcapproval.reports.table import tamed

    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow([tamed(cell) for cell in cells])
    return out.getvalue()


def _rows(one: Replayed, policy: str | None) -> Iterator[dict[str, Any]]:
    """A row for each finding that comes or goes; one without a finding where none does. Each names
    the day and the file of the other policy, so that rows of several replays can be laid together.
    """
    passed, passes = ("passes" if word else "fails" for word in (one.passed, one.passes))
    head: dict[str, Any] = {
        "ref": one.ref,
        "title": one.title,
        "own_day": one.own_day.isoformat(),
        "on": one.on.isoformat(),
        "policy": policy,
        "before": None if one.why_not else passed,
        "after": None if one.why_not else passes,
        "change": one.change,
        "why_not": one.why_not or None,
    }
    findings = [("comes", f) for f in one.comes] + [("goes", f) for f in one.goes]
    if not findings:
        yield head | dict.fromkeys(KEYS[len(head) :])
    for way, finding in findings:
        told = {
            "finding": way,
            "code": finding.code,
            "severity": finding.severity.value,
            "asked_by": finding.asked_by,
            "clause": finding.clause,
            "confidence": finding.confidence,
            "path": finding.path,
            "message": finding.message,
            "is_waived": one.lets_stand(finding),
        }
        yield head | told
