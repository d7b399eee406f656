"""Each block of a document as paragraphs and tables of a Word file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from mcapproval.documents.answers import UNWRITTEN
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
from mcapproval.documents.docx.figure import drawn
from mcapproval.documents.docx.links import followed, running, told
from mcapproval.documents.docx.table import table
from mcapproval.documents.drawing.measuring import width
from mcapproval.documents.laying_out import laid_out, leads
from mcapproval.documents.word.markup import Xml, joined, tag, text, w
from mcapproval.documents.word.pen import BULLETS, Pen
from mcapproval.documents.word.words import (
    PLAIN,
    Look,
    Paragraph,
    one_line,
    run,
    tab,
    words,
)

LABEL_SIZE, LABEL_ROOM = 9.5, 130
"""Points. Lines to write on begin at 165; the rest is for other letters where ours are not."""
AFTER_TABLE = 160
"""Room below a table, which has none of its own."""
SYMBOLS = "Segoe UI Symbol"
TICKS = {True: "\u2611", False: "\u2610"}
LOOKS = {"kept": PLAIN, "added": Look(underlined=True), "removed": Look(struck=True)}
NAME_OF_CONTROL = 64
TOGETHER = 4
"""Boxes of one question that are not parted by the end of a page."""

Flow = Paragraph | Xml
"""A paragraph, or a table as it is written."""


def body(pen: Pen, document: Document) -> Iterator[Xml]:
    """The blocks, written: pages begun where they are to begin, room below each table, and no two
    tables side by side, which Word would make one of.
    """
    new_page = after_table = False
    for item in _flow(pen, document):
        if item is None:
            new_page = True
            continue
        if isinstance(item, Paragraph):
            before = AFTER_TABLE if after_table and item.style in TIGHT else item.before
            yield replace(item, new_page=new_page, before=before).xml()
        else:
            if new_page or after_table:
                yield Paragraph("Between", Xml(), None, False, new_page, AFTER_TABLE).xml()
            yield item
        new_page, after_table = False, not isinstance(item, Paragraph)
    if after_table:
        yield Paragraph("Between", Xml()).xml()


TIGHT = ("Prose", "Caption", "ListBullet", "ListNumber", "Tick", "Figure", "Blank", "BlankLong")
"""Styles that stand close below what is before them."""


def _flow(pen: Pen, document: Document) -> Iterator[Flow | None]:
    """None where a new page begins. Two notices that follow one another stay two, which Word would
    draw in one box.
    """
    noticed = document.simulated
    blocks = laid_out(document.blocks)
    for block, following in zip_longest(blocks, blocks[1:]):
        if isinstance(block, Notice) and noticed:
            yield Paragraph("Between", Xml())
        noticed = isinstance(block, Notice)
        if isinstance(block, Heading):
            yield Paragraph(f"Heading{block.level}", words(block.text))
        elif isinstance(block, NewPage | OthersPages):
            yield None
        elif leads(block, following):
            for item in _block(pen, block, document.house.accent):
                yield replace(item, keep_next=True) if isinstance(item, Paragraph) else item
        else:
            yield from _block(pen, block, document.house.accent)


def _block(pen: Pen, block: Block, accent: str) -> Iterator[Flow]:
    match block:
        case Prose(given, language):
            yield from running(pen, "Prose", given, language)
        case Labelled(label, given, note, language):
            beside = joined(run(" \u00b7 ", Look("Note")), words(note, look=Look("Note")))
            yield Paragraph("Label", joined(words(label), beside if note else None))
            style = "Unwritten" if given == UNWRITTEN else "Answer"
            yield from running(pen, style, given, language)
        case Redline(label, parts):
            yield Paragraph("Label", words(label))
            yield Paragraph("Answer", joined(map(_compared, parts)))
        case Bullets(items):
            for item in items:
                yield Paragraph("ListBullet", told(pen, item), BULLETS)
        case Steps(items):
            number = pen.steps()
            for item in items:
                yield Paragraph("ListNumber", told(pen, item), number)
        case Ticks(ticks, tags):
            for left, ((done, item), named) in enumerate(zip_longest(ticks, tags), 1 - len(ticks)):
                box, short = _box(pen, item, done, named), len(ticks) <= TOGETHER
                kept = short and left < 0
                yield Paragraph("Tick", joined(box, tab(), told(pen, item)), keep_next=kept)
        case Blanks(labels, tags):
            for label, named in zip_longest(labels, tags):
                place = _place(pen, label, named) if named else tab()
                yield _blank(label, place)
        case Link(label):
            before = joined(words(label), run(": ")) if label.strip() else None
            yield Paragraph("Prose", joined(before, followed(pen, block)))
        case Notice(given):
            yield from running(pen, "Notice", given)
        case TableBlock(caption=caption):
            if caption:
                yield Paragraph("Caption", words(caption), keep_next=True)
            yield table(pen, block)
        case Figure(picture, alternative, caption):
            if caption:
                yield Paragraph("Caption", words(caption), keep_next=True)
            yield Paragraph("Figure", drawn(pen, picture, accent, alternative))
        case _:
            raise AssertionError(f"{type(block).__name__} has no look yet")


def _compared(part: Part) -> Xml:
    return joined(words(part.shown, look=LOOKS[part.how]), run(" "))


def _blank(label: str, place: Xml) -> Paragraph:
    """All lines to write on begin at one place, but for that of a label that is longer."""
    told = words(label, look=Look("BlankLabel"))
    if width(one_line(label), LABEL_SIZE, bold=True) < LABEL_ROOM:
        return Paragraph("Blank", joined(told, tab(), place))
    return Paragraph("BlankLong", joined(told, run(" "), place))


def _place(pen: Pen, label: str, named: str) -> Xml:
    """A line to write on that can be found again by its name when the file comes back."""
    properties = w(
        "sdtPr",
        w("alias", val=one_line(label)[:NAME_OF_CONTROL]),
        w("tag", val=named),
        w("id", val=pen.numbers.next("control")),
        w("showingPlcHdr"),
        w("text", multiLine=1),
    )
    return w("sdt", properties, w("sdtContent", tab()))


def _box(pen: Pen, item: str, done: bool, named: str | None = None) -> Xml:
    """A box to tick in Word, named for what it stands beside."""
    states = ((f"w14:{state}State", TICKS[how]) for state, how in STATES.items())
    box = tag(
        "w14:checkbox",
        {},
        tag("w14:checked", {"w14:val": int(done)}),
        (tag(name, {"w14:val": f"{ord(g):04X}", "w14:font": SYMBOLS}) for name, g in states),
    )
    properties = w(
        "sdtPr",
        w("alias", val=one_line(item)[:NAME_OF_CONTROL]),
        w("tag", val=named) if named else None,
        w("id", val=pen.numbers.next("control")),
        box,
    )
    fonts = w("rFonts", ascii=SYMBOLS, hAnsi=SYMBOLS, eastAsia=SYMBOLS, cs=SYMBOLS)
    glyph = w("r", w("rPr", fonts), text(TICKS[done]))
    return w("sdt", properties, w("sdtContent", glyph))


STATES = {"checked": True, "unchecked": False}
