"""What a PDF's pages draw and what its structure has read out, by the file's own tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf

SHOWN = {"Tj", "TJ", "'", '"'}
PAINTED = {"f", "F", "f*", "S", "s", "B", "B*", "b", "b*", "Do", "sh", "INLINE IMAGE"}


@dataclass
class Found:
    """What a page draws: the text of each marked content, and faults on the way."""

    texts: dict[int, str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


@dataclass
class Read:
    """One element as it is read: its role, language, own text, and those within it."""

    role: str
    language: str
    text: str
    kids: list[Read]
    pages: set[int]

    def all(self) -> Iterator[Read]:
        yield self
        for kid in self.kids:
            yield from kid.all()


def read(data: bytes) -> Read:
    """The document as it is read."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = [page_of(page) for page in pdf.pages]
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        (top,) = pdf.Root.StructTreeRoot.K
        return _read(top, pages, numbers)


def aloud(element: Read) -> str:
    """All that is read of an element, a space between two that stand apart."""
    return " ".join(_aloud(element).split())


def _aloud(element: Read) -> str:
    told = element.text + "".join(_aloud(kid) for kid in element.kids)
    return told if element.role in ("", "Span", "Link") else f" {told} "


def dictionary(kid: Any) -> Any:
    return kid if isinstance(kid, pikepdf.Dictionary) else {}


def kids_of(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def attribute(element: Any, name: str) -> Any:
    told = element.get("/A", {})
    return next(
        (a[name] for a in (told if isinstance(told, pikepdf.Array) else [told]) if name in a), None
    )


def place_of(element: Any, kid: Any, numbers: dict[Any, int]) -> tuple[int, int] | None:
    """The page and number of marked content; None for what is none."""
    if isinstance(kid, pikepdf.Dictionary):
        if kid.get("/Type") != "/MCR":
            return None
        return numbers[kid.get("/Pg", element.get("/Pg")).objgen], int(kid.MCID)
    return numbers[element.Pg.objgen], int(kid)


def page_of(page: Any) -> Found:
    found, stack, codes = Found(), list[Any](), dict[str, dict[int, str]]()
    fonts: Any = page.get("/Resources", {}).get("/Font", {})
    font = ""
    for told in pikepdf.parse_content_stream(page):
        name = str(told.operator)
        operands: Any = told.operands
        if name == "Tf":
            font = str(operands[0])
            codes.setdefault(font, _codes(fonts[font]))
        elif name in ("BDC", "BMC"):
            mcid = operands[1].get("/MCID") if name == "BDC" else None
            if mcid is not None and any(mark is not None for mark in stack):
                found.faults.append("marked content within marked content")
            stack.append("artifact" if operands[0] == "/Artifact" else mcid)
            if mcid is not None:
                if int(mcid) in found.texts:
                    found.faults.append("marked content with a number that is taken")
                found.texts[int(mcid)] = ""
        elif name == "EMC":
            if not stack:
                found.faults.append("an end of marked content too many")
            else:
                stack.pop()
        elif name in SHOWN | PAINTED:
            here = next((mark for mark in reversed(stack) if mark is not None), None)
            if here is None:
                found.faults.append("content neither tagged nor artifact")
            if name in SHOWN:
                text = _decoded(operands, codes.get(font, {}))
                if "\0" in text:
                    found.faults.append("a letter that can't be read back")
                if here is not None and here != "artifact":
                    found.texts[int(here)] += text
    if stack:
        found.faults.append("marked content without an end")
    return found


def _decoded(operands: Any, codes: dict[int, str]) -> str:
    parts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
    strings = [bytes(part) for part in parts if isinstance(part, pikepdf.String)]
    return "".join(codes.get(byte, "\0") for string in strings for byte in string)


def _codes(font: Any) -> dict[int, str]:
    """The letter for each code, as the font's table tells."""
    if "/ToUnicode" not in font:
        return {}
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall("<([0-9A-Fa-f]{2})> <([0-9A-Fa-f]{4})>", table.partition("beginbfchar")[2])
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs if int(letter, 16)}


def _read(element: Any, pages: list[Found], numbers: dict[Any, int]) -> Read:
    found = Read(str(element.S)[1:], str(element.get("/Lang", "")), "", [], set())
    for kid in kids_of(element):
        if "/S" in dictionary(kid):
            found.kids.append(_read(kid, pages, numbers))
            continue
        place = place_of(element, kid, numbers)
        if place is not None:
            text = pages[place[0]].texts[place[1]]
            found.kids.append(Read("", "", text, [], {place[0]}))
    for kid in found.kids:
        found.pages |= kid.pages
    instead = str(element.get("/ActualText", element.get("/Alt", "")))
    if instead and found.role != "Link":
        found.text, found.kids = instead, []
    return found


@dataclass(frozen=True)
class Stretch:
    """Letters drawn at one go: where they begin and end on their page, from 0.

    `seen` is where they end without the space that the end of a line has for who listens.
    """

    page: int
    left: float
    right: float
    seen: float
    base: float
    text: str


def stretches(data: bytes) -> list[Stretch]:
    """Everything that is written, wherever it stands, by the widths that the file itself tells."""
    found: list[Stretch] = []
    with pikepdf.open(BytesIO(data)) as pdf:
        for number, page in enumerate(pdf.pages):
            found += _written(page, number)
    return found


def _written(page: Any, number: int) -> Iterator[Stretch]:
    fonts: Any = page.Resources.Font
    x = y = size = 0.0
    font: Any = None
    for told in pikepdf.parse_content_stream(page):
        name, operands = str(told.operator), told.operands
        if name == "Tm":
            x, y = float(operands[4]), float(operands[5])
        elif name == "Tf":
            font, size = fonts[str(operands[0])], float(operands[1])
        elif name == "Tj":
            text = _decoded(operands, _codes(font))
            wide = [float(font.Widths[code]) * size / 1000 for code in bytes(operands[0])]
            seen = x + sum(wide[: len(text.rstrip(" "))])
            yield Stretch(number, x, x + sum(wide), seen, y, text)
            x += sum(wide)
