"""`people erase`: remove a person's texts, and tell what that leaves behind."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.say import counted, next_step, put, talk


@click.command(
    name="erase",
    help="""Remove a person's name, and the notes and files about them, whole. Their hashes stay.

\b
Example:
  mcapproval people erase PER-0009 --note "asked by letter of 3 July" --as ana
""",
)
@click.argument("person")
@click.option("--note", required=True, metavar="REASON", help="Why, without the name.")
@seat.seat
def erase_command(person: str, note: str) -> int:
    from mcapproval.actions.people.erasing import erase

    done = erase(seat.desk(), person, note)
    put(
        f"{done.ref} is erased: {counted(len(done.texts), 'text')}, "
        f"{counted(len(done.files), 'file')} and {counted(len(done.contents), 'old content')} "
        "removed; their hashes stay."
    )
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
