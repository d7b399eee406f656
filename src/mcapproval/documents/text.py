"""A document as plain text: for the screen, for a diff, for golden files."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from itertools import zip_longest

from mcapproval.clock import spoken
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
    Prose,
    Redline,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.laying_out import DEMONSTRATION, laid_out

WIDTH = 92


def render(document: Document) -> str:
    """The document in lines of at most `WIDTH` characters, but for words longer than that."""
    head = [
        f"{document.kind} - {document.number}",
        *_wrapped(document.title, "").splitlines(),
    ]
    parts = ["\n".join([*head, "=" * min(WIDTH, max(map(len, head)))])]
    if document.subtitle:
        parts.append(_wrapped(document.subtitle, ""))
    parts.append(f"As at {spoken(document.as_at)}")
    if document.simulated:
        parts.append(f"*** {DEMONSTRATION} ***")
    if document.sealed_by:
        parts.append(f"Sealed by journal row {document.sealed_by[0]}: {document.sealed_by[1]}")
    parts.append(said(document.blocks))
    return "\n\n".join(parts) + "\n"


def said(blocks: Iterable[Block]) -> str:
    """The blocks alone, without what a paper has at its head: for the text of a mail."""
    return "\n\n".join(_block(block) for block in laid_out(blocks))


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            line = " ".join(clean(text).split())
            return f"\n{line}\n" + ("-" if level > 1 else "=") * len(line) if level < 3 else line
        case Prose(text):
            return _wrapped(text, "")
        case Labelled(label, text, note):
            head = f"{clean(label)} ({clean(note)})" if note else clean(label)
            return f"{head}:\n{_wrapped(text, '    ')}"
        case Bullets(items):
            return _listed(("  - ", item) for item in items)
        case Steps(items):
            return _listed((f"{number:3}. ", item) for number, item in enumerate(items, 1))
        case Ticks(items):
            return _listed(("  [x] " if done else "  [ ] ", item) for done, item in items)
        case Blanks(items):
            return "\n".join(f"{clean(label)}: {'_' * 30}" for label in items)
        case Link(label):
            return _wrapped(f"{label}: {block.shown}" if label else block.shown, "")
        case Redline(label, parts):
            return f"{clean(label)}:\n{_wrapped(' '.join(p.shown for p in parts), '    ')}"
        case Figure(_, alternative, caption):
            return f"{_wrapped(caption, '')}\n{_wrapped(f'Picture: {alternative}', '    ')}"
        case NewPage():
            return "~" * WIDTH
        case OthersPages(count):
            told = f"({count} pages of the file itself)" if count else ""
            return f"{told}\n{'~' * WIDTH}".lstrip()
        case Notice(text):
            return _wrapped(text, "  ! ")
        case TableBlock():
            return _table(block)


def _listed(items: Iterable[tuple[str, str]]) -> str:
    """Items behind their marks, further lines under the first word."""
    return "\n".join(mark + _wrapped(item, " " * len(mark)).lstrip() for mark, item in items)


def _wrapped(text: str, indent: str) -> str:
    """Each line of the text wrapped on its own; blank lines between paragraphs are kept."""
    lines = [
        textwrap.fill(
            line,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for line in clean(text).strip().split("\n")
    ]
    return "\n".join(lines)


def _table(table: TableBlock) -> str:
    cells = [[" ".join(clean(c).split()) for c in row] for row in (table.columns, *table.rows)]
    widths = _widths(cells)
    lines = [*_row(cells[0], widths), "  ".join("-" * width for width in widths)]
    for row, (_, under) in zip(cells[1:], table.told, strict=True):
        lines += _row(row, widths)
        lines += [_wrapped(under, "    ")] if under.strip() else []
    if table.caption:
        lines.insert(0, clean(table.caption) + ":")
    return "\n".join(lines)


def _widths(cells: list[list[str]]) -> list[int]:
    """As wide as the longest cell; where that is too wide for a line, the widest give way."""
    widths = [max(len(row[n]) for row in cells) for n in range(len(cells[0]))]
    words = [
        max(len(w) for row in cells for w in (row[n].split() or [""])) for n in range(len(widths))
    ]
    while sum(widths) + 2 * (len(widths) - 1) > WIDTH:
        room = [(width, n) for n, width in enumerate(widths) if width > words[n]]
        if not room:
            break
        widths[max(room)[1]] -= 1
    return widths


def _row(row: list[str], widths: list[int]) -> list[str]:
    """A row in as many lines as its tallest cell takes."""
    wrapped = [
        textwrap.wrap(c, max(w, 1), break_long_words=False, break_on_hyphens=False) or [""]
        for c, w in zip(row, widths, strict=True)
    ]
    return [
        "  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip()
        for line in zip_longest(*wrapped, fillvalue="")
    ]
