"""The same eighteen pages in other makers of PDF: fpdf2, WeasyPrint and Typst, beside ours.

None of them is told to tag, but for Typst, which does so unasked. WeasyPrint needs the system's
Pango (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from html import escape
from io import BytesIO
from typing import Any

import pypdf
import typst
import weasyprint
from documents import ROUNDS, paper, plain
from fpdf import FPDF
from measure import medians

from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Prose,
    TableBlock,
)
from mcapproval.documents.pdf.render import render
from mcapproval.documents.typeface import glyphs
from mcapproval.shipped import in_room

FONTS = in_room("documents", "fonts")


def with_fpdf2(document: Document) -> bytes:
    made = FPDF(format="A4", unit="pt")
    for style, face in (("", "Regular"), ("B", "Bold")):
        made.add_font("Source", style, str(FONTS / f"SourceSans3-{face}.ttf"))
    made.set_margins(68, 62, 68)
    made.set_auto_page_break(True, 78)
    made.add_page()
    for block in document.blocks:
        _put(made, block)
    return bytes(made.output())


def _put(made: Any, block: Block) -> None:
    def text(said: str, size: float = 10.5, style: str = "") -> None:
        made.set_font("Source", style, size)
        made.multi_cell(0, size * 1.43, said, new_x="LMARGIN", new_y="NEXT")

    match block:
        case Heading(level, said):
            text(said, 15 if level == 1 else 12, "B")
        case Prose(said):
            text(said)
        case Labelled(label, said, note):
            text(f"{label} {note}", 9.5, "B")
            text(said)
        case Bullets(items):
            for item in items:
                text(f"\u2022 {item}")
        case TableBlock(columns, rows, caption, shares):
            text(caption, 9.5, "B")
            made.set_font("Source", "", 9.5)
            with made.table(
                col_widths=shares, line_height=12.5, first_row_as_headings=True
            ) as table:
                for cells in (columns, *rows):
                    row = table.row()
                    for cell in cells:
                        row.cell(cell)


def with_weasyprint(document: Document) -> bytes:
    faces = "".join(
        f"@font-face{{font-family:Source;font-weight:{weight};"
        f"src:url({(FONTS / f'SourceSans3-{face}.ttf').as_uri()})}}"
        for weight, face in ((400, "Regular"), (700, "Bold"))
    )
    style = (
        f"{faces}@page{{size:A4;margin:62pt 68pt 78pt}}body{{font:10.5pt/15pt Source}}"
        "table{font:9.5pt/12.5pt Source;width:100%;border-collapse:collapse}td{vertical-align:top}"
    )
    body = "".join(_html(block) for block in document.blocks)
    return bytes(weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf())


def _html(block: Block) -> str:
    match block:
        case Heading(level, said):
            return f"<h{level}>{escape(said)}</h{level}>"
        case Prose(said):
            return f"<p>{escape(said)}</p>"
        case Labelled(label, said, note):
            return f"<p><b>{escape(f'{label} {note}')}</b></p><p>{escape(said)}</p>"
        case Bullets(items):
            return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"
        case TableBlock(columns, rows, caption):
            head = "".join(f"<th>{escape(cell)}</th>" for cell in columns)
            body = "".join(
                f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows
            )
            table = f"<table><thead><tr>{head}</tr></thead>{body}</table>"
            return f"<p><b>{escape(caption)}</b></p>{table}"
    return ""


TYPST = """#let blocks = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: (x: 68pt, top: 62pt, bottom: 78pt))
#set text(font: "Source Sans 3", size: 10.5pt)
#for block in blocks {
  if block.kind == "heading" { heading(level: block.level, block.text) }
  if block.kind == "prose" { par(block.text) }
  if block.kind == "labelled" { par(strong(block.label)); par(block.text) }
  if block.kind == "bullets" { list(..block.items) }
  if block.kind == "table" {
    par(strong(block.caption))
    set text(size: 9.5pt)
    table(columns: block.shares.map(s => s * 1fr), stroke: none,
      table.header(..block.columns.map(strong)), ..block.rows.flatten())
  }
}
"""


def with_typst(document: Document) -> bytes:
    data = json.dumps([_told(block) for block in document.blocks])
    return bytes(typst.compile(TYPST.encode(), sys_inputs={"data": data}, font_paths=[str(FONTS)]))


def _told(block: Block) -> dict[str, Any]:
    match block:
        case Heading(level, said):
            return {"kind": "heading", "level": level, "text": said}
        case Prose(said):
            return {"kind": "prose", "text": said}
        case Labelled(label, said, note):
            return {"kind": "labelled", "label": f"{label} {note}", "text": said}
        case Bullets(items):
            return {"kind": "bullets", "items": items}
        case TableBlock(columns, rows, caption, shares):
            table = {"columns": columns, "rows": rows, "caption": caption, "shares": shares}
            return {"kind": "table", **table}
    raise AssertionError(block)


def main(rounds: int) -> None:
    glyphs()
    document = paper()
    makers: dict[str, Callable[[], bytes]] = {
        "ours, tagged": lambda: render(document),
        "plain reportlab": lambda: plain(document),
        "fpdf2": lambda: with_fpdf2(document),
        "WeasyPrint": lambda: with_weasyprint(document),
        "Typst": lambda: with_typst(document),
    }
    pages = {name: len(pypdf.PdfReader(BytesIO(make())).pages) for name, make in makers.items()}
    sizes = {name: len(make()) for name, make in makers.items()}
    found = medians(makers, rounds)
    print("\n### Eighteen pages with tables, warm\n\n| what | pages | ms a page | KB |")
    print("|---|---:|---:|---:|")
    for name, seconds in found.items():
        each = 1000 * seconds / pages[name]
        print(f"| {name} | {pages[name]} | {each:.1f} | {sizes[name] / 1000:.0f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
