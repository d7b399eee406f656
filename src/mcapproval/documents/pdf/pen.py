"""The pen: letters, lines and shapes put on a page, each marked for the structure.

Places are in points from the lower left corner, as in the file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mcapproval.documents.pdf.lines import Line
from mcapproval.documents.pdf.live import Live
from mcapproval.documents.pdf.tagging.marks import Marks
from mcapproval.documents.pdf.tagging.tree import Element
from mcapproval.documents.typeface import font, wide

_ESCAPED = {
    **{byte: f"\\{byte:03o}" for byte in (*range(32), *range(127, 256))},
    **{ord(sign): f"\\{sign}" for sign in "\\()"},
}


class Pen:
    """Draws on reportlab's canvas, whose page code it writes itself: that is fast."""

    def __init__(self, canvas: Any, marks: Marks, colours: Mapping[str, str]) -> None:
        self.canvas = canvas
        self.marks = marks
        self.colours = colours
        self.code: list[str] = []
        self.bookmarks = 0
        self._fill = self._font = ""

    def page(self) -> None:
        """What follows is drawn on the next page."""
        self.code = self.canvas._code
        self._fill = self._font = ""
        self.marks.page()

    def fill(self, colour: str) -> None:
        if colour != self._fill:
            self.code.append(f"{self.colours[colour]} rg")
            self._fill = colour

    def rectangle(self, x: float, y: float, wide: float, high: float, colour: str) -> None:
        self.fill(colour)
        self.code.append(f"{x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f")

    def rule(
        self, x: float, y: float, to: float, colour: str, weight: float, dash: str = "[] 0"
    ) -> None:
        """A level line."""
        self.code.append(
            f"{self.colours[colour]} RG {weight} w {dash} d {x:.2f} {y:.2f} m {to:.2f} {y:.2f} l S"
        )

    def lines(
        self,
        lines: Sequence[Line],
        x: float,
        base: float,
        size: float,
        leading: float,
        element: Element | None,
    ) -> None:
        """Lines of text from the left edge `x`, the first on `base`; of no element, an artifact."""
        under: list[tuple[str, float, float, float, str]] = []
        live = Live()
        artifact = element is None
        self.code.append("BT")
        self._font = ""
        current: Element | None = None
        for number, line in enumerate(lines):
            y = base - number * leading
            if not line:
                continue
            self.code.append(f"1 0 0 1 {x:.2f} {y:.2f} Tm")
            at = x
            for piece, text in line:
                owner = None if artifact else (piece.element or element)
                if not artifact and owner is not current:
                    self._turn_to(current, owner, element)
                    current = owner
                self.fill(piece.colour)
                self._show(text, piece.face, size)
                if piece.mark or piece.address:
                    end = at + wide(text.rstrip(" "), piece.face) * size / 1000
                    if piece.mark:
                        under.append((piece.mark, at, end, y, piece.colour))
                    if piece.address and owner is not None:
                        live.add(owner, piece.address, (at, y - 0.25 * size, end, y + 0.8 * size))
                at += wide(text, piece.face) * size / 1000
        if current is not None:
            self.marks.end(self.code)
        self.code.append("ET")
        for mark, start, end, y, colour in under:
            self._mark(mark, start, end, y, size, colour, artifact)
        live.put(self.canvas, self.marks)

    def _turn_to(self, was: Element | None, now: Element | None, paragraph: Element | None) -> None:
        if was is not None:
            self.marks.end(self.code)
        if now is not None and now is not paragraph and now.parent is None and paragraph:
            paragraph.put(now)
        self.marks.begin(now, self.code)

    def _mark(
        self, mark: str, x: float, to: float, y: float, size: float, colour: str, within: bool
    ) -> None:
        """A line under or through letters. `within` an artifact it needs no mark of its own."""
        height = -0.16 * size if mark == "under" else 0.24 * size
        if not within:
            self.marks.begin(None, self.code)
        self.rule(x, y + height, to, colour, 0.7)
        if not within:
            self.marks.end(self.code)

    def _show(self, text: str, face: str, size: float) -> None:
        """A stretch of letters at the place that the text has come to."""
        letters, document = font(face), self.canvas._doc
        parts: list[tuple[int, str]]
        if text.isascii():
            parts = [(0, text)]
        else:
            split = letters.splitString(text, document)
            parts = [(subset, codes.decode("latin-1")) for subset, codes in split]
        for subset, part in parts:
            name = f"{letters.getSubsetInternalName(subset, document)} {size:.2f} Tf"
            if name != self._font:
                self.code.append(name)
                self._font = name
            self.code.append(f"({part.translate(_ESCAPED)}) Tj")
