"""`show`, `history`, `diff`: look, and change nothing."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import click

from mcapproval.cli import seat
from mcapproval.cli.due_text import turn_lines
from mcapproval.cli.item_text import open_lines
from mcapproval.cli.say import (
    as_json_option,
    counted,
    formats,
    put,
    put_json,
    put_table,
    wrapped,
)
from mcapproval.cli.show_text import (
    begun_said,
    day_said,
    fact_lines,
    offered_lines,
    since_said,
)
from mcapproval.policy.model import the


@click.command(
    help="""One case: its state, facts, results, files and links.

\b
Examples:
  mcapproval show APP-2026-0001
  mcapproval show MC-0001 --json
"""
)
@click.argument("ref", type=seat.REF)
@as_json_option
@seat.seat
def show_command(ref: str, as_json: bool) -> None:
    from mcapproval.actions.cases.items.still_open import OpenItem
    from mcapproval.actions.looking import show_case

    found = show_case(seat.desk(), ref)
    if as_json:
        put_json(found)
        return
    put(f"{found['ref']}  {found['title']}".rstrip())
    when = since_said(found["since"] if found.get("since_known", True) else None)
    put(wrapped(f"{found['state_label']} {when}; {begun_said(found)}"))
    for line in turn_lines(found):
        put(line)
    rows: dict[str, Any] = {"provider": found["provider"], "school": found.get("unit")}
    if "version" in found:
        rows["version"] = found["version"]
    rows |= dict(fact_lines(found)) | dict(offered_lines(found))
    rows["linked"] = ", ".join(found["links"])
    rows["last change"] = f"row {found['row']} of the journal"
    for name, value in rows.items():
        if value not in ("", None):
            put(wrapped(str(value), f"  {name:<24} ", " " * 27))
    for past in found.get("overrides", ()):
        on = day_said(past["on"])
        reasons = ", ".join(past["reasons"])
        put(f"  OVERRIDE {past['move']} on {on} by {past['by']}, past {reasons}")
    if "seen" in found:
        seen = found["seen"]
        on = day_said(seen["on"])
        put(f"  seen in the portal on {on} by {seen['by']}: {seen['text']}")
    if "stands_approved" in found:
        put(f"  {'stands approved':<24} {found['stands_approved']}")
    for each in found.get("corrected", ()):
        said = f"{each['what']}, on {day_said(each['on'])} by {each['by']}: {each['note']}"
        put(wrapped(said, "  ", "    "))
    for judged in found.get("judgements", ()):
        put(wrapped(_judgement(judged), "  ", "    "))
    for approval in found.get("approvals", ()):
        put(wrapped(_approval(approval), "  ", "    "))
    for waiver in found.get("waivers", ()):
        now = "" if waiver["standing"] else ", lapsed since"
        on = day_said(waiver["on"])
        put(f"  waived {waiver['code']} at {_place(waiver['path'])} on {on}{now}")
    for file in found.get("files", ()):
        put(f"  file {file['sha256'][:12]}  {file['size']:>9}  {file['name']}")
    for line in open_lines([OpenItem(**item) for item in found["items"]], found["ref"]):
        put(line)


def _place(path: str) -> str:
    from mcapproval.documents.word_form.naming import place_of  # few cases have a waiver

    return place_of(path)


WAYS = {"chairs-action": "chair's action"}
"""Ways of deciding that people write otherwise than a move does."""


def _judgement(row: dict[str, Any]) -> str:
    """A judgement on a change in a sentence: what was said, by whom, over what the rule says."""
    over = "" if row["says"] == row["rule_says"] else f"; the rule says {row['rule_says']}"
    said = "needs an application" if row["says"] == "yes" else "needs none and was noted"
    why = f": {row['note']}" if row["note"] else ""
    return f"a change {said}, judged on {day_said(row['on'])} by {row['by']}{over}{why}"


def _approval(row: dict[str, Any]) -> str:
    """An approval in a sentence: by whom, when, how, covering what, and why it fell."""
    what = "recommended" if row["recommends"] else "approved"
    how = f" ({WAYS.get(row['how'], row['how'])})" if row["how"] else ""
    covers = ", ".join(key.replace("_", " ") for key in row["covers"]) or "nothing of the draft"
    said = f"{what} by {the(row['title'])} on {day_said(row['on'])}{how}, covers {covers}: "
    if row["standing"]:
        until = {
            "pending": " until the next meeting, which may ratify it",
            "ratified": ", ratified",
        }
        return f"{said}stands{until.get(row['ratify'], '')}"
    changed = ", ".join(key.replace("_", " ") for key in row["changed"])
    why = f"{row['fell_because'] or 'edited'}: {changed}" if changed else row["fell_because"]
    return f"{said}FELL on {day_said(row['fell_on']) if row['fell_on'] else 'a day'} ({why})"


@click.command(
    help="""Everything that happened to a case, refused attempts included.

\b
Example:
  mcapproval history APP-2026-0001
"""
)
@click.argument("ref", type=seat.REF)
@formats
@seat.seat
def history_command(ref: str, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.looking import history
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("row", "Row", right=True),
        Column("happened_on", "Happened", day=True),
        Column("recorded_on", "Recorded", day=True),
        Column("who", "Who"),
        Column("act", "What"),
        Column("acts_for", "For", only="data"),
        Column("text", "", below=True),
    )
    rows = tuple(asdict(line) for line in history(seat.desk(), ref))
    if not (as_json or as_csv):
        rows = tuple(_same_day_once(row) for row in rows)
    put_table(Table(columns, rows, "Nothing has happened yet."), as_json, as_csv)


def _same_day_once(row: dict[str, Any]) -> dict[str, Any]:
    """The day of recording is shown only where it is another one."""
    same = row["recorded_on"] == row["happened_on"]
    return {**row, "recorded_on": "" if same else row["recorded_on"]}


@click.command(
    help="""What changed between two versions of an application.

\b
Examples:
  mcapproval diff APP-2026-0001
  mcapproval diff APP-2026-0001 2 5
"""
)
@click.argument("ref", type=seat.REF)
@click.argument("a", type=int, required=False)
@click.argument("b", type=int, required=False)
@as_json_option
@seat.seat
def diff_command(ref: str, a: int | None, b: int | None, as_json: bool) -> None:
    from mcapproval.actions.versions import diff
    from mcapproval.documents.word_form.naming import answer_in_words, place_of

    oldest, newest, found = diff(seat.desk(), ref, a, b)
    if as_json:
        changes = [asdict(difference) for difference in found]
        put_json({"ref": ref, "from": oldest, "to": newest, "changes": changes})
        return
    if oldest == newest:
        put(f"{ref}: version {newest} is held to itself: nothing differs")
        return
    put(f"{ref}: version {oldest} to version {newest}, {counted(len(found), 'place')} changed")
    for difference in found:
        put(place_of(difference.path))
        for sign, value in (("-", difference.before), ("+", difference.after)):
            if value is not None:
                put(f"  {sign} {' '.join(answer_in_words(difference.path, value).split())}")
