"""The answers of a re-evaluation as a person wrote them, in a text file or in a Word form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from mcapproval.actions.drafts.written import is_word
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading, read_shaped
from mcapproval.draft.source import read_file
from mcapproval.errors import Unreadable

_YAML = re.compile(rb"^[\"']?format[\"']?[ \t]*:[ \t]*[\"']?review/", re.MULTILINE)
_JSON = re.compile(rb"[{,]\s*\"format\"\s*:\s*\"review/")


@dataclass(frozen=True, slots=True)
class WrittenAnswers:
    """Answers as read, and the reference of the re-evaluation that a form was written for; a text
    says of none."""

    reading: Reading
    ref: str = ""


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
        return WrittenAnswers(form.reading, form.ref)
    shaped = read_shaped(read_file(path), str(path), "review")
    draft = Draft(shaped.data, shaped.places, str(path), shaped.left_out)
    return WrittenAnswers(Reading(draft, shaped.findings))
