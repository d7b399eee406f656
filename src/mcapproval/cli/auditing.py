"""`audit`: is the journal whole, and its head to be kept outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import as_json_option, counted, next_step, put, put_json, talk, wrapped
from mcapproval.cli.stopping import ANEW, if_stopped
from mcapproval.errors import NotWhole, OtherRecords, Unmet


@seat.seat
@click.group(
    name="audit",
    cls=Group,
    help="""Is the journal whole?

\b
Examples:
  mcapproval audit verify
  mcapproval audit head --to head.json
""",
)
def audit_command() -> None:
    pass


@audit_command.command(
    name="verify",
    help="""Check the journal's chain, refold it, compare it with the tables and all that is kept.

\b
Examples:
  mcapproval audit verify
  mcapproval audit verify --against head.json
  mcapproval audit verify --against pack
  mcapproval audit verify --chain

Exit codes: 0 whole; 1 broken, and the first place is named; 2 it could not be looked at (no right
to, no connection, others in the way, asked wrongly), which says nothing of what is there.
""",
)
@click.option(
    "--against",
    type=seat.PLACE,
    metavar="FILE|PACK",
    help="A head or a pack that was kept outside.",
)
@click.option(
    "--chain", is_flag=True, help="Only the journal's rows; all where one of them is wrong."
)
@as_json_option
@seat.seat
def audit_verify(against: Path | None, chain: bool, as_json: bool) -> int:
    from mcapproval.actions.audit import audit
    from mcapproval.store.verifying.verify_search import MEND

    stopped = if_stopped(f"it looked at a part only, and changed nothing\n{ANEW}")
    with stopped, _never_taken_for_broken():
        verdict = audit(seat.desk(), against, chain=chain)
    if as_json:
        put_json(
            {
                "whole": verdict.whole,
                "rows": verdict.rows,
                "head": verdict.head,
                "faults": [{"row": f.row, "message": f.message} for f in verdict.faults],
                "notes": list(verdict.notes),
            }
        )
        return 0 if verdict.whole else 1
    for note in verdict.notes:
        talk(wrapped(f"note: {note}"))
    if verdict.whole:
        put(f"The journal is whole: {counted(verdict.rows, 'row')}, each following the one before,")
        if chain:
            put("and the tables, contents, texts and files were not looked at.")
        else:
            put("and the tables, contents, texts and files are what it says.")
        put(f"Head: row {verdict.rows}, {verdict.head}")
        if against:
            put(f"It goes on from the row kept in {against}.")
        else:
            talk("hint: a chain can't show that its end was cut off; keep its head elsewhere:")
            talk(f"      {whole(('audit', 'head', '--to', 'head.json'), seat.given())}")
        return 0
    for fault in verdict.faults:
        named = fault.row is None or f"row {fault.row}" in fault.message
        where = "" if named else f"row {fault.row}: "
        put(f"{'UNSEEN' if fault.unseen else 'BROKEN'}  {where}{fault.message}")
    if all(MEND in fault.message for fault in verdict.faults):
        next_step("init", "--upgrade")
    else:
        talk("next: keep these records as they are, and compare them with the newest backup")
    return 1


@contextmanager
def _never_taken_for_broken() -> Iterator[None]:
    """Records that others hold, or that are out of reach, leave otherwise than broken ones."""
    try:
        yield
    except NotWhole:
        raise
    except Unmet as fault:
        raise OtherRecords(fault.message, fault.hint) from fault


@audit_command.command(
    name="head",
    help="""Write the number and hash of the journal's last row to a file to be kept elsewhere.

\b
Example:
  mcapproval audit head --to head.json
""",
)
@click.option("--to", "file", required=True, type=seat.PLACE, metavar="FILE")
@seat.seat
def audit_head(file: Path) -> None:
    from mcapproval.actions.audit import keep_head

    head = keep_head(seat.desk(), file)
    put(f"{file}: row {head['number']}, {head['hash']}")
    talk("Keep it on another machine, or send it to a colleague.")
    next_step("audit", "verify", "--against", str(file))
