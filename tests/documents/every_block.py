"""A paper with every sort of block: on a few pages, each saying what it is given, and over many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import get_args

from PIL import Image

from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Labelled,
    Link,
    NewPage,
    Notice,
    OthersPages,
    Part,
    Prose,
    Redline,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.house import House
from mcapproval.documents.language import REO
from mcapproval.documents.picture import Box, Dot, Line, Picture, Words


def logo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (120, 60), "#7a1f3d").save(out, "PNG")
    return out.getvalue()


def drawn(text: str) -> Picture:
    shapes = (
        Box(0, 0, 300, 90, "paper", "quiet", 6),
        Box(10, 10, 110, 40, "soft", "accent", 4, dashed=True),
        Line(((120, 30), (200, 30)), "accent", 1.5),
        Line(((10, 70), (60, 70), (60, 80)), "quiet", 1, dashed=True),
        Dot(210, 30, 6, "accent", "ink"),
        Words("Ōtautahi ☒", 65, 33, bold=True, anchor="middle"),
        Words(text, 290, 84, shade="warn", anchor="end"),
    )
    return Picture(300, 90, shapes)


def blocks(text: str) -> tuple[Block, ...]:
    return (
        Prose(f"First of all: {text}"),
        Heading(1, f"A part of {text}"),
        Heading(2, "A section"),
        Prose("Ko te kaupapa o te rā, he pai.", REO),
        Labelled("Why", f"Because of whānau.\n\nA second part.\n{text}", "clause 6.1"),
        Labelled("Title in te reo", "Te Tiaki Whenua", language=REO),
        Labelled("Not there", "(not yet written)"),
        Redline(
            f"The entry to {text}",
            (Part("kept", "It runs"), Part("removed", "five"), Part("added", f"six {text}")),
        ),
        Heading(3, "An item"),
        Bullets(("A bullet", text)),
        Steps(("First", text, "Third")),
        Prose("Between two lists"),
        Steps(("Again first", "Again second")),
        Ticks(((True, "Done"), (False, text))),
        Blanks(("Name", text, "Signature")),
        Link("Where", "https://www.example.ac.nz/a?b=c&d=e"),
        Link("Mail", "mailto:hana@example.ac.nz"),
        Link(text, "javascript:alert(1)"),
        Notice(f"Nobody may miss it: {text}"),
        TableBlock(("Outcome", "Hours", text), (("LO1", "40", text[:200]), ("LO2", "", "kōrero"))),
        TableBlock(
            ("Body", "Day"),
            (("Te Awa Trust", "1 March 2026"), ("Another", "2 March 2026")),
            f"Who was asked: {text}",
            (3, 1),
            dense=True,
            row_heads=True,
        ),
        TableBlock(("Nothing",), (), "An empty table"),
        TableBlock(("Label", "Text"), ((f"{text * 3}", "long"),), "Set as labels"),
        Bullets(()),
        Figure(drawn("the end"), f"A box and a dot: {text}", f"Picture of {text}"),
        NewPage(),
        Prose("On a page of its own"),
        OthersPages(0),
        TableBlock(
            ("Case", "Number"),
            (("APP-1", "7"), ("APP-2", "1200"), ("APP-3", "")),
            dense=True,
            under=(f"Why: {text}\nwhat: kōrero", "", text[:200]),
            right=frozenset({1}),
            closest=True,
        ),
        TableBlock(
            ("Case", "Why"), ((text * 3, "x"),), under=(f"Under what is set as labels {text}",)
        ),
        TableBlock(("Last",), (("of all",),)),
    )


def every_block(text: str, title: str = "Kaitiakitanga i te Wāhi Mahi") -> Document:
    found = Document(
        title=title,
        subtitle=f"Of {text}",
        kind="Paper of every block",
        number="APP-2026-0001-EVERY, version 2",
        as_at=date(2026, 6, 1),
        simulated=True,
        blocks=blocks(text),
        sealed_by=(17, "b" * 64),
        house=House("Te Kura o Tītoki & Co", "#7a1f3d", logo()),
        title_language=REO,
    )
    lacking = {block.__name__ for block in get_args(Block)} - {
        type(b).__name__ for b in found.blocks
    }
    assert not lacking, lacking
    return found


ROWS = tuple((f"Outcome {n}", f"Kōrero in case {n}. " * 4, str(n)) for n in range(1, 121))
PROSE = "The employers of Te Pūkenga asked for it, and ākonga Māori told us so. "

LONG: tuple[Block, ...] = (
    Heading(1, "The need"),
    Heading(2, "Who asked"),
    Heading(3, "By name"),
    Prose(PROSE * 60 + "\nA second line, ☒.\n\nA second paragraph."),
    Labelled("Purpose", "Te Tiaki Whenua me ngā Ōhākī", "rule 6.1(a)", REO),
    Bullets(("One, " * 40, "Two", "Three")),
    Steps(tuple(f"Step {n}" for n in range(1, 12))),
    Notice("Nobody may miss this. " * 8),
    Link("Rules", "https://example.ac.nz/" + "rules/" * 40),
    TableBlock(("Outcome", "Shown by", "Hours"), ROWS, "Map", (2, 6, 1), row_heads=True),
    TableBlock(
        ("Outcome", "Hours"),
        tuple((f"Outcome {n}", str(n)) for n in range(1, 90)),
        "Under one another",
        under=tuple(PROSE * (n % 4 or 40 * (n == 60)) for n in range(1, 90)),
        right=frozenset({1}),
    ),
    Blanks(("Name", "Signature", "Position, and the body for which this is signed " * 2)),
    OthersPages(3),
)

EVERY = replace(every_block("the end"), title="Te Tiaki Whenua", blocks=(*LONG, *blocks("the end")))
"""Over many pages, some of them somebody else's."""
