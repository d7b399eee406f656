"""Each part of a picture as SVG: its colours, strokes and signs, and the legend of them."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.workflow.drawing.plan import AHEAD, ASIDE, BACK, NEXT
from mcapproval.workflow.drawing.shapes import Box, Dot, Drawing, Head, Line, Sign, Words
from mcapproval.workflow.drawing.text import escaped, width

Part = Box | Dot | Head | Line | Sign | Words

ROOT = "workflow-picture"
"""The class of the whole picture."""

PAPER = "#ffffff"
INK = "#1a1a1a"
COLOURS = {NEXT: INK, AHEAD: INK, BACK: "#8a2f0b", ASIDE: "#41458a"}
DASHES = {BACK: "7 3", ASIDE: "2 3"}
"""Lines differ by their strokes as well: whole, dashed, dotted."""

SIGNS = {
    "now": '<circle cx="5" cy="5" r="5"/>',
    "passed": '<path class="pen" d="M1 5.5 4 8.5 9.5 1.5"/>',
    "wait": '<path class="pen" d="M2 .8H8M2 9.2H8M2.6 1C2.6 4.2 7.4 5.8 7.4 9M7.4 1C7.4 4.2 '
    '2.6 5.8 2.6 9"/>',
    "stay": '<path class="pen" d="M8.6 3.2A4.1 4.1 0 1 0 9.1 5.6M8.9.6V3.6H5.9"/>',
    "return": '<path class="pen" d="M9 9V6A3 3 0 0 0 6 3H1.4M4 .4 1.4 3 4 5.6"/>',
    "end": '<rect class="pen" x="1" y="1" width="8" height="8"/><rect x="3.2" y="3.2" width="3.6" '
    'height="3.6"/>',
}

MEANS = {
    NEXT: "on to another state",
    BACK: "back to an earlier state",
    ASIDE: "to or from a state beside",
    "stay": "a move that leaves it in the same state",
    "return": "a move back to where it was",
    "wait": "waits for somebody else",
    "now": "where the case is now",
    "passed": "where it was before",
    "end": "an end",
}


def style() -> Iterator[str]:
    """The rules of the picture: they hold inside it only, also where it stands within a page."""
    rules = {
        "text": f"font-family:sans-serif;font-size:12px;fill:{INK}",
        ".paper": f"fill:{PAPER}",
        ".bridge": f"stroke:{PAPER};stroke-width:5",
        ".box": "fill:#f3f5f7;stroke:#3d4852;stroke-width:1.4",
        ".passed": "fill:#e0ecf8;stroke:#1b4f80",
        ".now": "fill:#fff0b8;stroke:#6b3f00;stroke-width:3.5",
        ".inner": "fill:none;stroke:#3d4852",
        ".pen": f"fill:none;stroke:{INK};stroke-width:1.4",
        ".start-tip": f"fill:{INK}",
    }
    for kind, colour in COLOURS.items():
        dashes = f";stroke-dasharray:{DASHES[kind]}" if kind in DASHES else ""
        rules[f".{kind}"] = f"stroke:{colour};stroke-width:1.5{dashes}"
        rules[f".{kind}-tip"] = f"fill:{colour}"
    yield "<style>"
    yield from (f".{ROOT} {which}{{{said}}}" for which, said in rules.items())
    yield "</style>"


def element(part: Part) -> Iterator[str]:
    match part:
        case Box():
            yield from _box(part)
        case Words():
            yield _words(part)
        case Line():
            yield from _line(part)
        case Head():
            yield _head(part)
        case Dot():
            size = 5 if part.kind == "start" else 3
            x, y = part.at
            yield f'<circle class="{part.kind}-tip" cx="{x}" cy="{y}" r="{size}"/>'
        case Sign():
            yield f'<g transform="translate({part.x} {part.y})">{SIGNS[part.kind]}</g>'


def _box(box: Box) -> Iterator[str]:
    name = f"box {box.mark}".rstrip()
    place = f'x="{box.x}" y="{box.y}" width="{box.wide}" height="{box.high}"'
    yield f'<rect class="{name}" {place} rx="6"/>'
    if box.end:
        yield (
            f'<rect class="inner" x="{box.x + 3}" y="{box.y + 3}" width="{box.wide - 6}" '
            f'height="{box.high - 6}" rx="4"/>'
        )


def _words(words: Words) -> str:
    anchor = ' text-anchor="end"' if words.right else ""
    size = "" if words.size == 12 else f' style="font-size:{words.size}px"'
    weight = ' font-weight="bold"' if words.bold else ""
    place = f'x="{words.x}" y="{words.y}"'
    return f"<text {place}{anchor}{weight}{size}>{escaped(words.text)}</text>"


def _line(line: Line) -> Iterator[str]:
    (x1, y1), (x2, y2) = line.start, line.stop
    place = f'x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"'
    if line.bridge:
        yield f'<line class="bridge" {place}/>'
    yield f'<line class="{line.kind}" {place}/>'


def _head(head: Head) -> str:
    x, y = head.at
    points = {
        "down": ((x, y), (x - 5, y - 9), (x + 5, y - 9)),
        "left": ((x, y), (x + 9, y - 5), (x + 9, y + 5)),
        "right": ((x, y), (x - 9, y - 5), (x - 9, y + 5)),
    }[head.way]
    said = " ".join(f"{a},{b}" for a, b in points)
    return f'<polygon class="{head.kind}-tip" points="{said}"/>'


def legend(drawing: Drawing, margin: int) -> None:
    """What the strokes and signs that occur mean, below the picture, in as many rows as need be."""
    lines = {NEXT if line.kind == AHEAD else line.kind for line in drawing.lines}
    signs = {sign.kind for sign in drawing.signs}
    x, y = margin, drawing.high + 10
    for kind, means in MEANS.items():
        if kind not in lines | signs:
            continue
        before = 32 if kind in lines else 16
        wide = width(means, 12)
        if x > margin and x + before + wide > drawing.wide - margin:
            x, y = margin, y + 22
        if kind in lines:
            drawing.lines.append(Line(kind, (x, y - 4), (x + 18, y - 4)))
            drawing.heads.append(Head(kind, (x + 26, y - 4), "right"))
        else:
            drawing.signs.append(Sign(kind, x, y - 9))
        drawing.words.append(Words(means, x + before, y, wide))
        x += before + wide + 24
    drawing.high = y + margin
