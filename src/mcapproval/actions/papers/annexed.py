"""The files of a version as the annexes of its pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from mcapproval.actions.lookup import KeptFile, files_of
from mcapproval.documents.dossier import Annex
from mcapproval.store.keep import file_bytes
from mcapproval.store.rows.folded import Version


def annexes_of(
    connection: Connection, version: Version, organisations: Mapping[str, str]
) -> tuple[Annex, ...]:
    """One annex a file, however often the draft names it, with all that it serves."""
    named: dict[str, list[KeptFile]] = {}
    for file in files_of(connection, version):
        named.setdefault(file.name, []).append(file)
    return tuple(
        Annex(
            name,
            _title([file.title for file in files], organisations),
            ", ".join(dict.fromkeys(file.serves for file in files)),
            files[0].sha256,
            files[0].size,
            _reader(connection, files[0].sha256),
            _confidential([file.confidential for file in files]),
            any(file.of_meeting for file in files),
        )
        for name, files in named.items()
    )


def _confidential(said: list[str]) -> str:
    """What its author says of one file in several places: confidential where it is so in one."""
    return next((word for word in ("yes", "no") if word in said), "")


def _title(titles: list[str], organisations: Mapping[str, str]) -> str:
    """Titles of one file as one: organisations by name, and none that another says already."""
    told = [" ".join(organisations.get(word, word) for word in t.split(" ")) for t in titles]
    kept: list[str] = []
    for title in sorted(dict.fromkeys(told), key=len, reverse=True):
        if not any(title.casefold() in longer.casefold() for longer in kept):
            kept.append(title)
    return "; ".join(sorted(kept, key=told.index))


def _reader(connection: Connection, sha256: str) -> Callable[[], bytes | None]:
    return lambda: file_bytes(connection, sha256)
