"""`review collect`: sheets to accredited providers, and what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.say import as_json_option, counted, next_step, put, put_json
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date


@click.command(
    name="collect",
    help="""Ask accredited providers what only they know, and take in what they answer.

\b
Examples:
  mcapproval review collect REV-2027-0001 --into out --as mele
  mcapproval review collect REV-2027-0001 --from back.xlsx --as mele
  mcapproval review collect REV-2027-0001

--into writes one sheet for each provider, to fill in with Excel or LibreOffice, and the same as
CSV. --from checks each cell of what came back: where one is wrong, nothing is kept of any file.
With neither, it says who has answered.
""",
)
@click.argument("ref", type=seat.REF)
@click.option("--into", type=seat.PLACE, metavar="DIR", help="The folder for the sheets.")
@click.option(
    "--from",
    "back",
    type=seat.PLACE,
    multiple=True,
    metavar="FILE",
    help="A sheet that came back; may be given several times.",
)
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
@as_json_option
@seat.standing_in
@seat.seat
def review_collect(
    ref: str, into: Path | None, back: tuple[Path, ...], effective: date | None, as_json: bool
) -> None:
    if into and back:
        raise AskedWrongly("--into and --from at once", "first one, then the other")
    if as_json and (into or back):
        raise AskedWrongly(
            "--json tells who has answered, and is not for --into or --from", "leave it out"
        )
    if effective and not back:
        raise AskedWrongly("--effective is the day of what came back", "give --from FILE with it")
    if into:
        _send_out(ref, into)
    elif back:
        _take_back(ref, back, effective)
    else:
        _who(ref, as_json)


def _send_out(ref: str, into: Path) -> None:
    from mcapproval.actions.reviewing.collecting.collect import send_out

    try:
        written = send_out(seat.desk(), ref, into)
    except OSError as fault:
        raise AskedWrongly(
            f"{into} can't be written to: {fault.strerror}", "name another folder"
        ) from fault
    for file in written:
        put(str(file))
    next_step("review", "collect", ref, "--from", str(written[0]))


def _take_back(ref: str, back: tuple[Path, ...], effective: date | None) -> None:
    from mcapproval.actions.reviewing.answering import still_open
    from mcapproval.actions.reviewing.collecting.collect import take_back
    from mcapproval.draft.source import read_file
    from mcapproval.sheets.opening import LARGEST_FILE

    files = [(path.name, read_file(path, LARGEST_FILE)) for path in back]
    done = take_back(seat.desk(), ref, files, effective)
    for provider in done.providers:
        again = ", in place of what it answered before" if provider in done.again else ""
        put(f"{ref}: the answers of {provider} are in the records{again}")
    waiting = still_open(seat.desk(), ref)
    if waiting:
        put(f"  still open: {counted(len(waiting), 'part')}")
    next_step("next", ref)


def _who(ref: str, as_json: bool) -> None:
    from mcapproval.actions.reviewing.collecting.collect import who_answered

    asked, lines = who_answered(seat.desk(), ref)
    if as_json:
        put_json(
            {
                "review": asked.ref,
                "period": {"from": asked.first.isoformat(), "until": asked.last.isoformat()},
                "answer_by": asked.answer_by.isoformat(),
                "providers": [
                    {
                        "provider": line.provider,
                        "name": line.name,
                        "answered": line.sha256 is not None,
                        "answered_by": line.answered_by,
                        "on": line.on,
                        "sha256": line.sha256,
                    }
                    for line in lines
                ],
            }
        )
        return
    for line in lines:
        told = f"answered by {line.answered_by}, {line.on}" if line.sha256 else "not answered yet"
        put(f"{line.name} ({line.provider}): {told}")
    if any(line.sha256 is None for line in lines):
        next_step("review", "collect", ref, "--into", "DIR")
