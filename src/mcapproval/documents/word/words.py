"""Text of anybody's as runs: the one door through which it comes into a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mcapproval.documents.cleaning import clean
from mcapproval.documents.language import runs
from mcapproval.documents.word.markup import LANGUAGES, Xml, joined, text, w


@dataclass(frozen=True, slots=True)
class Look:
    """How a run differs from its paragraph; `style` is a character style."""

    style: str = ""
    struck: bool = False
    underlined: bool = False


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph to be; `numbering` is the list that it is an item of, `before` the room above in
    twentieths of a point where it is not its style's.
    """

    style: str
    inner: Xml
    numbering: int | None = None
    keep_next: bool = False
    new_page: bool = False
    before: int | None = None

    def xml(self) -> Xml:
        numbered = self.numbering is not None and w(
            "numPr", w("ilvl", val=0), w("numId", val=self.numbering)
        )
        properties = w(
            "pPr",
            w("pStyle", val=self.style),
            w("keepNext") if self.keep_next else None,
            w("pageBreakBefore") if self.new_page else None,
            numbered or None,
            w("spacing", before=self.before) if self.before is not None else None,
        )
        return w("p", properties, self.inner)


def words(given: str, language: str = "", look: Look = PLAIN) -> Xml:
    """Cleaned text as runs, each in its language; lines as lines."""
    found = runs(clean(given).strip(), language)
    return joined(_run(run.text, run.language, look) for run in found)


def typed(given: str, look: Look = PLAIN, language: str = "") -> Xml:
    """Text as it was typed, its lines and tabs kept, with te reo in its language."""
    return joined(_run(run.text, run.language, look) for run in runs(given, language))


def run(given: str, look: Look = PLAIN) -> Xml:
    """One run in the document's language, its blanks kept: for what we put between texts."""
    return _run(given, "", look)


def tab() -> Xml:
    return w("r", w("tab"))


def paragraphs(style: str, given: str, language: str = "") -> Iterator[Paragraph]:
    """One for each part between blank lines."""
    for part in clean(given).split("\n\n"):
        if part.strip():
            yield Paragraph(style, words(part, language))


def one_line(given: str) -> str:
    """Text for a property or the name of something."""
    return " ".join(clean(given).split())


def _run(given: str, language: str, look: Look) -> Xml:
    first, *others = given.split("\n")
    lines = (joined(w("br"), _line(line)) for line in others)
    return w("r", _looks(language, look), _line(first), lines)


def _line(given: str) -> Xml:
    first, *others = given.split("\t")
    cells = (joined(w("tab"), text(part) if part else None) for part in others)
    return joined(text(first) if first else None, cells)


def _looks(language: str, look: Look) -> Xml | None:
    inner = joined(
        w("rStyle", val=look.style) if look.style else None,
        w("strike") if look.struck else None,
        w("u", val="single") if look.underlined else None,
        w("lang", val=LANGUAGES[language]) if language else None,
    )
    return w("rPr", inner) if inner else None
