"""Places on a page that can be followed: each an annotation that belongs to its link's element."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from mcapproval.documents.pdf.tagging.marks import Marks
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.pdf.tagging.writing import Raw, text_string

_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"
WITHIN = "#"
"""How the address of a place in the same file begins; none of a user's does."""
Box = tuple[float, float, float, float]


class Live:
    """Collects the places of one paragraph, for they are put when its text is closed."""

    def __init__(self) -> None:
        self._found: list[tuple[Element, str, Box]] = []

    def add(self, element: Element, address: str, box: Box) -> None:
        self._found.append((element, address, box))

    def put(self, canvas: Any, marks: Marks) -> None:
        for element, address, box in self._found:
            canvas._addAnnotation(_annotation(canvas, element, address, box, marks.key()))
            marks.live_place(element, f"NUMBER{canvas._annotationCount}")


class _Within(Raw):
    """An annotation that leads to a bookmark, which may be drawn later."""

    def __init__(self, data: str, place: Any) -> None:
        super().__init__(data)
        self._place = place

    def format(self, document: Any) -> bytes:
        found: bytes = self._place.format(document)
        return self.data.encode("ascii") + b"/Dest" + found + b">>"


def _annotation(canvas: Any, element: Element, address: str, box: Box, key: int) -> Raw:
    left, low, right, high = box
    told = element.alternative if address.startswith(WITHIN) else address
    begun = (
        f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]"
        f"/Border[0 0 0]/F 4/StructParent {key}/Contents{text_string(told)}"
    )
    if address.startswith(WITHIN):
        return _Within(begun, canvas._bookmarkReference(address.removeprefix(WITHIN)))
    uri = quote(address, safe=_AS_THEY_ARE).encode("ascii").hex().upper()
    return Raw(f"{begun}/A<</S/URI/URI<{uri}>>>>>")


def bookmark(number: int) -> str:
    """The name by which the heading of that number is found in its file."""
    return f"part-{number}"
