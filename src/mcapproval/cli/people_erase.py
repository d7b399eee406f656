"""`people erase`: remove a person's texts, and tell what that leaves behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import counted, next_step, put, talk
from mcapproval.cli.still_theirs import put_what_is_theirs
from mcapproval.errors import Refused

if TYPE_CHECKING:
    from mcapproval.actions.people.what_goes import Erased


@click.command(
    name="erase",
    help="""Remove a person's name, and the notes and files about them, whole. Their hashes stay.

\b
Examples:
  mcapproval people erase PER-0009 --dry-run --as ana
  mcapproval people erase PER-0009 --note "asked by letter of 3 July" --yes --as ana

Nothing brings back what was removed: --yes says that it is meant, --dry-run only says what would go
and what would stay.
""",
)
@click.argument("person")
@click.option("--note", default="", metavar="REASON", help="Why, without the name.")
@click.option("--dry-run", is_flag=True, help="Only say what it would do.")
@click.option("--yes", "sure", is_flag=True, help="It is meant.")
@seat.seat
def erase_command(person: str, note: str, dry_run: bool, sure: bool) -> int:
    from mcapproval.actions.people.erasing import erase, with_reason, would_go

    if dry_run:
        _would_go(person, note, would_go(seat.desk(), person, note))
        return 0
    with_reason(note)
    if not sure:
        look = whole(("people", "erase", person, "--note", note, "--dry-run"), seat.given())
        raise Refused(
            f"{person} is not erased yet: nothing brings back what that removes",
            hint=f"see what would go with: {look}\nthen say that it is meant with --yes",
        )
    done = erase(seat.desk(), person, note)
    put(f"{done.ref} is erased: {_counts(done)} removed; their hashes stay.")
    put_what_is_theirs(done.ref, done.theirs)
    for folder, ref in done.packs:
        put(f"The pack {folder} was made before and may hold the name.")
        put("Remove that folder, and make the pack again:")
        put(f"  {whole(('pack', ref, '--into', folder), seat.given())}")
    for ref in done.closed:
        put(f"{ref} can't be reopened after this: its text is gone. To go on, open a new one.")
    for row in done.remains:
        put(f"Row {row} of the journal says the name, and can't be removed.")
    if done.unseen:
        put(
            f"{counted(done.unseen, 'file')} can't be looked into (pictures, locked files): "
            "see for yourself what they show."
        )
    for ref in done.namesakes:
        put(f"{ref} has the same name. If it is the same person, erase them too:")
        put(f"  {whole(('people', 'erase', ref, '--note', 'REASON'), seat.given())}")
    for place in done.copies:
        put(f"{place} was made before and still holds them: remove it.")
    talk(
        "Backups and exports in other places, and what was sent to others, are not touched: remove"
    )
    talk("them by hand, and make those that are needed again: mcapproval backup")
    next_step("audit", "verify")
    return 1 if done.remains else 0


def _counts(found: Erased) -> str:
    return (
        f"{counted(len(found.texts), 'text')}, {counted(len(found.files), 'file')} and "
        f"{counted(len(found.contents), 'old content')}"
    )


def _would_go(person: str, note: str, found: Erased) -> None:
    put(f"{found.ref} would be erased: {_counts(found)} would go; their hashes stay.")
    put_what_is_theirs(person, found.theirs)
    for ref in found.closed:
        put(f"{ref} could not be reopened after that: its text would be gone.")
    for row in found.remains:
        put(f"Row {row} of the journal says the name, and can't be removed.")
    for ref in found.namesakes:
        put(f"{ref} has the same name, and would stay.")
    talk("nothing was done")
    next_step("people", "erase", person, "--note", note or "REASON", "--yes")
