"""Lists: bullets, numbered steps and tick lists, each item with its sign as a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from mcapproval.documents.content import Bullets, Steps, Ticks
from mcapproval.documents.pdf import paper
from mcapproval.documents.pdf.letters import pieces, told
from mcapproval.documents.pdf.lines import width_of
from mcapproval.documents.pdf.paragraphs import Paragraph, paragraph
from mcapproval.documents.pdf.tagging.tree import Element

BULLET, TICKED, OPEN = "\u2022", "\u2611", "\u2610"
SAID = {TICKED: "Ticked:", OPEN: "Not ticked:"}
"""What is read out for a box."""
SHADE = {TICKED: "ink", OPEN: "ink"}
_GAP = 6
_TOGETHER = 5
"""A list of so many items is not torn between pages."""


def listed(block: Bullets | Steps | Ticks, parent: Element) -> Iterator[Paragraph]:
    numbering: Literal["Disc", "Decimal", "None"]
    match block:
        case Bullets(texts):
            numbering, signs = "Disc", [BULLET] * len(texts)
        case Steps(texts):
            numbering, signs = "Decimal", [f"{number}." for number in range(1, len(texts) + 1)]
        case Ticks(items):
            texts = tuple(text for _, text in items)
            numbering, signs = "None", [TICKED if ticked else OPEN for ticked, _ in items]
    whole = parent.put(Element("L", numbering=numbering))
    yield from _items(texts, signs, whole)


def _items(texts: Sequence[str], signs: Sequence[str], whole: Element) -> Iterator[Paragraph]:
    style = paper.LISTED
    lines = [
        [(p, p.text) for p in pieces(sign, style.face, SHADE.get(sign, "accent"))] for sign in signs
    ]
    indent = max(width_of(line, style.size) for line in lines) + _GAP
    style = replace(style, left=max(indent, style.left))
    together = len(texts) <= _TOGETHER
    for number, (text, sign, line) in enumerate(zip(texts, signs, lines, strict=True), 1):
        item = whole.put(Element("LI"))
        label = item.put(Element("Lbl", spoken=SAID.get(sign, "")))
        body = item.put(Element("LBody"))
        made = paragraph(told(text.strip(), style.face, style.colour), style, body)
        yield replace(made, sign=(line, label), keep=together and number < len(texts))
