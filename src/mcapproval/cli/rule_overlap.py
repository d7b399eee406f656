"""`rules overlap`: which micro-credentials in the records look like a draft."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.check import REFERENCE
from mcapproval.cli.say import counted, formats, one_line, put, put_table, roomy, wrapped
from mcapproval.cli.view import look

if TYPE_CHECKING:
    from mcapproval.actions.overlap import Near, Overlap
    from mcapproval.reports.table import Table

NAMED, SAME = "named in your search", "this draft, it seems, in the records"


@click.command(
    name="overlap",
    help="""Which micro-credentials in the records look like a draft: by title, outcomes and field.

\b
Examples:
  mcapproval rules overlap my-draft.yaml
  mcapproval rules overlap APP-2026-0001
  mcapproval rules overlap MC-0001 --csv

It only shows what is alike, by the words that both have. Whether one repeats the other is for a
person to say, in the duplication statement of the draft.
""",
)
@click.argument("what", type=seat.NAME_OR_REF, metavar="DRAFT|REF")
@formats
@seat.seat
def overlap_command(what: str, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.overlap import overlap_of_case, overlap_of_file
    from mcapproval.reports.named import ORGANISATION, worded
    from mcapproval.reports.table import Column, Table
    from mcapproval.store.naming import organisations

    desk = seat.desk()
    if REFERENCE.fullmatch(what):
        found = overlap_of_case(desk, what)
    else:
        seat.ordinary(Path(what))
        found = overlap_of_file(desk, Path(what))
    looked = counted(found.looked_at, "micro-credential")
    names = organisations(look(), {near.known.provider for near in found.near})
    rows = tuple(_row(near, names) for near in found.near)
    none = f"None of {looked} in the records looks like it. {_what_to_do(found)}"
    if not (as_json or as_csv):
        put(wrapped(one_line(f"{found.title or 'No title'} ({found.of})")) + "\n")

    def laid_out(beside: str) -> Table:
        columns = (
            Column("likeness", "How like"),
            Column("points", "Points", right=True, only="data"),
            Column("number", "NZQA number", whole=True),
            Column("ref", "Ours", whole=True),
            Column("title", "Micro-credential", only=beside),
            Column("level", "Level", right=True),
            Column("credits", "Credits", right=True),
            Column("nzsced", "NZSCED", whole=True),
            Column("provider", "Provider", only=beside, names=ORGANISATION),
            Column("status", "Status"),
            Column("named", "Named", only="data"),
            Column("same_draft", "Same draft", only="data"),
            *([Column("told", "", below=True, only="text")] if beside else []),
            Column("shared", "both have", below=True),
            Column("remark", "", below=True, only="text"),
        )
        return Table(columns, rows, none, _what_to_do(found))

    if as_json or as_csv:
        put_table(laid_out(""), as_json, as_csv)
        return
    ways = (worded(laid_out(beside), names) for beside in ("", "data"))
    put_table(roomy(*ways), as_json=False, as_csv=False)


def _row(near: Near, names: Mapping[str, str]) -> dict[str, Any]:
    known, likeness = near.known, near.likeness
    return {
        "likeness": likeness.grade,
        "points": likeness.points,
        "number": known.number,
        "ref": known.ref,
        "title": known.title,
        "level": known.level,
        "credits": known.credits,
        "nzsced": known.nzsced,
        "provider": known.provider,
        "status": known.status,
        "named": "yes" if near.named else "no",
        "same_draft": "yes" if near.same_draft else "no",
        "told": f"{known.title} ({names.get(known.provider, known.provider)})",
        "shared": ", ".join(likeness.shared),
        "remark": "; ".join(
            said for said, holds in ((NAMED, near.named), (SAME, near.same_draft)) if holds
        ),
    }


def _what_to_do(found: Overlap) -> str:
    unnamed = [near for near in found.near if not near.named and not near.same_draft]
    if unnamed:
        return (
            f"{_are(len(unnamed), len(found.near))} not named in your search: compare "
            f"{'it' if len(unnamed) == 1 else 'each'} with yours, name it under need, duplication, "
            "found, with how yours differs, and write the statement yourself. Search NZQA's "
            "register too."
        )
    return (
        "The records hold only what this provider knows: search NZQA's register too, and write the "
        "duplication statement yourself."
    )


def _are(unnamed: int, near: int) -> str:
    """Whether it is the only one that looks like the draft, all of them, or so many of them."""
    if unnamed == near:
        return "It is" if near == 1 else "They are"
    return counted(unnamed, "of them is", "of them are")
