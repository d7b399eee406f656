"""One document that has every kind of block, over several pages."""

from __future__ import annotations

from datetime import date

from mcapproval.documents.content import (
    Blanks,
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
from mcapproval.documents.picture import Box, Dot, Line, Picture, Words

PICTURE = Picture(
    459,
    90,
    (
        Box(5, 20, 120, 40, "tint", "accent", 6),
        Words("Drafting ☒", 65, 44, 9, True, "ink", "middle"),
        Line(((125, 40), (200, 40)), "accent", 1.2, False, True),
        Box(200, 20, 120, 40, "accent", dashed=True, edge="ink"),
        Words("Arotake", 260, 44, 9, False, "paper", "middle"),
        Dot(400, 40, 12, "warn", "ink"),
    ),
)
ROWS = tuple((f"Outcome {n}", f"Kōrero in case {n}. " * 4, str(n)) for n in range(1, 61))
PROSE = "The employers of Te Pūkenga asked for it, and ākonga Māori told us so. "

EVERY = Document(
    title="Te Tiaki Whenua",
    subtitle="For everybody who reads it",
    kind="Paper",
    number="APP-2026-0001-ALL, version 2",
    as_at=date(2026, 6, 1),
    simulated=True,
    sealed_by=(12, "a3f" * 21),
    house=House("Example Polytechnic", "#7a1f3d"),
    title_language="mi",
    blocks=(
        Heading(1, "The need"),
        Heading(2, "Who asked"),
        Heading(3, "By name"),
        Prose(PROSE * 60 + "\nA second line, ☒.\n\nA second paragraph."),
        Labelled("Purpose", "Te Tiaki Whenua me ngā Ōhākī", "rule 6.1(a)", "mi"),
        Labelled("Nothing yet", "(not yet written)"),
        Bullets(("One, " * 40, "Two", "Three")),
        Steps(tuple(f"Step {n}" for n in range(1, 12))),
        Ticks(((True, "Sent"), (False, "Answered"))),
        Notice("Nobody may miss this. " * 8),
        Link("Write to us", "mailto:hana@example.ac.nz"),
        Link("Rules", "https://example.ac.nz/" + "rules/" * 40),
        Link("Not live", "javascript:alert(1)"),
        Redline(
            "Duration",
            (
                Part("kept", "It takes"),
                Part("removed", "four"),
                Part("added", "five"),
                Part("kept", "weeks."),
            ),
        ),
        Heading(2, "Pictures and tables"),
        Figure(PICTURE, "Drafting, then the check", "The way"),
        TableBlock(("Outcome", "Shown by", "Hours"), ROWS, "Map", (2, 6, 1), row_heads=True),
        TableBlock(("A", "B"), (("one", "two"),), dense=True),
        TableBlock(("A",), (), "Nothing in it"),
        OthersPages(3),
        Heading(1, "To sign"),
        Blanks(("Name", "Signature", "Position, and the body for which this is signed " * 2)),
        NewPage(),
        Prose("The end."),
    ),
)
