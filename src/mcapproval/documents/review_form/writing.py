"""The answers of a re-evaluation as a Word form: the same content and notes give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from mcapproval.documents.review_form.plan import SCHEMA, review_plan
from mcapproval.documents.word_form.marks import OF_REVIEW
from mcapproval.documents.word_form.naming import place_of
from mcapproval.documents.word_form.writing import Writer, bound
from mcapproval.draft.help import parts, question
from mcapproval.draft.review_form import EARLIER, Notes, shortened

TITLE = "Re-evaluation: a form to fill in"

_POINTER = re.compile(r"(?<![\w/:.])/[a-z_]+(?:/[a-z0-9_-]+)*")
_LONG_KEY = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b")


@dataclass(frozen=True, slots=True)
class About:
    """Whose answers a form is for: the re-evaluation and its micro-credential, with what is known
    of them, each with its label, the year in which it was last looked at, and the last row of the
    journal when it is written."""

    ref: str
    known: Sequence[tuple[str, str]]
    year: str = ""
    row: int | None = None

    @property
    def intro(self) -> tuple[str, ...]:
        last = f" ({self.year})" if self.year else ""
        return (
            *(f"{label}: {said}" for label, said in self.known),
            "What the records know is filled in: look whether it is right. Answer the rest, in any "
            "order; half a set of answers is a set. Write in the boxes and in the cells of the "
            "tables.",
            "What is not known of a count is written as: not known. That is an answer, and it is "
            "not zero. Counts of learners only, never a name or number of one; people are roles.",
            f"What was answered last time{last} stands in quiet letters beside the question and is "
            "never taken over: ask again, and write what is so now.",
            "A day can be written as 2027-05-01, as 1 May 2027 or as 1/05/2027. For another row "
            "press Tab in the last cell of a table; where each entry has a small table of its own, "
            "copy a whole one and paste it below. Letters and other papers go into the same folder "
            "as this form, and are named here.",
            "Accept or reject tracked changes before you send the form in. Comments in the margin "
            "are for those who fill it in; the records take none of them.",
        )


def review_form(content: Mapping[str, Any], notes: Notes, about: About) -> bytes:
    """The form of a content, as a .docx file. `notes` are told beside what is at their paths, never
    in a field; what was answered before is among them."""
    told = {path: [_in_words(text) for text in texts] for path, texts in notes.items()}
    writer = Writer(content, notes=told)
    written = writer.body(review_plan(content), TITLE, about.intro)
    made_for = " ".join(map(str, filter(None, (OF_REVIEW, about.ref, about.row))))
    return bound(writer, written, title_of(about.ref), made_for)


def title_of(ref: str) -> str:
    """What the foot of each page says, and the file of itself."""
    return f"{TITLE}, {ref}"


@cache
def words_of_ours() -> frozenset[str]:
    """Every text that each form has before anybody writes in it."""
    writer = Writer({})
    writer.body(review_plan(), TITLE, About("", ()).intro)
    return frozenset(writer.pen.said)


def _in_words(note: str) -> str:
    """A note with headings and labels of the forms in the place of paths and keys; what somebody
    answered before stays as it was answered."""
    said = shortened(note)
    if not said.startswith(EARLIER):
        said = _POINTER.sub(lambda path: place_of(path[0]), said)
        said = _LONG_KEY.sub(lambda key: _label(key[0]) or key[0], said)
    return said if "/" in said.partition(" ")[0] else said[:1].upper() + said[1:]


def _label(key: str) -> str:
    path = next((path for path in parts(SCHEMA) if path.rpartition(".")[2] == key), "")
    asked = question(path, of=SCHEMA) if path else None
    return f'"{asked.title}"' if asked else ""
