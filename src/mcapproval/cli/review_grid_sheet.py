"""`review grid` as a spreadsheet: written, and taken in again."""

from __future__ import annotations

from pathlib import Path

from mcapproval.cli import seat
from mcapproval.cli.say import counted, next_step, one_line, put, reason_lines
from mcapproval.errors import AskedWrongly


def put_sheet(into: Path | None, provider: str | None) -> int:
    from mcapproval.actions.audit import write_beside
    from mcapproval.actions.reviewing.gridding import grid_bytes

    assert into is not None
    if into.exists():
        raise AskedWrongly(f"{into} is there already", "choose another name")
    number, data = grid_bytes(seat.desk(), provider)
    write_beside(into, data)
    put(f"{counted(number, 're-evaluation')} in {into}")
    next_step("review", "grid", "--from", str(into), "--dry-run")
    return 0


def take_sheet(of: Path, dry_run: bool) -> int:
    """1 where the file has faults, or where one of its changes was refused, or would be."""
    from mcapproval.actions.reviewing.grid_sheet import EDITED
    from mcapproval.actions.reviewing.gridding import apply, grid_changes, tried
    from mcapproval.draft.source import read_file
    from mcapproval.sheets.opening import LARGEST_FILE

    data = read_file(of, LARGEST_FILE)
    desk = seat.desk()
    changes, faults = grid_changes(desk, data, of.name)
    for each in faults:
        put(f"{each.place}: {one_line(each.says)}; {one_line(each.mend)}")
    if faults:
        put(f"{counted(len(faults), 'cell')} to mend; nothing of {of.name} was kept.")
        return 1
    whole = part = refused = 0
    for row in tried(desk, changes) if dry_run else apply(desk, changes):
        put(f"{row.changed.ref}  {row.changed.title}")
        for key, (was, new) in row.changed.changes.items():
            kept = "" if key in row.done else "  (not done)"
            shown = f"{was or '-'} -> {new}"
            put(f"  {EDITED[key][0]}: {one_line(shown)}{kept}")
        for line in reason_lines(row.reasons, "  because: "):
            put(line)
        whole += not row.reasons
        part += bool(row.reasons and row.done)
        refused += bool(row.reasons and not row.done)
    changed = "would change" if dry_run else "changed"
    in_part = f", {part} in part" if part else ""
    put(f"{counted(whole, 're-evaluation')} {changed}{in_part}, {refused} refused.")
    return 1 if part or refused else 0
