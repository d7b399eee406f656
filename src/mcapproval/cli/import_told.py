"""What `import` tells: what it made, what it did not take, what is not known yet."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.say import counted, next_step, put, talk, wrapped

if TYPE_CHECKING:
    from mcapproval.actions.importing.taking import Imported


def tell(done: Imported, file: Path, dry_run: bool) -> None:
    for note in done.notes_in_short:
        talk(wrapped(note, "note: ", "  "))
    if len(done.notes_in_short) < len(done.notes):
        talk("--json has every note, cell by cell")
    if done.put_right:
        said = f"where the sheet is right and ours is not: {done.put_right[0]}"
        talk(wrapped(completed(said, seat.given()), after="  "))
    if not done.made:
        put(f"{file.name} says nothing that the records do not have: nothing was made")
        return
    put(f"{file.name} would make" if dry_run else f"{done.ref}: {file.name} made")
    width = max(len(str(many)) for many in done.made.values())
    for kind, many in done.made.items():
        put(f"  {many:>{width}} {kind if many != 1 else _one(kind)}")
    put()
    _put_gaps(done.gaps)
    if done.organisations:
        _put_organisations(done.organisations)
    if done.ref:
        talk("of which ones: mcapproval report unknown --list")
        talk(
            f"it can be taken back for {counted(done.undo_hours, 'hour')}, while nobody works on it"
        )
        next_step("import", "undo", done.ref)


def _put_organisations(entered: Mapping[str, str]) -> None:
    """Those of which nobody has said what they are: by its type an organisation applies."""
    put()
    put("Organisations of type other, until you say what each is")
    for key, name in entered.items():
        put(f"  mcapproval organisation add {key} --name {shlex.quote(name)} --type TYPE")


def _put_gaps(gaps: Any) -> None:
    """What we do not know yet, in counts by column."""
    if not gaps:
        put("Nothing is left that we do not know yet.")
        return
    put("What we do not know yet")
    many = max(len(str(len(gap.refs))) for gap in gaps)
    for gap in gaps:
        whose = "" if gap.sheet == "micro-credentials" else f" ({gap.sheet})"
        put(f"  {len(gap.refs):>{many}} of {gap.of:>{many}}  {gap.label}{whose}")


def _one(kind: str) -> str:
    """`1 open action`, `1 re-evaluation to come`."""
    return re.sub(r"^([\w -]*?)s( to come| that .*)?$", r"\1\2", kind)


def plain(done: Imported, dry_run: bool) -> dict[str, Any]:
    return {
        "ref": done.ref,
        "dry_run": dry_run,
        "made": [{"kind": kind, "count": many} for kind, many in done.made.items()],
        "notes": list(done.notes),
        "put_right": list(done.put_right),
        "organisations": [{"key": key, "name": name} for key, name in done.organisations.items()],
        "not_known": [
            {
                "sheet": gap.sheet,
                "column": gap.column,
                "heading": gap.label,
                "count": len(gap.refs),
                "of": gap.of,
            }
            for gap in done.gaps
        ],
        "undo": f"mcapproval import undo {done.ref}" if done.ref else None,
    }
