"""The text on a page of somebody else's, marked paragraph by paragraph as its gaps show them.

What is drawn stays as it is, operator by operator; only marks come between, in the place of those
that led into the structure of the file that it is from. A page is not marked whose own marks say
more, whose words stand on their side or in a form within it, or that can't be followed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

WIDER = 1.2
"""How much wider a step from line to line is that begins a paragraph, by the size of letters."""

SHOWN = frozenset(("Tj", "TJ", "'", '"'))
PATHS = frozenset(("m", "l", "c", "v", "y", "h", "re", "W", "W*"))
ENDS = frozenset(("S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "n"))
ALONE = frozenset(("Do", "sh", "INLINE IMAGE"))
MARKS = frozenset(("BMC", "BDC", "EMC", "MP", "DP"))

FAULTS = (ValueError, TypeError, LookupError, AttributeError, ArithmeticError)
"""What comes of operators with other operands than theirs."""

Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class NotFollowed(Exception):
    """What is on a page can't be told in paragraphs."""


@dataclass(slots=True)
class Pen:
    """Where the next letters stand, as far as it takes to know the height of their line."""

    matrix: Matrix = AS_IT_IS
    line: Matrix | None = None
    size: float = 0
    leading: float = 0
    kept: list[tuple[Matrix, float, float]] = field(default_factory=list)

    def follow(self, name: str, told: Sequence[Any]) -> None:
        if name == "q":
            self.kept.append((self.matrix, self.size, self.leading))
        elif name == "Q":
            self.matrix, self.size, self.leading = self.kept.pop()
        elif name == "cm":
            self.matrix = _times(_six(told), self.matrix)
        elif name in ("BT", "ET"):
            self.line = AS_IT_IS if name == "BT" else None
        elif name == "Tm":
            self.line = _six(told)
        elif name == "Tf":
            self.size = float(told[1])
        elif name == "TL":
            self.leading = float(told[0])
        elif name in ("Td", "TD"):
            x, y = map(float, told)
            self.leading = -y if name == "TD" else self.leading
            self._step(x, y)
        elif name in ("T*", "'", '"'):
            self._step(0, -self.leading)

    def _step(self, x: float, y: float) -> None:
        if self.line is None:
            raise NotFollowed
        self.line = _times((1, 0, 0, 1, x, y), self.line)

    def place(self) -> tuple[float, float]:
        """The height of the line on the page, and of its letters."""
        if self.line is None:
            raise NotFollowed
        _, b, _, d, _, y = _times(self.line, self.matrix)
        if abs(b) > 0.01 * abs(d) or d <= 0:
            raise NotFollowed
        return y, d * self.size


def marked(page: Any) -> tuple[bytes, list[list[int]]] | None:
    """The page's code with marks, and by paragraph their numbers; None where it is none or one."""
    import pikepdf

    try:
        drawn = list(pikepdf.parse_content_stream(page))
        if any(_says_more(page, str(each.operator), each) for each in drawn):
            return None
        told = [each for each in drawn if str(each.operator) not in MARKS]
        begins = _begins([*_places(told)])
        if len(begins) < 2:
            return None
        numbers: list[list[int]] = []
        code = pikepdf.unparse_content_stream([*_with_marks(told, begins, numbers)])
    except (NotFollowed, pikepdf.PdfError, *FAULTS):
        return None
    return code, numbers


def _says_more(page: Any, name: str, each: Any) -> bool:
    """Whether it is a form, or a mark that gives other words or can be hidden."""
    if name == "Do":
        return bool(page.Resources.XObject[str(each.operands[0])].get("/Subtype") != "/Image")
    if name not in MARKS or not each.operands or each.operands[0] == "/Artifact":
        return False
    return each.operands[0] == "/OC" or any(
        set(told.keys()) - {"/MCID"} for told in each.operands[1:]
    )


def _places(told: Sequence[Any]) -> Iterator[tuple[int, float, float]]:
    """Of each showing of letters its number among the operators, and where its line stands."""
    pen = Pen()
    for at, each in enumerate(told):
        name = str(each.operator)
        pen.follow(name, () if name == "INLINE IMAGE" else each.operands)
        if name in SHOWN:
            yield (at, *pen.place())


def _begins(places: Sequence[tuple[int, float, float]]) -> set[int]:
    """The numbers of the operators with which a paragraph begins: higher up on the page, in other
    letters, or after a step that is wider than the narrowest that comes again. Small letters that
    are raised or lowered are of the line beside them.
    """
    found = {places[0][0]} if places else set()
    steps: list[tuple[int, float]] = []
    above, size = places[0][1:] if places else (0, 0)
    for at, here, own in places[1:]:
        if abs(above - here) <= max(own, size) / 2:
            if own >= size or here == above:
                above, size = here, own
            continue
        if above < here or abs(own - size) > size / 20:
            found.add(at)
        else:
            steps.append((at, (above - here) / own))
        above, size = here, own
    often = Counter(round(step, 1) for _, step in steps)
    usual = min((step for step in often if often[step] > 1), default=min(often, default=0))
    return found | {at for at, step in steps if step > WIDER * usual}


def _with_marks(told: Sequence[Any], begins: set[int], numbers: list[list[int]]) -> Iterator[Any]:
    from pikepdf import ContentStreamInstruction, Dictionary, Name, Operator

    def mark(name: str, *operands: Any) -> Any:
        return ContentStreamInstruction(operands, Operator(name))

    opened, count = "", 0
    for at, each in enumerate(told):
        name = str(each.operator)
        if (opened and name == "BT") or (opened == "drawing" and name in SHOWN | {"ET"}):
            raise NotFollowed
        if name in SHOWN:
            if opened == "text" and at in begins:
                yield mark("EMC")
                opened = ""
            if at in begins:
                numbers.append([])
            if not opened:
                yield mark("BDC", Name.P, Dictionary(MCID=count))
                numbers[-1].append(count)
                opened, count = "text", count + 1
        elif opened == "text" and (name == "ET" or name in PATHS | ENDS | ALONE):
            yield mark("EMC")
            opened = ""
        if not opened and name in PATHS | ENDS | ALONE:
            yield mark("BMC", Name.Artifact)
            opened = "drawing"
        yield each
        if opened == "drawing" and name in ENDS | ALONE:
            yield mark("EMC")
            opened = ""
    if opened:
        raise NotFollowed


def _six(told: Sequence[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, told)
    return a, b, c, d, e, f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )
