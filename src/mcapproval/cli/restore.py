"""`restore`: a backup in the place of the records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.brought_up import put_rights
from mcapproval.cli.say import Progress, counted, next_step, put, talk
from mcapproval.cli.stopping import if_stopped

if TYPE_CHECKING:
    from mcapproval.actions.copies.restoring import Restored


@click.command(
    name="restore",
    help="""Put a backup in the place of the records, or into an empty place.

\b
Examples:
  mcapproval restore records-2027-09-01-123456.db --dry-run --as ana
  mcapproval restore records-2027-09-01-123456.db --yes --as ana

All of the backup is verified before anything is replaced. What is replaced is kept in a file beside
it, and rows that came after the backup are named first: then --yes says that it is meant.

Exit codes: 0 restored; 1 the backup is not whole, others use the records, or rows would be lost.
""",
)
@click.argument("backup", type=seat.PLACE)
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--yes", "sure", is_flag=True, help="Also where rows are lost.")
@seat.seat
def restore_command(backup: Path, dry_run: bool, sure: bool) -> None:
    from mcapproval.actions.copies.restoring import restore
    from mcapproval.store.addresses import shown

    where = seat.records_place()
    progress = Progress("rows put back")
    kept = (
        f"{shown(where)} is wholly as it was, or wholly as the backup has it; what was there is "
        "then in a file with before-restore in its name\nsee which of the two with: "
        f"{whole(('audit', 'verify'), seat.given())}"
    )
    try:
        with seat.person_known(), if_stopped(kept):
            done = restore(
                where,
                backup,
                seat.person_named(),
                seat.asked("today"),
                sure=sure,
                only_look=dry_run,
                told=progress.tell,
            )
    finally:
        progress.clear()
    is_ = "is" if done.done else "would be"
    put(f"{shown(where)} {is_} as {backup} has it, which is whole:")
    put(f"  up to row {done.head[0]} of the journal, {done.head[1]}")
    _was(done)
    put_rights(done.rights)
    if not done.done:
        talk("nothing was done")
        next_step("restore", str(backup), *(["--yes"] if _loses(done) else []))
    elif done.older:
        talk("It was made by an older mcapproval. To use it, upgrade it:")
        next_step("init", "--upgrade")
    else:
        next_step("audit", "verify")


def _loses(done: Restored) -> bool:
    return done.was is not None and (done.was.version is None or done.was.lost > 0)


def _was(done: Restored) -> None:
    """What stood there, and what it had that the backup has not."""
    was = done.was
    if was is None:
        put("  nothing was there before")
        return
    if was.version is None:
        put("  what was there can't be read: nobody knows what it had that the backup has not")
    elif was.lost and not was.common:
        put(f"  OTHER RECORDS were there, with {counted(was.lost, 'row')} of their own")
    elif was.lost:
        rows = f"rows {was.common + 1} to {was.head[0]}" if was.lost > 1 else f"row {was.head[0]}"
        put(f"  LOST: {rows} of the journal, which came after row {was.common} of the backup")
    else:
        put("  nothing is lost: the backup has every row that was there")
    put(f"  what was there {'is' if done.done else 'would be'} kept in {done.before}")
    put("  It has everybody's names, also of who is erased later: remove it when it is not needed")
    if was.erased:
        count = counted(len(was.erased), "person was", "people were")
        put(f"  {count} erased after the backup, which still has their names. Erase them again:")
        for ref in was.erased:
            put(f"    {whole(('people', 'erase', ref, '--note', 'REASON'), seat.given())}")
