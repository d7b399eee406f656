"""A backup put in the place of the records: verified first, and told what that loses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from mcapproval.actions.copies.backing_up import as_found, move_command
from mcapproval.actions.desk import sit_down
from mcapproval.actions.people.roles import require
from mcapproval.actions.setup import copy_beside
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.progress import HowFar
from mcapproval.store.addresses import is_address, shown
from mcapproval.store.beside import beside, led_to
from mcapproval.store.copying.files import Copied, copy_whole, verified
from mcapproval.store.copying.present import Present, present
from mcapproval.store.copying.putting_back import (
    put_for_file,
    put_in_database,
    put_in_empty,
    put_in_file,
)
from mcapproval.store.engine import is_url, supported
from mcapproval.store.modes import OWN, mode_of
from mcapproval.store.records import only_ours
from mcapproval.store.schema import HEAD
from mcapproval.store.unusable import NAME_A_BACKUP, named_otherwise


@dataclass(frozen=True, slots=True)
class Restored:
    """`head` is the last row of the backup, `version` that of its tables, `was` what stood there;
    `before` the file in which that is kept. `done` is False where it was only looked at. `rights`
    are the statements that give rights which others had to the tables there, and have no more.
    """

    version: str
    head: tuple[int, str]
    was: Present | None
    before: Path | None
    done: bool
    rights: tuple[str, ...] = ()

    @property
    def older(self) -> bool:
        """Whether what was put there has the tables of an older program."""
        return self.version < HEAD


def restore(
    where: str,
    backup: Path,
    person: str | None,
    day: date | None,
    *,
    sure: bool,
    only_look: bool,
    told: HowFar,
) -> Restored:
    """Put a backup in the place of records, or into an empty one: all of it or nothing.

    For an administrator of the records that are there; of the backup where none are, or none that
    this program can read. Refused where rows would be lost, until somebody is `sure`. NotWhole,
    with nothing done, for a backup that does not verify; Busy where others use the records.
    """
    supported(where)
    if is_address(str(backup)):
        raise AskedWrongly(
            "a backup is a file, and not the address of a server",
            f"from one place of records to another, use: {move_command(backup, where)}",
        )
    if not backup.is_file():
        is_ = "a folder" if backup.is_dir() else "a pipe or a device"
        raise AskedWrongly(
            f"{backup} is no file but {is_}" if backup.exists() else f"there is no file {backup}",
            NAME_A_BACKUP,
        )
    where = where if is_url(where) else str(led_to(where))
    if not is_url(where) and Path(where).exists() and Path(where).samefile(backup):
        raise AskedWrongly("the backup is the records themselves", NAME_A_BACKUP)
    if is_url(where):
        only_ours(where)
    elif not Path(where).absolute().parent.is_dir():
        raise AskedWrongly(f"there is no folder {Path(where).parent}", "make it, then restore")
    named = quote(str(backup))
    hint = f"use another backup; what is wrong, says: mcapproval audit verify --records {named}"
    before = _free(copy_beside(where, "before-restore"))
    with _looked_at() if only_look else beside(before) as fresh:
        with named_otherwise(NAME_A_BACKUP):
            copy_whole(str(backup), fresh)
        with verified(fresh, str(backup), hint) as copied:
            as_found(copied, str(backup), hint)
            was = present(where, fresh)
            _allowed(where, was, backup, copied, person, day)
            found = Restored(copied.version, copied.head, was, before if was else None, False)
            if only_look:
                return found
            if was and not sure:
                _nothing_lost(where, was)
        lacking = _put(fresh, where, before, was, told)
    return Restored(found.version, found.head, was, found.before, True, lacking)


@contextmanager
def _looked_at() -> Iterator[Path]:
    """A fresh file for a copy that is put nowhere: nothing is written beside the records."""
    with TemporaryDirectory() as folder, beside(Path(folder) / "restore.db") as fresh:
        yield fresh


def _allowed(
    where: str,
    was: Present | None,
    backup: Path,
    copied: Copied,
    person: str | None,
    day: date | None,
) -> None:
    if was is not None and was.version == HEAD:
        _administers(where, person, day)
        return
    hint = (
        "name one with --as; whom they know, says: mcapproval people list --records "
        f"{quote(str(backup))}"
    )
    try:
        _administers(str(copied.today), person, day)
    except Unknown as fault:
        raise Unknown(f"the records in {backup} know no person {person}", hint) from fault
    except Refused as fault:
        said = f"only an administrator of the records in {backup} may put them back"
        raise Refused(said, hint=hint) from fault


def _administers(where: str, person: str | None, day: date | None) -> None:
    desk = sit_down(where, person, day)
    with desk.reading() as connection:
        require(connection, desk, "administrator")


def _nothing_lost(where: str, was: Present) -> None:
    reasons = list(_lost(was))
    if reasons:
        raise Refused(
            f"to restore this would lose what is in {shown(where)}",
            reasons,
            hint="see all of it with --dry-run, and say --yes if it is meant",
        )


def _lost(was: Present) -> Iterator[Reason]:
    mend = "look whether a newer backup is there; what is replaced is kept in a file"
    if was.version is None:
        yield Reason("UNREAD", "what is there can't be read: nobody knows what is new", mend, "")
    elif was.lost and not was.common:
        yield Reason("OTHERS", "they are other records than those of the backup", mend, "")
    elif was.lost:
        rows = f"rows {was.common + 1} to {was.head[0]}"
        yield Reason("ROWS", f"{rows} of the journal came after the backup", mend, "")
    if was.erased:
        yield Reason(
            "ERASED",
            f"{', '.join(was.erased)}: erased after the backup, which still has their names",
            "erase them again once it is restored: mcapproval people erase PERSON --note REASON",
            "",
        )


def _put(
    fresh: Path, where: str, before: Path, was: Present | None, told: HowFar
) -> tuple[str, ...]:
    """Gives the rights that are lost with it, by the statements that give them."""
    if is_url(where):
        return put_in_database(fresh, where, before, was.head if was else None, told)
    place = Path(where)
    fresh.chmod(mode_of(str(fresh)) | OWN)  # backups are kept where nobody writes: records are used
    if was is None:
        put_in_empty(fresh, place)
    elif was.version is None:
        put_for_file(fresh, place, before)
    else:
        put_in_file(fresh, place, before, was.head)
    return ()


def _free(place: Path) -> Path:
    """The name, or the first with a number behind it of which there is no file."""
    number, free = 1, place
    while free.exists():
        number += 1
        free = place.with_name(f"{place.name}-{number}")
    return free
