"""Whether a published page says what was approved: its title, its level, its credits.

What a page must say is looked for. A level or a number of credits of something else may stand there
too: that is told, and stands in nobody's way.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

READ = ("txt", "md", "html", "htm")
"""Endings of files that are compared; others are taken as they are."""

_UNSEEN = ("script", "style", "template", "noscript")


@dataclass(frozen=True, slots=True)
class Facts:
    """What was approved; None or empty where it is not known."""

    title: str
    title_te_reo: str | None
    level: int | None
    credits: int | None


def missing(page: str, facts: Facts) -> tuple[str, ...]:
    """What an approved fact a page does not say, each as a few words."""
    return tuple(_missing(_flat(page), facts))


def _missing(said: str, facts: Facts) -> Iterator[str]:
    for words, title in (("title", facts.title), ("title in te reo Māori", facts.title_te_reo)):
        if title and _flat(title) not in said:
            yield f"the {words} “{title}”"
    if facts.level is not None and not _numbered(said, facts.level, "level|taumata"):
        yield f"level {facts.level}"
    if facts.credits is not None and not _numbered(said, facts.credits, "credits?|whiwhinga"):
        yield f"{facts.credits} credits"


def besides(page: str, facts: Facts) -> tuple[str, ...]:
    """The other levels and numbers of credits that a page says, each as a few words."""
    said = _flat(page)
    levels = {int(n) for n in re.findall(r"\b(?:level|taumata)[\s:\-–]{1,3}(\d{1,2})\b", said)}
    amounts = {int(n) for n in re.findall(r"(?<![\d.])(\d{1,3})[\s\-–]credits?\b", said)}
    return (
        *(f"level {n}" for n in sorted(levels - {facts.level})),
        *(f"{n} credits" for n in sorted(amounts - {facts.credits})),
    )


def _numbered(said: str, number: int, word: str) -> bool:
    """The number beside its word, before or after: `level 5`, `Credits: 10`, `10-credit`."""
    near = r"[\s:\-–]{1,3}"
    after = rf"\b(?:{word})\b(?:{near}(?:value|is|of))*{near}{number}(?!\d|\.\d)"
    before = rf"(?<!\d)(?<!\d\.){number}{near}(?:{word})\b"
    return bool(re.search(after, said) or re.search(before, said))


def _flat(text: str) -> str:
    """Small letters and single blanks; dashes and quotes of one kind, macrons kept."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    for several, one in (("‐‑‒–—", "-"), ("‘’", "'"), ("“”", '"')):
        plain = re.sub(f"[{several}]", one, plain)
    return " ".join(plain.split())


class _Words(HTMLParser):
    """What a page shows, without what is only for machines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in _UNSEEN
        self.found.append(" " if tag not in ("b", "i", "em", "strong", "span", "a") else "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _UNSEEN and self._hidden > 0
        self.found.append(" " if tag not in ("b", "i", "em", "strong", "span", "a") else "")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def words_of(name: str, data: bytes) -> str | None:
    """What a page says, by the ending of its file; None where it is not read."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    if ending not in READ:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if ending not in ("html", "htm"):
        return text
    page = _Words()
    page.feed(text)
    page.close()
    return "".join(page.found)
