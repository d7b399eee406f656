"""A backup: whole records as one file, made while others write, and verified once it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import quote

from mcapproval.actions.cases.standing.examined import forged
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people.roles import require
from mcapproval.clock import ZONE
from mcapproval.errors import AskedWrongly, NotWhole
from mcapproval.progress import HowFar
from mcapproval.store.addresses import is_address, shown, without_password
from mcapproval.store.beside import beside, led_to, move_in, taken
from mcapproval.store.copying.files import Copied, copy_whole, verified
from mcapproval.store.engine import is_url

ELSEWHERE = "name another file, or a folder in which you may write, with --into"
DAMAGED = "keep these records as they are, and see what else is wrong: mcapproval audit verify"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that verified, and the last row of the journal in it, by number and hash."""

    place: Path
    head: tuple[int, str]


def back_up(desk: Desk, into: Path | None, told: HowFar) -> BackedUp:
    """Make a backup, beside the records where no file or folder is named; nothing is written over.

    For an administrator, since everybody's names are in it. It can be read by whoever can read the
    file of the records; of what a server keeps, by whoever makes it. It is recorded nowhere, for it
    would then lack its own last row. NotWhole where the records are damaged.
    """
    with desk.reading() as connection:
        require(connection, desk, "administrator")
    where = desk.records.where
    place = into or _beside(desk)
    if place.is_dir():
        place /= _beside(desk).name
    if is_address(str(place)):
        raise AskedWrongly(
            "a backup is a file, and not the address of a server",
            f"to another place of records, use: {move_command(where, place)}",
        )
    if place.exists():
        raise taken(place)
    if not place.absolute().parent.is_dir():
        raise AskedWrongly(f"there is no folder {place.parent}", "name a file in one that is there")
    with beside(place, ELSEWHERE) as fresh:
        copy_whole(where, fresh, told)
        with verified(fresh, shown(where), DAMAGED) as made:
            head = made.head
            as_found(made, shown(where), DAMAGED)
        move_in(fresh, place)
    return BackedUp(place, head)


def move_command(source: str | Path, target: str | Path) -> str:
    """The command that copies records from one place to another, without their passwords."""
    told = (quote(without_password(_with_slashes(str(each)))) for each in (source, target))
    return f"mcapproval move-records {' '.join(told)}"


def _with_slashes(place: str) -> str:
    """An address as it was typed: as the name of a file it lost a slash."""
    whole = "://" in place or not is_address(place)
    return place if whole else place.replace(":/", "://", 1)


def as_found(copied: Copied, whose: str, hint: str) -> None:
    """NotWhole, with the hint, where findings are kept that no check finds: moves go by them."""
    with sit_down(str(copied.today), None, None).reading() as connection:
        wrong = next(iter(forged(connection)), None)
    if wrong is not None:
        raise NotWhole(
            f"{whose} is not whole: findings kept for content {wrong[:16]} are not what a check "
            "finds",
            hint,
        )


def _beside(desk: Desk) -> Path:
    """A name with the instant in it: beside the records, or in the folder in which one works."""
    where = desk.records.where
    instant = desk.now.astimezone(ZONE).strftime("%Y-%m-%d-%H%M%S")
    name = f"records-{instant}.db"
    return Path(name) if is_url(where) else led_to(where).with_name(name)
