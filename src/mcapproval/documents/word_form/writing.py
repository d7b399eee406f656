"""A draft as a Word form: the same draft and policy give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from mcapproval.documents.house import ACCENT
from mcapproval.documents.word.markup import Xml, joined, root, w
from mcapproval.documents.word.package import MAKER, About, packed
from mcapproval.documents.word.page import counted, reference, section
from mcapproval.documents.word.pen import Relation
from mcapproval.documents.word.words import run
from mcapproval.documents.word_form.closely import closely
from mcapproval.documents.word_form.margin import Margin, Within, settled
from mcapproval.documents.word_form.marks import FORMAT, PROPERTY
from mcapproval.documents.word_form.pieces import FormPen, Notes, paragraph
from mcapproval.documents.word_form.plan import Field, Section, Table
from mcapproval.documents.word_form.planning import plan
from mcapproval.documents.word_form.standing import standing_words
from mcapproval.documents.word_form.tables import MARGINS, table
from mcapproval.documents.word_form.values import quoted, written
from mcapproval.documents.word_form.wording import (
    ENTRY,
    INTRO,
    asked,
    example,
    several_of,
)
from mcapproval.draft.comments import Comment
from mcapproval.draft.help import NO_WORDS, Own, parts
from mcapproval.draft.pointer import tokens
from mcapproval.shipped import in_room

TITLE = {
    False: "Application for a micro-credential: a form to fill in",
    True: "An enquiry: a form to fill in",
}
"""By whether it is of an enquiry."""

DAY = "2026-01-01T00:00:00Z"
"""A form is of no day: with the clock's it would have other bytes each time."""
NOTHING: Mapping[str, str] = MappingProxyType({})
NO_NOTES: Notes = MappingProxyType({})


def form(
    content: Mapping[str, Any],
    own: Own = NO_WORDS,
    standing: Mapping[str, str] = NOTHING,
    texts: Mapping[str, str] = NOTHING,
    *,
    enquiry: bool = False,
    comments: Sequence[Comment] = (),
) -> bytes:
    """The form of a content, which has at least `route` and `kind`, as a .docx file.

    `own` are a provider's words for its questions; `standing` says by path which standing text a
    question begins with, such as `see: rpl@3`, where the content has no answer; `texts` has the
    words of standing texts by `rpl@3`, to be read below the fields that name them. Of an `enquiry`
    only what the first telephone call says, and whatever the content has beside it. Each of the
    `comments` stands in the margin of what it is about.
    """
    kind = str(content["kind"])
    keys = (step for comment in comments for step in tokens(comment.path)[:1])
    sections = plan(kind, own, enquiry=enquiry, more=(*content, *keys))
    title = TITLE[enquiry]
    writer = Writer(content, standing, texts)
    written = writer.body(sections, title)
    if comments:
        margin = Margin(settled(comments, writer.margin.asked))
        writer = Writer(content, standing, texts, margin)
        written = writer.body(sections, title)
    return bound(writer, written, title, f"{kind} {'enquiry' if enquiry else 'whole'}")


def bound(writer: Writer, written: Xml, title: str, made_for: str) -> bytes:
    """The file of what was written, with its foot and its mark; `made_for` is what the mark says
    besides the format."""
    pen = writer.pen.pen
    page = section(MARGINS, reference(pen, "footer", "default"))
    foot = (run(f"{title}, page "), counted("PAGE"), run(" of "), counted("NUMPAGES"))
    parts = {
        "document": (root("w:document", w("body", written, page)), pen),
        "default-footer": (root("w:ftr", paragraph("Footer", foot)), pen.another()),
    }
    if writer.margin.made:
        pen.related(Relation("comments", "comments.xml"))
        parts["comments"] = writer.margin.part(), pen.another()
    said = ((PROPERTY, f"{FORMAT} {made_for}"),)
    about = About(title, title, MAKER, DAY, ACCENT, said)
    return packed(parts, about, in_room("documents", "word_form/styles.xml"))


@cache
def words_of_ours() -> frozenset[str]:
    """Every text that a form has before anybody writes in it, where a provider has none of its
    own; each as `ours` gives it."""
    found: set[str] = set()
    for enquiry in (False, True):
        writer = Writer({})
        writer.body(plan("", more=tuple(parts())), TITLE[enquiry])
        found |= writer.pen.said
    return frozenset(found)


class Writer:
    """Holds what is written; `pen` numbers its pieces."""

    def __init__(
        self,
        content: Mapping[str, Any],
        standing: Mapping[str, str] = NOTHING,
        texts: Mapping[str, str] = NOTHING,
        margin: Margin | None = None,
        notes: Notes = NO_NOTES,
    ) -> None:
        self.content, self.standing, self.texts = content, standing, texts
        self.pen, self.margin = FormPen(notes=notes), margin or Margin()

    def body(self, sections: tuple[Section, ...], title: str, intro: Sequence[str] = INTRO) -> Xml:
        head = [
            self.pen.words("Title", title, beside=self.margin.at(self.pen, "")),
            *(self.pen.words("FormIntro", text) for text in intro),
        ]
        whole = Within(self.content)
        return joined(head, (self.section(one, whole) for one in sections))

    def section(self, one: Section, within: Within) -> Xml:
        if one.repeated:
            entries = within.value(one.path)
            if entries == []:
                entries = [{one.inner[0].path.rpartition(".")[2]: "none"}]
            parts = (self._entry(one, n, entry) for n, entry in enumerate(entries or [{}]))
            return joined(parts)
        beside = self._beside(within.at(one.path)) if one.path else None
        head = self.pen.words(f"Heading{one.level}", one.title, beside=beside)
        help_ = asked(one.told) if one.told else ""
        said = self.pen.words("FormHelp", help_) if help_ else None
        noted = self.pen.noted(within.at(one.path)) if one.path else None
        if one.close:
            return joined(head, said, noted, closely(self.pen, self.margin, one, within))
        return joined(head, said, noted, self._inner(one, within))

    def _entry(self, one: Section, number: int, entry: Any) -> Xml:
        assert one.told is not None
        within = Within(entry, one.path, number)
        whole = () if number else (Within(None).at(one.path),)
        beside = self._beside(*whole, within.at(one.path))
        head = self.pen.words(f"Heading{one.level}", f"{one.title} {number + 1}", beside=beside)
        said = self.pen.words("FormHelp", asked(one.told))
        more = self.pen.words("FormHelp", ENTRY)
        return joined(head, said, more, self._inner(one, within))

    def _inner(self, one: Section, within: Within) -> Xml:
        parts: list[Xml] = []
        for inner in one.inner:
            if isinstance(inner, Section):
                parts.append(self.section(inner, within))
            elif isinstance(inner, Table):
                at, value = within.at(inner.path), within.value(inner.path)
                parts.extend(table(self.pen, self.margin, inner, at, value))
            else:
                parts.extend(self._field(inner, within))
        return joined(parts)

    def _beside(self, *paths: str) -> Xml | None:
        return self.margin.at(self.pen, *paths)

    def _field(self, one: Field, within: Within) -> Iterator[Xml]:
        value = within.value(one.path)
        text = "" if value is None else written(one, value)
        if value is None and not within.above and one.path in self.standing:
            text = quoted(self.standing[one.path])
        style = f"Heading{one.heading}" if one.heading else "FormQuestion"
        beside = self._beside(within.at(one.path))
        yield self.pen.words(style, one.label, one.path, beside)
        for style, words in (
            ("FormHelp", asked(one.told, several_of(one))),
            ("FormExample", example(one)),
        ):
            if words:
                yield self.pen.words(style, words)
        yield from self.pen.noted(within.at(one.path))
        yield paragraph("FormAnswer", self.pen.control(one, one.label, text))
        yield from standing_words(self.pen, text, self.texts)
