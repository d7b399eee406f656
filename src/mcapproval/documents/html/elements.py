"""Elements of a page as functions: text is always escaped, markup is a kind of text of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import zip_longest


class Html(str):
    """Markup that is safe to put into a page as it is."""

    __slots__ = ()


Part = str | Html | None
"""Text, which is escaped; markup; or nothing."""

VOID = ("meta", "link", "br", "hr", "img", "col")


def tag(name: str, /, *parts: Part | Iterable[Part], **given: str | None) -> Html:
    """An element; `class_` is written class, an attribute of None is left out."""
    attributes = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value, quote=True)}"'
        for key, value in given.items()
        if value is not None
    )
    if name in VOID:
        return Html(f"<{name}{attributes}>")
    return Html(f"<{name}{attributes}>{joined(*parts)}</{name}>")


def joined(*parts: Part | Iterable[Part]) -> Html:
    """The parts one after another, each text escaped."""
    return Html("".join(_safe(part) for part in parts))


def _safe(part: Part | Iterable[Part]) -> str:
    if part is None:
        return ""
    if isinstance(part, Html):
        return part
    if isinstance(part, str):
        return escape(part)
    return joined(*part)


def link(to: str, *parts: Part | Iterable[Part]) -> Html:
    return tag("a", *parts, href=to)


def items(parts: Iterable[Part | Iterable[Part]], class_: str | None = None) -> Html:
    return tag("ul", (tag("li", part) for part in parts), class_=class_)


def facts(rows: Iterable[tuple[str, Part | Iterable[Part]]]) -> Html:
    """Terms with what they are."""
    return tag("dl", (joined(tag("dt", term), tag("dd", told)) for term, told in rows))


def table(
    caption: str,
    columns: Iterable[str],
    rows: Iterable[Iterable[Part]],
    *,
    seen: bool = True,
    row_heads: bool = True,
    heads: Iterable[Part] | None = None,
    shares: Sequence[int] = (),
    under: Sequence[Part] = (),
    class_: str | None = None,
) -> Html:
    """A table in a box that scrolls by itself; the first cell of each row is its header where it
    has `row_heads`. A caption that says what the heading above says is not `seen`, but read out.
    `heads` are the names of the columns as markup, where they are more than text; `shares` divide
    the width among them; `under` has for each row what stands below it, if anything.

    On a narrow page the cells stand one below another, each after the name of its column. A
    browser may then take the table for mere boxes, so that every part says its role.
    """
    names = list(columns)
    shown = names if heads is None else heads
    cells = (tag("th", name, scope="col", role="columnheader") for name in shown)
    head = tag("thead", tag("tr", cells, role="row"), role="rowgroup")
    pairs = zip_longest((_row(names, list(row), row_heads) for row in rows), under)
    lines = (part for row, said in pairs for part in (row, _under(said, len(names))))
    body = tag("tbody", lines, role="rowgroup")
    told = tag("caption", caption, class_=None if seen else "unseen") if caption else None
    return tag(
        "div",
        tag("table", told, _columns(shares), head, body, role="table", class_=class_),
        class_="wide",
        role="region",
        aria_label=caption or ", ".join(names),
        tabindex="0",
    )


def _under(told: Part, columns: int) -> Html | None:
    if not told:
        return None
    cell = tag("td", told, role="cell", colspan=str(columns), class_="under")
    return tag("tr", cell, role="row")


def _columns(shares: Sequence[int]) -> Html | None:
    if not shares:
        return None
    widths = (round(100 * share / sum(shares), 1) for share in shares)
    return tag("colgroup", (tag("col", style=f"width: {width:g}%") for width in widths))


def _row(columns: list[str], cells: list[Part], row_heads: bool) -> Html:
    (of_first, first), *rest = zip(columns, cells, strict=True)
    begin = (
        tag("th", first, scope="row", role="rowheader", data_column=of_first)
        if row_heads
        else tag("td", first, role="cell", data_column=of_first)
    )
    return tag(
        "tr",
        begin,
        (tag("td", cell, role="cell", data_column=column) for column, cell in rest),
        role="row",
    )
