"""A document as one HTML page: for a browser and for mail. Nothing on it runs, and nothing is
fetched from elsewhere; the logo stands in it as data, a picture as SVG.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby

from mcapproval.clock import spoken
from mcapproval.documents.about import called
from mcapproval.documents.answers import UNWRITTEN
from mcapproval.documents.cleaning import clean
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
from mcapproval.documents.drawing.svg import svg
from mcapproval.documents.house import House
from mcapproval.documents.html.elements import Html, items, joined, link, table, tag
from mcapproval.documents.html.words import paragraphs, told, words
from mcapproval.documents.laying_out import DEMONSTRATION, NOT_SENT, laid_out
from mcapproval.documents.logo import Logo, logo_of
from mcapproval.documents.shades import colours
from mcapproval.shipped import in_room

LANGUAGE = "en-NZ"
TICKED = {True: ("\u2611", "Ticked"), False: ("\u2610", "Not ticked")}
MARKED = {"kept": None, "added": "ins", "removed": "del"}


LYING = "body { max-width: 90rem; } @page { size: A4 landscape; margin: 12mm 13mm 16mm; }"
"""After the sheet that every page has: for a list of many narrow columns."""


def render(document: Document) -> str:
    """The page as text, in UTF-8 once it is written."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", called(document)),
        tag("style", _style(document.house)),
        tag("style", Html(LYING)) if document.lying else None,
    )
    body = tag(
        "body",
        _house(document.house),
        tag("main", _front(document), "\n", _blocks(document)),
        "\n",
        _foot(document),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, chr(10), body, lang=LANGUAGE)}\n"


def _style(house: House) -> Html:
    shades = colours(house.accent)
    ours = "".join(f" --{name}: {shades[name]};" for name in ("accent", "tint"))
    sheet = in_room("documents", "html").joinpath("paper.css").read_text("utf-8")
    return Html(f"\n:root {{{ours} }}\n{sheet}")


def _house(house: House) -> Html | None:
    name, logo = " ".join(clean(house.name).split()), logo_of(house)
    if not name and not logo:
        return None
    seen = tag("img", src=_data(logo), alt=logo.alternative) if logo else None
    return joined(tag("header", seen, tag("p", words(name)) if name else None), "\n")


def _data(logo: Logo) -> str:
    return f"data:image/{logo.kind};base64,{b64encode(logo.data).decode('ascii')}"


def _front(document: Document) -> Html:
    sealed = document.sealed_by and f"Sealed by journal row {document.sealed_by[0]}: "
    return joined(
        tag("p", words(f"{document.kind} \u00b7 {document.number}"), class_="kind"),
        tag("h1", words(document.title, document.title_language)),
        tag("p", words(document.subtitle), class_="subtitle") if document.subtitle else None,
        tag("p", f"As at {spoken(document.as_at)}", class_="quiet"),
        tag("p", sealed, tag("span", document.sealed_by[1], class_="code"), class_="quiet")
        if document.sealed_by
        else None,
        _notice(NOT_SENT) if document.simulated else None,
    )


def _foot(document: Document) -> Html:
    return tag(
        "footer",
        tag(
            "p", words(f"{document.number} \u00b7 {document.kind} \u00b7 {spoken(document.as_at)}")
        ),
        tag("p", DEMONSTRATION, class_="warn") if document.simulated else None,
    )


def _blocks(document: Document) -> Iterator[Html]:
    """Answers that follow one another are one list of labels and texts."""
    for paired, group in groupby(
        laid_out(document.blocks), key=lambda block: isinstance(block, Labelled | Redline)
    ):
        if paired:
            yield joined(tag("dl", map(_pair, group)), "\n")
            continue
        for block in group:
            if isinstance(block, Heading):
                yield joined(tag(f"h{block.level + 1}", words(block.text)), "\n")
            else:
                yield joined(_block(block, document.house), "\n")


def _pair(block: Block) -> Html:
    match block:
        case Labelled(label, text, note, language):
            beside = tag("span", "\u00b7 ", words(note), class_="note") if note else None
            said = paragraphs(text, language, "unwritten" if text == UNWRITTEN else None)
            return joined(tag("dt", words(label), " " if note else None, beside), tag("dd", said))
        case Redline(label, parts):
            said = joined(joined(_compared(part), " ") for part in parts)
            return joined(tag("dt", words(label)), tag("dd", tag("p", said)))
        case _:
            raise AssertionError(f"{type(block).__name__} has no label")


def _compared(part: Part) -> Html:
    how = MARKED[part.how]
    return tag(how, words(part.shown)) if how else words(part.shown)


def _block(block: Block, house: House) -> Html:
    match block:
        case Prose(text, language):
            return paragraphs(text, language)
        case Bullets(listed):
            return items(map(told, listed))
        case Steps(listed):
            return tag("ol", (tag("li", told(item)) for item in listed))
        case Ticks(ticks):
            return items((_tick(done, item) for done, item in ticks), class_="ticks")
        case Blanks(labels):
            return items((_blank(label) for label in labels), class_="blanks")
        case Link(label, address):
            shown = words(block.shown)
            live = link(address, shown) if block.live else tag("span", shown, class_="code")
            return tag("p", words(label), ": " if label.strip() else None, live)
        case Notice(text):
            return _notice(text)
        case TableBlock():
            return _table(block)
        case Figure(picture, alternative, caption):
            drawn = tag(
                "div",
                svg(picture, house.accent, alternative),
                class_="drawn",
                role="region",
                aria_label=" ".join(clean(caption).split()) or "Picture",
                tabindex="0",
            )
            return tag("figure", tag("figcaption", words(caption)) if caption else None, drawn)
        case NewPage() | OthersPages():
            return tag("hr", class_="new-page")
        case _:
            raise AssertionError(f"{type(block).__name__} has no look yet")


def _tick(done: bool, item: str) -> Html:
    glyph, said = TICKED[done]
    return joined(tag("span", glyph, role="img", aria_label=said), " ", tag("span", told(item)))


def _blank(label: str) -> Html:
    place = tag("span", class_="line", role="img", aria_label="To be written")
    return joined(tag("span", words(label)), " ", place)


def _notice(text: str) -> Html:
    return tag("div", paragraphs(text), role="note", class_="notice")


def _table(block: TableBlock) -> Html:
    return table(
        " ".join(clean(block.caption).split()),
        (" ".join(clean(column).split()) for column in block.columns),
        ((told(cell) for cell in row) for row in block.rows),
        row_heads=block.row_heads,
        heads=[words(column) for column in block.columns],
        shares=block.shares,
        under=[told(text) if text.strip() else None for text in block.under],
        class_="dense" if block.dense else None,
    )
