"""Places on a page that can be followed: each an annotation that belongs to its link's element."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from mcapproval.documents.pdf.tagging.marks import Marks
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.pdf.tagging.writing import Raw, text_string

_AS_THEY_ARE = "%/:?#[]@!$&'()*+,;=~-._"
Box = tuple[float, float, float, float]


class Live:
    """Collects the places of one paragraph, for they are put when its text is closed."""

    def __init__(self) -> None:
        self._found: list[tuple[Element, str, Box]] = []

    def add(self, element: Element, address: str, box: Box) -> None:
        self._found.append((element, address, box))

    def put(self, canvas: Any, marks: Marks) -> None:
        for element, address, box in self._found:
            canvas._addAnnotation(Raw(_annotation(address, box, marks.key())))
            marks.live_place(element, f"NUMBER{canvas._annotationCount}")


def _annotation(address: str, box: Box, key: int) -> str:
    left, low, right, high = box
    uri = quote(address, safe=_AS_THEY_ARE).encode("ascii").hex().upper()
    return (
        f"<</Type/Annot/Subtype/Link/Rect[{left:.2f} {low:.2f} {right:.2f} {high:.2f}]"
        f"/Border[0 0 0]/F 4/StructParent {key}/Contents{text_string(address)}"
        f"/A<</S/URI/URI<{uri}>>>>>"
    )
