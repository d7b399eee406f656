"""Addresses as links: those that somebody wrote among words, and those at which we are reached.

An address is live where anybody sees where it leads: `https:` with a host in our letters and no
name before it, or a mail address. Any other is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.documents.content import Link

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PAGE = r"https://[^\s<>\"'|\u2018-\u201f\u00ab\u00bb]+"
_ADDRESS = re.compile(
    rf"(?<![^\s(<\[\"'\u2018-\u201f\u00ab]){_PAGE}"
    rf"|(?:(?<![\w.+@:/-])|(?<=mailto:)){_MAIL}(?![\w@-])"
)
_AT_THE_END = ".,;:!?)]}"
"""Signs behind an address that are the sentence's, not the address's."""
_NUMBER = re.compile(r"\+?[\d\s()./-]{6,}(?: ?(?:ext|x)\.? ?\d+)?")


def apart(text: str) -> tuple[str, tuple[Link, ...]]:
    """A text without the addresses in it, and those as links; the text as it is where it has none.

    What is left keeps its order: `the page, https://example.ac.nz/a.` leaves `the page`.
    """
    found = tuple(link for _, link in _found(text))
    if not found:
        return text, ()
    left = text
    for link in found:
        left = left.replace(link.shown, "", 1)
    left = re.sub(r"\(\s*\)|<\s*>|\[\s*\]", "", left)
    left = re.sub(r"\s+([,;:.])", r"\1", left)
    return " ".join(left.split()).strip(" ,;:."), found


def parted(text: str) -> Iterator[str | Link]:
    """A cleaned text in its order, each address in it as a link. Its parts together are it."""
    at = 0
    for start, link in _found(text):
        if start > at:
            yield text[at:start]
        yield link
        at = start + len(link.shown)
    if at < len(text):
        yield text[at:]


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


def _found(text: str) -> Iterator[tuple[int, Link]]:
    """Each live address, and where it begins."""
    if "@" not in text and "https://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        said = match[0].rstrip(_AT_THE_END)
        link = Link("", said if said.startswith("https:") else f"mailto:{said}")
        if link.live:
            yield match.start(), link
