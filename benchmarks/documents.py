"""What a page takes: a paper of eighteen pages with tables, ours beside plain reportlab.

Run: python benchmarks/documents.py [ROUNDS]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import pypdf
from measure import medians
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, LongTable, PageTemplate
from reportlab.platypus import Paragraph as Flowed

from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Prose,
    TableBlock,
)
from mcapproval.documents.pdf.render import drawn, render
from mcapproval.documents.typeface import BODY, BOLD, glyphs

ROUNDS = 15
SENTENCE = (
    "Ākonga work beside an experienced person at Te Pūkenga, keep a record of what they did & why, "
    "and show it to the employer and to their assessor before the tenth week. "
)


def paper() -> Document:
    """Eighteen pages: prose, labelled answers, lists, and tables that run over pages."""
    blocks: list[Block] = []
    for part in range(1, 6):
        blocks += [Heading(1, f"Part {part}"), Prose(SENTENCE * 6)]
        for section in range(1, 4):
            blocks += [
                Heading(2, f"Section {part}.{section}"),
                Prose(SENTENCE * 5),
                Labelled("What the learner will be able to do", SENTENCE * 3, "rule 6.1(d)"),
                Bullets(tuple(SENTENCE[: 60 + 9 * n] for n in range(5))),
            ]
        rows = tuple((f"LO{n}", SENTENCE[: 50 + 4 * n], "Portfolio", str(n)) for n in range(1, 31))
        columns = ("Outcome", "What is shown", "Assessment", "Hours")
        blocks.append(TableBlock(columns, rows, f"Map of part {part}", (1, 6, 2, 1)))
    number = "APP-2026-0001-BENCH, version 1"
    return Document("Eighteen pages", "", "Paper", number, date(2026, 6, 1), False, tuple(blocks))


def plain(document: Document) -> bytes:
    """The same content as somebody sets it with reportlab alone: untagged, without its foot."""
    out = BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, title=document.title, initialFontName=BODY)
    frame = Frame(68, 78, A4[0] - 136, A4[1] - 140, 0, 0, 0, 0)
    template.addPageTemplates([PageTemplate("page", [frame])])
    template.build(list(_flowed(document)))
    return out.getvalue()


def _flowed(document: Document) -> Any:
    prose = ParagraphStyle("p", fontName=BODY, fontSize=10.5, leading=15, spaceAfter=4)
    listed = ParagraphStyle("l", parent=prose, leftIndent=14, bulletFontName=BODY)
    cell = ParagraphStyle("c", fontName=BODY, fontSize=9.5, leading=12.5)
    bold = ParagraphStyle("b", parent=prose, fontName=BOLD, spaceBefore=7)
    heads = {1: ParagraphStyle("h1", parent=bold, fontSize=15, leading=20), 2: bold}
    grid = [("FONT", (0, 0), (-1, -1), BODY), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for block in document.blocks:
        match block:
            case Heading(level, text):
                yield Flowed(escape(text), heads[level])
            case Prose(text):
                yield Flowed(escape(text), prose)
            case Labelled(label, text, note):
                yield Flowed(escape(f"{label} {note}"), bold)
                yield Flowed(escape(text), prose)
            case Bullets(items):
                for item in items:
                    yield Flowed(escape(item), listed, bulletText="\u2022")
            case TableBlock(columns, rows, caption, shares):
                yield Flowed(escape(caption), bold)
                widths = [(A4[0] - 136) * share / sum(shares) for share in shares]
                cells = [[Flowed(escape(c), cell) for c in row] for row in (columns, *rows)]
                yield LongTable(cells, colWidths=widths, repeatRows=1, style=grid)


def main(rounds: int) -> None:
    glyphs()
    document = paper()
    makers: dict[str, Callable[[], bytes]] = {
        "ours": lambda: render(document),
        "ours, untagged": lambda: drawn(document, tagged=False),
        "plain reportlab": lambda: plain(document),
    }
    pages = {name: len(pypdf.PdfReader(BytesIO(make())).pages) for name, make in makers.items()}
    sizes = {name: len(make()) for name, make in makers.items()}
    found = medians(makers, rounds)
    print(
        "\n### A paper with tables, warm\n\n| what | pages | ms a page | KB |\n|---|---:|---:|---:|"
    )
    for name, seconds in found.items():
        each = 1000 * seconds / pages[name]
        print(f"| {name} | {pages[name]} | {each:.1f} | {sizes[name] / 1000:.0f} |")
    print(f"\ntags: {found['ours'] / found['ours, untagged']:.2f} x untagged")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
