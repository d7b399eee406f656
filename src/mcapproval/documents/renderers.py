"""The looks that a document can be given, by name. A new look is one line here."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from mcapproval.documents.content import Document

FORMATS = {
    "pdf": "mcapproval.documents.pdf.render",
    "docx": "mcapproval.documents.docx.render",
    "html": "mcapproval.documents.html.render",
    "txt": "mcapproval.documents.text",
}
"""By the suffix of the file: the module whose `render` makes it. Each is imported when it is asked
for, since what they need takes a tenth of a second each."""


def rendered(document: Document, look: str) -> bytes:
    """The bytes of a document in one of `FORMATS`; text is UTF-8."""
    render = cast(Callable[[Document], bytes | str], import_module(FORMATS[look]).render)
    made = render(document)
    return made.encode("utf-8") if isinstance(made, str) else made
