"""`import reconcile`: the records beside a saved copy of NZQA's register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import (
    counted,
    formats,
    next_step,
    put,
    put_json,
    put_table,
    talk,
    wrapped,
)

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.reconciling.comparing import Compared, Found
    from mcapproval.actions.reconciling.filling import Filled

KINDS = {
    "differs": "With us otherwise than on the register",
    "only-register": "On the register, and not with us",
    "only-ours": "With us, and not on the register",
    "twice": "Twice",
    "not-known": "Not known with us, and told by the register",
    "not-compared": "Not to be compared",
}


@click.command(
    name="reconcile",
    help="""Compare the records with a saved copy of NZQA's register: what differs, and what to do.

\b
Examples:
  mcapproval import reconcile register.html --as-of 2026-02-27
  mcapproval import reconcile register.csv --map theirs.toml --csv
  mcapproval import reconcile register.html --fill --as ana

The copy is a page saved from the browser (.html), a workbook (.xlsx) or separated values (.csv); it
is read, and nothing is fetched. Only --fill writes: what is empty with us, in one act for each
micro-credential. What we have otherwise is never overwritten; the move that would record it is
named.

Exit codes: 0 both say the same, as far as is known; 1 something differs.
""",
)
@click.argument("file", type=seat.PLACE)
@click.option(
    "--map",
    "mapped",
    type=seat.PLACE,
    metavar="MAP.toml",
    help='The headings of the copy: number = "Their heading".',
)
@click.option("--as-of", type=seat.DAY, metavar="DAY", help="The day on which it was saved.")
@click.option("--provider", metavar="NAME", help="As the register writes your name.")
@click.option("--fill", "filling", is_flag=True, help="Take over what is not known with us.")
@formats
@seat.seat
def import_reconcile(
    file: Path,
    mapped: Path | None,
    as_of: date | None,
    provider: str | None,
    filling: bool,
    as_json: bool,
    as_csv: bool,
) -> int:
    from mcapproval.actions.importing.headings import Own, read_map
    from mcapproval.actions.reconciling.comparing import reconcile
    from mcapproval.actions.reconciling.filling import fill

    seat.ordinary(file)
    desk = seat.desk()
    own = read_map(mapped) if mapped else Own()
    compared = reconcile(desk, file, own, as_of, provider)
    filled = fill(desk, compared) if filling else []
    if filling:
        compared = reconcile(desk, file, own, as_of, provider)
    if as_json:
        put_json(_plain(file, compared, filled))
    elif as_csv:
        from mcapproval.reports.register import Beside, table

        put_table(table([Beside(**asdict(each)) for each in compared.found]), False, True)
    else:
        _tell(file, compared, filled)
    return 1 if compared.different else 0


def _tell(file: Path, compared: Compared, filled: list[Filled]) -> None:
    from mcapproval.actions.reconciling.comparing import LABELS

    for note in compared.notes:
        talk(wrapped(f"{note}: it is not compared", "note: ", "  "))
    if compared.others:
        talk(f"{counted(compared.others, 'row')} of other providers left out (see --provider)")
    for each in filled:
        said = ", ".join(f"{LABELS[name]} {value}" for name, value in each.facts.items())
        put(wrapped(f"{each.ref} learnt {said or 'nothing: it was filled since'}"))
    if filled:
        put()
    when = compared.as_of.isoformat() if compared.as_of else "a day that is not told (--as-of)"
    put(f"The records beside {file.name}, of {when}")
    same = sum(each.kind == "same" for each in compared.found)
    put(f"  {counted(same, 'micro-credential')} the same")
    for kind, label in KINDS.items():
        rows = [each for each in compared.found if each.kind == kind]
        if rows:
            put(f"\n{label}")
            _group(kind, rows, LABELS)
    missing = [each for each in compared.found if each.kind == "not-known" and each.mend]
    if missing:
        next_step("import", "reconcile", str(file), "--fill")


def _group(kind: str, rows: Iterable[Found], labels: dict[str, str]) -> None:
    """A line for each micro-credential, below it what is to be known of it."""
    for (ref, number), found in groupby(rows, key=lambda each: (each.ref, each.number)):
        held = list(found)
        put(wrapped("  ".join(part for part in (ref, number, held[0].title) if part), "  "))
        if kind == "not-known":
            said = ", ".join(f"{labels[each.field]} {each.theirs}" for each in held)
            put(wrapped(said, "    ", "      "))
        for each in held if kind != "not-known" else ():
            if each.field:
                said = f"{labels[each.field]}: {each.ours} with us, {each.theirs} on the register"
                put(wrapped(said, "    ", "      "))
            put(wrapped(each.mend, "      " if each.field else "    ", "      "))


def _plain(file: Path, compared: Compared, filled: list[Filled]) -> dict[str, object]:
    from mcapproval.reports.table import or_none

    return {
        "file": file.name,
        "as_of": compared.as_of.isoformat() if compared.as_of else None,
        "others_left_out": compared.others,
        "notes": list(compared.notes),
        "filled": [
            {"ref": each.ref, "title": each.title, "facts": dict(each.facts)} for each in filled
        ],
        "found": [
            {key: or_none(value) for key, value in asdict(each).items()} for each in compared.found
        ],
    }
