"""The pieces that a form is made of: words of ours that are known again, and fields to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mcapproval.documents.cleaning import clean
from mcapproval.documents.word.markup import Piece, Xml, joined, tag, w
from mcapproval.documents.word.markup import text as written
from mcapproval.documents.word.pen import Pen
from mcapproval.documents.word.words import Look, Paragraph, run, typed
from mcapproval.documents.word_form.choices import in_words
from mcapproval.documents.word_form.marks import of_question, of_words
from mcapproval.documents.word_form.plan import Field
from mcapproval.documents.word_form.values import EMPTY, SHORT
from mcapproval.documents.word_form.wording import ours

LONGEST = 64
"""Characters that Word lets the title or tag of a field have."""

NOTE, NOTE_NAME = "FormExample", "Form Example"
"""The style of examples and of what else is told beside a question: its id, and its name as a
reader has it."""

HIDDEN, HIDDEN_NAME = "FormSmall", "Form Small"
"""The style, in a cell with an answer, of what is carried along unseen."""

PROSE = ("text", "words")
"""Kinds of fields that may hold more than a line."""


Notes = Mapping[str, Sequence[str]]


@dataclass(slots=True)
class FormPen:
    """Writes a form; `said` are the words of ours that stand in it, `notes` what is told beside
    what is asked, by its path in the content."""

    pen: Pen = field(default_factory=Pen)
    named: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    notes: Notes = field(default_factory=dict)

    def noted(self, path: str) -> Iterator[Xml]:
        """What is told beside the value at a path, to be read and not to be filled in."""
        return (self.words(NOTE, clean(text)) for text in self.notes.get(path, ()))

    def mark(self, names: Sequence[str], inner: Xml) -> Xml:
        """`inner` between bookmarks; a name stands once in a file, at the first that has it."""
        for name in names:
            if name in self.named:
                continue
            self.named.add(name)
            number = self.pen.numbers.next("bookmark")
            start = tag("w:bookmarkStart", {"w:id": number, "w:name": name})
            inner = joined(start, inner, tag("w:bookmarkEnd", {"w:id": number}))
        return inner

    def words(self, style: str, text: str, question: str = "", beside: Xml | None = None) -> Xml:
        """A paragraph of ours, known again by its words; that of a question by its path too.
        `beside` are the signs of comments."""
        self.said.add(ours(text))
        names = [of_words(text), *([of_question(question)] if question else [])]
        return paragraph(style, joined(self.mark(names, typed(text)), beside))

    def control(self, of: Field, title: str, value: str, *, short: bool = False) -> Xml:
        """A field: a content control with its name for those who see it and those who hear it."""
        empty = (SHORT if short else EMPTY)[of.kind]
        properties = w(
            "sdtPr",
            w("alias", val=title[:LONGEST]),
            w("tag", val=of.path[:LONGEST]),
            w("id", val=self.pen.numbers.next("control")),
            _lock(of, value, short=short),
            None if value else w("showingPlcHdr"),
            _kind(of, empty),
        )
        shown = typed(value) if of.kind in PROSE else run(value)
        if of.hidden:
            return w("sdt", properties, w("sdtContent", w("r", _UNSEEN, written(value))))
        inner = shown if value else run(empty, Look("PlaceholderText"))
        return w("sdt", properties, w("sdtContent", inner))


_UNSEEN = w("rPr", w("vanish"))


def hidden(inner: Xml) -> Xml:
    """A paragraph that is carried along unseen."""
    return w("p", w("pPr", w("pStyle", val=HIDDEN), _UNSEEN), inner)


def _lock(of: Field, value: str, *, short: bool) -> Xml | None:
    if of.locked and value:
        return w("lock", val="sdtContentLocked")
    return None if short else w("lock", val="sdtLocked")


def _kind(of: Field, empty: str) -> Xml:
    if of.kind in PROSE:  # LibreOffice 7.4 loses the line ends of a plain one
        return w("richText")
    if of.kind == "choice":
        return w(
            "dropDownList",
            _item(empty, empty),
            (_item(in_words(of.path, each), each) for each in of.choices),
        )
    return w("text")


def _item(shown: str, choice: str) -> Xml:
    return w("listItem", displayText=shown, value=choice)


def paragraph(style: str, inner: Piece) -> Xml:
    return Paragraph(style, joined(inner)).xml()
