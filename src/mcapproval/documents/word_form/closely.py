"""A section of short answers as a table: a row for each of its fields, or for each group in it."""

from __future__ import annotations

from mcapproval.documents.word import grid
from mcapproval.documents.word.markup import Xml, joined
from mcapproval.documents.word_form.margin import Margin, Within
from mcapproval.documents.word_form.pieces import FormPen, paragraph
from mcapproval.documents.word_form.plan import Field, Section
from mcapproval.documents.word_form.tables import CARD, heads_of, line, widths_of
from mcapproval.documents.word_form.values import written


def closely(pen: FormPen, margin: Margin, one: Section, within: Within) -> Xml:
    widths = widths_of(one.rows.values())
    heads: tuple[str, ...] = ()
    made: list[Xml] = []
    for label, fields in one.rows.items():
        if heads != (heads := heads_of(label, fields)):
            told = [pen.words("FormHead", each) for each in heads]
            label_head = paragraph("FormHead", None)
            made.append(line(widths, label_head, told, head=not made))
        answers = [_answer(pen, margin, label, field, within) for field in fields]
        made.append(line(widths, pen.words("FormLabel", label), answers))
    table = grid.grid(
        "FormTable", widths, made, caption=one.title, description=CARD, row_heads=True
    )
    return joined(table, paragraph("FormAfter", None))


def _answer(pen: FormPen, margin: Margin, label: str, one: Field, within: Within) -> Xml:
    value, at = within.value(one.path), within.at(one.path)
    title = label if one.label == label else f"{label}: {one.label}"
    control = pen.control(one, title, "" if value is None else written(one, value))
    beside = margin.at(pen, at)
    return joined(paragraph("FormCell", joined(control, beside)), pen.noted(at))
