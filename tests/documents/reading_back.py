"""The words of a paper, as its content has them and as each look gives them back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import docx
import pypdf

from mcapproval.clock import spoken
from mcapproval.documents.cleaning import clean
from mcapproval.documents.content import Document, Link
from mcapproval.documents.laying_out import DEMONSTRATION, laid_out, texts_of_block

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BETWEEN = re.compile("[\\s\u00b7\u2022\u2610\u2611]+")
_BREAKS = {"p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "br", "caption", "figcaption"}


def texts_of(document: Document) -> tuple[str, ...]:
    """Every text of a document in reading order: what must be found again on paper."""
    head = (document.title, document.subtitle, document.kind, document.number)
    body = (text for block in laid_out(document.blocks) for text in texts_of_block(block))
    return tuple(text for text in (*head, *body) if text)


def words(text: str) -> list[str]:
    """In order, without ornaments and the colon that stands behind a label."""
    found = (word.rstrip(":") for word in _BETWEEN.split(clean(text)))
    return [word for word in found if word]


def said_by(document: Document) -> list[str]:
    """Every word of a paper that stands on its pages, those of head and foot aside."""
    texts = [document.kind, document.number, document.title, document.subtitle]
    texts.append(f"As at {spoken(document.as_at)}")
    if document.sealed_by:
        texts.append("Sealed by journal row {}: {}".format(*document.sealed_by))
    if document.simulated:
        texts.append(f"{DEMONSTRATION}. Nothing in this paper was sent to anybody.")
    for block in laid_out(document.blocks):
        if isinstance(block, Link):
            texts.append(f"{block.label}: {block.shown}")
        else:
            texts += texts_of_block(block)
    return words("\n".join(texts))


def of_word(data: bytes) -> list[str]:
    """Of the body: paragraphs, tables, links and the boxes of a tick list."""
    body: Any = docx.Document(BytesIO(data)).element.body
    return words("\n".join(map(paragraph_text, body.iter(f"{W}p"))))


def paragraph_text(paragraph: Any) -> str:
    shown = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(
        (part.text or "") if part.tag == f"{W}t" else shown.get(part.tag, "")
        for part in paragraph.iter()
        if part.getparent().tag != f"{W}tabs"
    )


def of_page(text: str) -> list[str]:
    """Of what stands under `main`, without the words inside a picture."""
    reader = _Main()
    reader.feed(text)
    reader.close()
    return words("".join(reader.text))


class _Main(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("main", "svg"):
            self.inside.append(tag)
        if tag in _BREAKS:
            self.text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("main", "svg"):
            self.inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if "main" in self.inside and "svg" not in self.inside:
            self.text.append(data)


def of_pdf(data: bytes) -> list[str]:
    """With what each page repeats: its foot and the head of a table."""
    return words("\n".join(_sheets(data)))


def _sheets(data: bytes) -> Iterator[str]:
    for page in pypdf.PdfReader(BytesIO(data)).pages:
        yield page.extract_text()
