"""The annexes of a pack: their numbers, their safe file names, and where a draft's file went."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from mcapproval.canonical import digest
from mcapproval.documents.annexes.kinds import is_picture
from mcapproval.documents.answers import days_in_words, words
from mcapproval.documents.cleaning import clean
from mcapproval.documents.dossier import Annex, Dossier
from mcapproval.documents.file_names import RESERVED
from mcapproval.errors import NotWhole

ERASED = "(erased)"
LONGEST_STEM, LONGEST_SUFFIX = 60, 10


@dataclass(frozen=True, slots=True)
class Enclosure:
    """An annex with its number from 1. An erased one keeps its number and has no file."""

    number: int
    annex: Annex
    data: bytes | None

    @property
    def file(self) -> str:
        return f"annexes/{self.number:02}-{safe_name(self.annex.path)}"

    @property
    def title(self) -> str:
        """Its title; neither title nor file name of an erased one, which may name a person."""
        if self.data is None:
            return ERASED
        return days_in_words(self.annex.title.strip()) or self.original

    @property
    def withheld(self) -> bool:
        """Whether it is confidential and stays out of the pack: where its author said so, and a
        picture of a meeting, which shows who came, unless its author said that it is not.
        """
        annex = self.annex
        if self.data is None or annex.confidential:
            return self.data is not None and annex.confidential == "yes"
        return annex.of_meeting and is_picture(annex.path, self.data)

    @property
    def absent(self) -> str:
        """Why its file is not in the pack, in words; empty where it is."""
        if self.data is None:
            return "erased"
        return "held by us as confidential" if self.withheld else ""

    @property
    def marked(self) -> str:
        """Its title, and that it is confidential where it is; an erased one says so itself."""
        return f"{self.title} ({self.absent})" if self.withheld else self.title

    @property
    def serves(self) -> str:
        """What it is for, in words."""
        return ", ".join(dict.fromkeys(words(s) for s in self.annex.serves.split(", ") if s))

    @property
    def original(self) -> str:
        """The author's own name of the file; not to be shown of an erased one."""
        return clean(self.annex.path)


def enclosures(dossier: Dossier) -> Iterator[Enclosure]:
    """Every annex in the dossier's order. NotWhole where the bytes are not those of the hash."""
    for number, annex in enumerate(dossier.annexes, 1):
        yield Enclosure(number, annex, _proven(dossier.ref, number, annex))


def _proven(ref: str, number: int, annex: Annex) -> bytes | None:
    data = annex.read()
    if data is not None and not isinstance(annex.read, _Once) and digest(data) != annex.sha256:
        raise NotWhole(
            f"the bytes of annex {number}, {annex.path}, are not those that were recorded",
            f"see `mcapproval evidence verify {ref}`, and restore them from a backup",
        )
    return data


@dataclass(frozen=True)
class _Once:
    """Reads an annex and proves it when it is first asked for its bytes, and keeps them."""

    ref: str
    number: int
    annex: Annex

    @cached_property
    def data(self) -> bytes | None:
        return _proven(self.ref, self.number, self.annex)

    def __call__(self) -> bytes | None:
        return self.data


def read_once(dossier: Dossier) -> Dossier:
    """The same dossier, each of whose annexes is read and proven once at most, however many papers
    list it.
    """
    once = (
        replace(annex, read=_Once(dossier.ref, number, annex))
        for number, annex in enumerate(dossier.annexes, 1)
    )
    return replace(dossier, annexes=tuple(once))


def annex_of(dossier: Dossier, path: Any) -> str:
    """Where the file that a draft names is in the pack: `annex 3`, and why it is not."""
    if not isinstance(path, str) or not path.strip():
        return "no file"
    number = annex_number(dossier, path)
    if number is None:
        return f"{path.strip()} (not in the records)"
    absent = absent_annex(dossier, number)
    return f"annex {number}, {absent}" if absent else f"annex {number}"


def absent_annex(dossier: Dossier, number: int) -> str:
    """Why the file of an annex is not in the pack, in words; empty where it is."""
    annex = dossier.annexes[number - 1]
    return Enclosure(number, annex, _proven(dossier.ref, number, annex)).absent


def annex_number(dossier: Dossier, path: Any) -> int | None:
    """The number of the annex that is the file a draft names; None where there is none."""
    wanted = unicodedata.normalize("NFC", path.strip()) if isinstance(path, str) else None
    for number, annex in enumerate(dossier.annexes, 1):
        if unicodedata.normalize("NFC", annex.path) == wanted:
            return number
    return None


def safe_name(path: str) -> str:
    """A file name that every system takes: NFC letters and digits (macrons kept), no path, no
    hidden file, no name that Windows keeps for itself, at most 71 characters.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", path))[-1]
    stem, dot, suffix = last.rpartition(".")
    if not dot or not stem.strip(" ."):
        stem, suffix = last, ""
    stem = _plain(stem)[:LONGEST_STEM].strip("-_") or "file"
    suffix = _plain(suffix)[:LONGEST_SUFFIX].strip("-_")
    if stem.lower() in RESERVED:
        stem = f"{stem}-file"
    return f"{stem}.{suffix}" if suffix else stem


def _plain(text: str) -> str:
    return re.sub(r"-{2,}", "-", "".join(c if c.isalnum() or c == "_" else "-" for c in text))


def size_in_words(size: int) -> str:
    """Bytes as people read them, in steps of 1,000."""
    if size < 1000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{round(size / 1000)} kB"
    return f"{size / 1_000_000:.1f} MB"
