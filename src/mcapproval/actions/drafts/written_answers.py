"""The answers of a re-evaluation as a person wrote them, in a text file or in a Word form."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path

from mcapproval.actions.drafts.written import is_word
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.model import Draft
from mcapproval.draft.personal_answers import personal_findings
from mcapproval.draft.reader import Reading, read_shaped
from mcapproval.draft.review_form import OF_FILE
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable
from mcapproval.findings import in_reading_order

_YAML = re.compile(rb"^[\"']?format[\"']?[ \t]*:[ \t]*[\"']?review/", re.MULTILINE)
_JSON = re.compile(rb"[{,]\s*\"format\"\s*:\s*\"review/")


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """Answers as read, the reference of the re-evaluation that their file was written for, and the
    row of the journal at which; neither where a file made by hand does not say so. `without`,
    `columns` and `cards` are what a Word form no longer asks, as its reader gives them."""

    reading: Reading
    ref: str = ""
    written_at: int | None = None
    without: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    cards: tuple[tuple[str, int], ...] = ()


def is_answers(path: Path) -> bool:
    """Whether a file says that it has the answers of a re-evaluation; it is not parsed for that."""
    try:
        if is_word(path):
            from mcapproval.documents.review_form.reading import is_review

            return is_review(read_file(path, LARGEST_FILE), str(path))
        data = read_file(path)
    except Unreadable:
        return False
    return bool((_JSON if data.lstrip().startswith(b"{") else _YAML).search(data))


def read_answers(path: Path) -> WrittenAnswers:
    """Answers from a file of either kind. Raises Unreadable where it can't be read or parsed."""
    if is_word(path):
        from mcapproval.documents.review_form.reading import read_review  # most are texts

        form = read_review(read_file(path, LARGEST_FILE), str(path))
        reading = _without_persons(form.reading)
        lost = form.without, form.columns, form.cards
        return WrittenAnswers(reading, form.ref, form.written_at, *lost)
    shaped = read_shaped(read_file(path), str(path), "review")
    data = {key: value for key, value in shaped.data.items() if key not in OF_FILE[1:]}
    draft = Draft(data, shaped.places, str(path), shaped.left_out)
    reading = _without_persons(Reading(draft, shaped.findings))
    return WrittenAnswers(reading, shaped.data.get("of", ""), shaped.data.get("written_at"))


def _without_persons(reading: Reading) -> Reading:
    """With a finding for each text that tells of a person."""
    found = in_reading_order((*reading.findings, *personal_findings(reading.draft)))
    return replace(reading, findings=found)
