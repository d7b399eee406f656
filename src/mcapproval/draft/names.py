"""People's names and contacts where only ids may stand: they could not be removed there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from mcapproval.draft.faults import form_finding
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import pointer
from mcapproval.findings import Finding

TITLES = ("/title", "/title_te_reo")
OF_A_TITLE = (
    "leave it out of the title: the records keep a title for good, and could not remove a name in "
    "it. Where it is named after somebody who has no part in it, take that person out of people, "
    "and write under title_justification why the title needs the name"
)

_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_GAP = r"[\s._-]*"
_MACRON = "\u0304"


def name_findings(draft: Draft) -> Iterator[Finding]:
    """One finding for each text in which a person of `people:` is named, outside `people:`."""
    wanted = list(_wanted(draft.get("/people") or {}))
    if not wanted:
        return
    for path, text in _texts({k: v for k, v in draft.data.items() if k != "people"}, ()):
        folded = _fold(text)
        for ident, what, regex in wanted:
            if regex.search(folded):
                yield _finding(draft, path, ident, what)
                break


def _finding(draft: Draft, path: str, ident: str, what: str) -> Finding:
    """A title can't have an id in it, and a justification of the name (rule 6.2) removes nothing:
    what stands in a title is kept in the records as it is, for good.
    """
    in_title = path in TITLES
    return form_finding(
        "FORM-NAME",
        path,
        draft.place(path),
        f"the {what} of {ident} stands {'in the title' if in_title else 'here'}",
        OF_A_TITLE
        if in_title
        else f"write {ident} instead; names are kept apart so that they can be removed",
    )


def _fold(text: str) -> str:
    """Without macrons and unseen characters; case stays, for a name of one word needs it."""
    bare = unicodedata.normalize("NFKD", text.translate(_UNSEEN)).replace(_MACRON, "")
    return unicodedata.normalize("NFC", bare)


def _wanted(people: dict[str, Any]) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    for ident, about in people.items():
        name = _fold(str(about.get("name", ""))).split()
        if _letters(name) > 2:
            # one word, such as Aroha, is a word of the language too: only with its capital letter
            flags = re.IGNORECASE if len(name) > 1 else 0
            yield ident, "name", _words(name, flags)
        for contact in re.split(r"[,;\n]", str(about.get("contact", ""))):
            words = _fold(contact).split()
            digits = re.sub(r"[\s().+-]", "", contact)
            if re.fullmatch("[0-9]{7,15}", digits):
                number = r"[\s().-]*".join(digits)
                yield ident, "contact", re.compile(rf"(?<!\d){number}(?!\d)")
            elif _letters(words) > 5:
                yield ident, "contact", _words(words, re.IGNORECASE)


def _letters(words: list[str]) -> int:
    return sum(c.isalnum() for word in words for c in word)


def _words(words: list[str], flags: int) -> re.Pattern[str]:
    inner = _GAP.join(re.escape(word) for word in words)
    return re.compile(rf"(?<!\w){inner}(?!\w)".replace(r"\w", r"[^\W_]"), flags)


def _texts(value: object, steps: tuple[Any, ...]) -> Iterator[tuple[str, str]]:
    """Every text with its path; a key that is itself a text of the author's counts at its value."""
    if isinstance(value, str):
        yield pointer(steps), value
    elif isinstance(value, dict):
        for key, item in value.items():
            if steps == ("organisations",):
                yield pointer((*steps, key)), key
            yield from _texts(item, (*steps, key))
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from _texts(item, (*steps, n))
