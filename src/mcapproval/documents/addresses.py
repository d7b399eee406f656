"""Addresses as links: those that somebody wrote among words, and those at which we are reached.

An address is live where anybody sees where it leads: `https:` with a host in our letters and no
name before it, or a mail address. Any other is printed as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.documents.content import Link

_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[^\W\d_][\w-]+"
"""Its last name begins with a letter: `price@2.50` is none."""
_IN_A_PAGE = r"[^\s<>\"'|\u2014\u2018-\u201f\u2026\u00ab\u00bb]+"
_PAGE = rf"https://{_IN_A_PAGE}"
_ADDRESS = re.compile(
    rf"(?<![^\s(<\[\"'\u2018-\u201f\u00ab]){_PAGE}"
    rf"|(?P<other>(?<![\w+.-])[\w+.-]+://{_IN_A_PAGE})"
    rf"|(?:(?<![\w.+@:/-])|(?<=mailto:)){_MAIL}(?![\w@-])"
)
"""`other`: one that is no link is passed over whole, as a mail address in it is none either."""
_AT_THE_END = ".,;:!?)]}"
"""Signs behind an address that are the sentence's, but for a bracket that the address opened."""
_OPENED = {")": "(", "]": "[", "}": "{"}
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
        elif re.fullmatch(_PAGE, said):
            told.append(Link("Page", said))
        elif said:
            told.append(Link("Telephone" if _NUMBER.fullmatch(said) else "Contact", said))
    return tuple(told)


def _found(text: str) -> Iterator[tuple[int, Link]]:
    """Each live address, and where it begins."""
    if "@" not in text and "https://" not in text:
        return
    for match in _ADDRESS.finditer(text):
        if match["other"]:
            continue
        said = _without_the_end(match[0])
        link = Link("", said if said.startswith("https:") else f"mailto:{said}")
        if link.live:
            yield match.start(), link


def _without_the_end(said: str) -> str:
    """`https://a.nz/Foo_(bar)` of `https://a.nz/Foo_(bar)).`"""
    kept = len(said.rstrip(_AT_THE_END))
    still = {
        closes: said.count(o, 0, kept) - said.count(closes, 0, kept)
        for closes, o in _OPENED.items()
    }
    for at, sign in enumerate(said[kept:], kept + 1):
        if sign in still:
            still[sign] -= 1
            if still[sign] < 0:
                break
            kept = at
    return said[:kept]
