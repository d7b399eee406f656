"""Somebody else's Word form: filled from an application, and looked through for its boxes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.packs import dossier, found_since, packed_on
from mcapproval.actions.papers.printing import put_new
from mcapproval.documents.official_forms.box import Box
from mcapproval.documents.official_forms.boxes import boxes_of
from mcapproval.documents.official_forms.filling import Filled, fill
from mcapproval.documents.official_forms.form_map import form_map
from mcapproval.documents.official_forms.matching import Match, matched
from mcapproval.documents.official_forms.proposing import proposed
from mcapproval.documents.official_forms.word_file import WordFile, word_file
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly


@dataclass(frozen=True, slots=True)
class FormFilled:
    ref: str
    version: int
    file: Path
    filled: Filled
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSeen:
    """The boxes of a form, and how a map and the form fit where one is given; `answers` of the
    entries by the box.
    """

    boxes: tuple[Box, ...]
    matches: tuple[Match, ...] | None
    proposal: str


def fill_form(desk: Desk, ref: str, form: Path, by: Path, into: Path) -> FormFilled:
    """A form filled from an application as it stands at its last row, on the day of its pack. What
    could not be filled is told, not refused; the file is new, and nothing of it goes into the
    records.
    """
    as_word(into)
    read, mapped = word_at(form), form_map(read_file(by), str(by))
    with desk.reading() as connection:
        facts = dossier(connection, ref, packed_on(connection, ref))
        filled = fill(read, mapped, facts)
        told = found_since(connection, facts, desk.today)
    put_new(filled.data, into)
    return FormFilled(facts.ref, facts.version, into, filled, told)


def look_through(form: Path, by: Path | None = None) -> FormSeen:
    """Every box of a form; with a map, which entry each has. No records are needed."""
    boxes = boxes_of(word_at(form).trees())
    mapped = None if by is None else form_map(read_file(by), str(by))
    matches = None if mapped is None else matched(boxes, mapped)
    return FormSeen(boxes, matches, proposed(boxes, form.name))


def word_at(path: Path) -> WordFile:
    """A Word file that was handed in. Unreadable where it can't be read as one."""
    return word_file(read_file(path, LARGEST_FILE), str(path))


def as_word(into: Path) -> None:
    """AskedWrongly for a name that says no Word file."""
    if into.suffix.lower() != ".docx":
        raise AskedWrongly(
            f"{into} is no name of a Word file, and a form stays one",
            "give --into a name that ends in .docx",
        )
