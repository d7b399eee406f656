"""Text broken into lines: at spaces, and within a word only where it is longer than a line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mcapproval.documents.pdf.letters import Piece
from mcapproval.documents.typeface import font, wide

Line = list[tuple[Piece, str]]
"""Stretches of pieces from left to right. A line that goes on in the next one ends with its space,
so that who reads the structure aloud does not run two words into one."""

_AFTER = "/-_.,;:?&=@"
"""Signs behind which a word that is longer than a line is broken rather than elsewhere."""


def width_of(line: Line, size: float) -> float:
    return sum(wide(text, piece.face) for piece, text in line) * size / 1000


def broken(pieces: Iterable[Piece], size: float, width: float) -> list[Line]:
    """The lines, none wider than `width` points. One empty line for no text."""
    setter = _Setter(width * 1000 / size)
    for piece in pieces:
        for number, row in enumerate(piece.text.split("\n")):
            if number:
                setter.end_line(" ")
            first, *others = row.split(" ")
            if first:
                setter.add(piece, first)
            for word in others:
                setter.space(piece)
                if word:
                    setter.add(piece, word)
    setter.end_line("")
    return setter.lines


def balanced(pieces: Sequence[Piece], size: float, width: float) -> list[Line]:
    """The same number of lines as `broken`, of lengths as even as words allow: for a title."""
    lines = broken(pieces, size, width)
    if not 1 < len(lines) < 5:
        return lines
    low, high = width / len(lines) * 0.9, width
    while high - low > 4:
        middle = (low + high) / 2
        tried = broken(pieces, size, middle)
        if len(tried) > len(lines):
            low = middle
        else:
            high, lines = middle, tried
    return lines


class _Setter:
    """Takes words and gives lines. Lengths are in thousandths of the size."""

    def __init__(self, room: float) -> None:
        self.lines: list[Line] = []
        self._room = max(room, 1)
        self._line: list[tuple[Piece, list[str]]] = []
        self._used = 0.0
        self._word: list[tuple[Piece, str]] = []
        self._long = 0.0
        self._blank: Piece | None = None

    def add(self, piece: Piece, text: str) -> None:
        """Letters of the word that is being read."""
        self._word.append((piece, text))
        self._long += wide(text, piece.face)

    def space(self, piece: Piece) -> None:
        """The word is read; a space comes after it."""
        self._flush()
        if self._line:
            self._blank = piece

    def end_line(self, end: str) -> None:
        self._flush()
        self._close(end)
        self._blank = None

    def _flush(self) -> None:
        if not self._word:
            return
        blank = wide(" ", self._blank.face) if self._blank else 0.0
        if self._line and self._used + blank + self._long > self._room:
            self._close(" ")
            self._blank, blank = None, 0.0
        if self._long > self._room:
            self._break_word()
        else:
            if self._blank:
                self._put(self._blank, " ")
            for piece, text in self._word:
                self._put(piece, text)
            self._used += blank + self._long
        self._word, self._long, self._blank = [], 0.0, None

    def _put(self, piece: Piece, text: str) -> None:
        if self._line and self._line[-1][0] is piece:
            self._line[-1][1].append(text)
        else:
            self._line.append((piece, [text]))

    def _close(self, end: str) -> None:
        if end and self._line:
            self._line[-1][1].append(end)
        self.lines.append([(piece, "".join(parts)) for piece, parts in self._line])
        self._line, self._used = [], 0.0

    def _break_word(self) -> None:
        for piece, text in self._word:
            widths, other = font(piece.face).face.charWidths, font(piece.face).face.defaultWidth
            start, last = 0, 0
            used = self._used
            for at, letter in enumerate(text):
                needs = widths.get(ord(letter), other)
                if used + needs > self._room and (at > start or self._line):
                    rest = sum(widths.get(ord(c), other) for c in text[last:at])
                    cut = last if last > start and rest + needs <= self._room else at
                    if cut > start:
                        self._put(piece, text[start:cut])
                    self._close("")
                    start, last = cut, 0
                    used = rest if cut < at else 0.0
                used += needs
                if letter in _AFTER:
                    last = at + 1
            if start < len(text):
                self._put(piece, text[start:])
            self._used = used
