"""Text of anybody's as markup: the one door through which it comes onto a page."""

from __future__ import annotations

from mcapproval.documents.addresses import parted
from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import Link
from mcapproval.documents.html.elements import Html, joined, link, tag
from mcapproval.documents.language import runs


def words(text: str, language: str = "") -> Html:
    """Cleaned and escaped; lines as lines; te reo Māori marked, so that it is read out as such.
    `language` says that all of it is in another than the page's.
    """
    return _spoken(clean(text).strip(), language)


def told(text: str, language: str = "") -> Html:
    """The same for running text, a list or a cell: each address in it can be followed."""
    return joined(
        link(part.address, part.shown) if isinstance(part, Link) else _spoken(part, language)
        for part in parted(clean(text).strip())
    )


def paragraphs(text: str, language: str = "", class_: str | None = None) -> Html:
    """A paragraph for each part between blank lines."""
    parts = [part for part in clean(text).split("\n\n") if part.strip()]
    return joined(tag("p", told(part, language), class_=class_) for part in parts)


def _spoken(text: str, language: str) -> Html:
    return joined(
        tag("span", _lines(run.text), lang=run.language) if run.language else _lines(run.text)
        for run in runs(text, language)
    )


def _lines(text: str) -> Html:
    first, *others = text.split("\n")
    return joined(first, (joined(tag("br"), line) for line in others))
