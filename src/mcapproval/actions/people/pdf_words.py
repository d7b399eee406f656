"""The words of a PDF, in which a name is looked for."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any


class UnreadWords(Exception):
    """Some words of a PDF can't be read: it is locked or spoilt."""


def words_of_pdf(data: bytes) -> Iterator[str]:
    """The words on the pages of a PDF, in its description and in its bookmarks; UnreadWords after
    what can be read, where that is not all.
    """
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(_unlocked(data)))
        for page in reader.pages:
            yield page.extract_text()
        for value in (reader.metadata or {}).values():
            yield str(value)
        yield from _titles(reader.outline)
    except Exception as fault:  # pypdf raises what its parts raise, of every kind
        raise UnreadWords from fault


def _unlocked(data: bytes) -> bytes:
    """One that opens without a password, and only forbids to print or copy, as if it were not
    locked: pypdf opens few such. Any other as it is.
    """
    if b"/Encrypt" not in data:
        return data
    import pikepdf

    made = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
            pdf.save(made, encryption=False)
    except (pikepdf.PdfError, RuntimeError, ValueError):
        return data
    return made.getvalue()


def _titles(outline: Any) -> Iterator[str]:
    if isinstance(outline, list):
        for part in outline:
            yield from _titles(part)
    else:
        yield str(getattr(outline, "title", ""))
