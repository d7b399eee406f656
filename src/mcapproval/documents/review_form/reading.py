"""The answers of a re-evaluation from its form, and all that was found beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from mcapproval.documents.review_form.plan import SCHEMA, review_plan
from mcapproval.documents.review_form.writing import title_of, words_of_ours
from mcapproval.documents.word.opening import opened
from mcapproval.documents.word_form.building import root
from mcapproval.documents.word_form.collect import Collector
from mcapproval.documents.word_form.gathered import Gathered, Row
from mcapproval.documents.word_form.marks import OF_REVIEW
from mcapproval.documents.word_form.plan import Section, Table, asked
from mcapproval.documents.word_form.reading import ENOUGH, begun_at, gathered, gone, mark_of
from mcapproval.documents.word_form.remarks import Fate, findings, said_beside
from mcapproval.documents.word_form.telling import placed
from mcapproval.draft.model import Draft
from mcapproval.draft.reader import Reading
from mcapproval.draft.shape import shape
from mcapproval.errors import Unreadable
from mcapproval.findings import in_reading_order

FATE = Fate(
    comment="it is not taken into the records: write into the field what it answers",
    outside="move it into the field that it answers; else it is not taken into the records",
    gone="where it is needed, copy it from a new form: mcapproval review form REV --into FORM.docx",
)


ROW = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A form as read: its answers with their findings, the reference of the re-evaluation that it
    was written for, and the row of the journal at which; empty where its mark is gone.

    `without` are the questions that one may have and the file has not, and `columns` those of a
    list that are not in each of its rows, each with its list: dotted, as a plan has them. `cards`
    are the lists whose entries have small tables of their own, with how many of these there are.
    """

    reading: Reading
    ref: str
    written_at: int | None = None
    without: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    cards: tuple[tuple[str, int], ...] = ()


def read_review(data: bytes, name: str) -> ReviewForm:
    """Raises Unreadable for any file but a form of a re-evaluation, or one that can't be read."""
    file = opened(data, name)
    mark = mark_of(file)
    if mark and mark[1:2] != [OF_REVIEW]:
        raise _no_form(name, "this is the form of an application, and not of a re-evaluation")
    ref = mark[2] if len(mark) > 2 else ""
    row = int(mark[3]) if len(mark) > 3 and ROW.fullmatch(mark[3]) else None
    everything = review_plan()
    walk = gathered(file, everything, words_of_ours())
    if not mark and walk.found.questions < ENOUGH:
        raise _no_form(name, "this is a Word document, but not the form of a re-evaluation")
    found = walk.found
    shaped = shape(root(found, everything, f"{SCHEMA}/1"), SCHEMA)
    missing = Gathered(spots=found.spots, odd=list(gone(walk, review_plan({}))))
    beside = said_beside(file, found, begun_at(shaped.places), (title_of(ref),))
    said = (*shaped.findings, *findings(found, beside, FATE), *findings(missing, (), FATE))
    telling = partial(placed, found.spots)
    answers = Draft(shaped.data, shaped.places, name, shaped.left_out, telling=telling)
    reading = Reading(answers, in_reading_order(said), of_form=True)
    without = (*(odd.path for odd in gone(walk, everything)), *_without_field(walk))
    columns = tuple(_columns_gone(walk, everything))
    cards = tuple((one.path, len(rows)) for one, rows in _lists(walk, everything) if one.card)
    return ReviewForm(reading, ref, row, without, columns, cards)


def _without_field(walk: Collector) -> Iterator[str]:
    """Questions of which the place is there, empty, and the field in it is deleted. A program that
    knows no fields leaves none: then an empty place is an answer taken back.
    """
    answers = walk.found.answers
    if any(answer.control for answer in answers.values()):
        for (path, _), answer in answers.items():
            if not answer.control and not answer.text:
                yield path


def _lists(walk: Collector, had: tuple[Section, ...]) -> Iterator[tuple[Table, list[Row]]]:
    for one in asked(had):
        if isinstance(one, Table) and (rows := walk.found.rows.get((one.path, 0))):
            yield one, rows


def _columns_gone(walk: Collector, had: tuple[Section, ...]) -> Iterator[tuple[str, str]]:
    for one, rows in _lists(walk, had):
        for column in one.shown:
            if any(column.key not in row.cells for row in rows):
                yield one.path, column.key


def is_review(data: bytes, name: str) -> bool:
    """Whether a Word file says of itself that it is such a form. Raises Unreadable."""
    return mark_of(opened(data, name))[1:2] == [OF_REVIEW]


def _no_form(name: str, why: str) -> Unreadable:
    return Unreadable(
        why,
        "have its form written: mcapproval review form REV --into FORM.docx",
        source=name,
    )
