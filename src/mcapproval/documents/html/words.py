"""Text of anybody's as markup: the one door through which it comes onto a page."""

from __future__ import annotations

from mcapproval.documents.cleaning import clean
from mcapproval.documents.html.elements import Html, joined, tag
from mcapproval.documents.language import runs


def words(text: str, language: str = "") -> Html:
    """Cleaned and escaped; lines as lines; te reo Māori marked, so that it is read out as such.
    `language` says that all of it is in another than the page's.
    """
    return joined(
        tag("span", _lines(run.text), lang=run.language) if run.language else _lines(run.text)
        for run in runs(clean(text).strip(), language)
    )


def paragraphs(text: str, language: str = "", class_: str | None = None) -> Html:
    """A paragraph for each part between blank lines."""
    parts = [part for part in clean(text).split("\n\n") if part.strip()]
    return joined(tag("p", words(part, language), class_=class_) for part in parts)


def _lines(text: str) -> Html:
    first, *others = text.split("\n")
    return joined(first, (joined(tag("br"), line) for line in others))
