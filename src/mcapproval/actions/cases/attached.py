"""Files that come with an act: small enough, kept by hash, told without their names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from mcapproval.canonical import digest
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.store.writer import Writer


def small_enough(files: Iterable[tuple[str, bytes]]) -> None:
    """Refused, by name, where an attached file is too large to be kept."""
    for name, data in files:
        if len(data) > LARGEST_FILE:
            raise Refused(f"{name} is larger than 25 MB", hint="attach it in parts, or smaller")


def by_name(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """The files by their names. AskedWrongly where two others have one name: an answer names a file
    by it, and the one would be taken for the other.
    """
    found: dict[str, bytes] = {}
    for name, data in files:
        if found.setdefault(name, data) != data:
            raise AskedWrongly(
                f"two files to attach are called {name}", "give one of them another name"
            )
    return found


def attach(writer: Writer, name: str, data: bytes) -> dict[str, Any]:
    """Keep an attached file; gives what the journal says of it."""
    writer.file(data)
    return file_facts(name, data)


def file_facts(name: str, data: bytes) -> dict[str, Any]:
    """A file by hash, size and ending: its own name may be a person's, so it is not kept."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    plain = ending.isascii() and ending.isalnum() and len(ending) <= 5
    return {"sha256": digest(data), "size": len(data), "ending": ending if plain else ""}
