"""Addresses as links: those that somebody wrote among words, and those at which we are reached."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.documents.content import Labelled, Link

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ADDRESS = re.compile(rf"https://[^\s<>\"'|]+|(?<![\w.+@-]){_MAIL}(?![\w@-])")
_AT_THE_END = ".,;:!?)]}"
"""Signs behind an address that are the sentence's, not the address's."""
_NUMBER = re.compile(r"\+?[\d\s()./-]{6,}(?: ?(?:ext|x)\.? ?\d+)?")


def apart(text: str) -> tuple[str, tuple[Link, ...]]:
    """A text without the addresses in it, and those as links; the text as it is where it has none.

    What is left keeps its order: `the page, https://example.ac.nz/a.` leaves `the page`.
    """
    found = tuple(_links(text))
    if not found:
        return text, ()
    left = text
    for link in found:
        left = left.replace(link.shown, "", 1)
    left = re.sub(r"\(\s*\)|<\s*>|\[\s*\]", "", left)
    left = re.sub(r"\s+([,;:.])", r"\1", left)
    return " ".join(left.split()).strip(" ,;:."), found


def labelled(label: str, text: str, note: str = "") -> Iterator[Labelled | Link]:
    """The text under its label, and behind it each address that it has; one that is an address
    and no more stands beside the label.
    """
    left, links = apart(text)
    if left or not links:
        yield Labelled(label, left, note)
        yield from links
    else:
        yield from (Link(label, link.address) for link in links)


def reached_at(contact: str) -> tuple[Link, ...]:
    """Each way to reach somebody, of one text that may hold several: a number is not live."""
    told = []
    for part in re.split(r"[;\n]|,(?=\s)", contact):
        said = part.strip()
        if re.fullmatch(_MAIL, said):
            told.append(Link("E-mail", f"mailto:{said}"))
        elif _ADDRESS.fullmatch(said):
            told.append(Link("Page", said))
        elif said:
            told.append(Link("Telephone" if _NUMBER.fullmatch(said) else "Contact", said))
    return tuple(told)


def _links(text: str) -> Iterator[Link]:
    for match in _ADDRESS.finditer(text):
        said = match[0].rstrip(_AT_THE_END)
        link = Link("", said if said.startswith("https:") else f"mailto:{said}")
        if link.live:
            yield link
