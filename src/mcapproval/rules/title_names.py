"""TITLE-NAME: no name of an organisation or product in the title without a justification.

Looked for are the bodies that the draft names and the names on our lists, which are not complete.
Persons are not: in the records their names stand apart from the content, and whether a word is a
person's name is for a reader. Of a person whom the draft itself names, FORM-NAME tells, justified
or not, since a name in a title could not be removed from the records. A justification is enough
here; whether it is sound is judged by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.law import Law, values
from mcapproval.rules.rule import Remark, Rule
from mcapproval.rules.title_words import OURS, plain

LISTED = (("bodies", "an organisation"), ("products", "a product"))
APART = re.compile(r"\W+")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if written(draft.text("/title_justification")):
        return
    for path in OURS:
        title = _words(draft.text(path))
        if not title.strip():
            continue
        said = _of_the_draft(draft, title) or _of_our_lists(law, title)
        if said:
            name, what = said
            yield Remark(
                path,
                f"the title holds '{name}', the name of {what}, and no reason for it is written",
                f"leave '{name}' out, or write under title_justification why the title needs it",
            )


def _of_the_draft(draft: Draft, title: str) -> tuple[str, str] | None:
    named = draft.get("/organisations")
    for body in named.values() if isinstance(named, dict) else ():
        name = body.get("name") if isinstance(body, dict) else None
        if isinstance(name, str) and _words(name) in title and written(name):
            return name.strip(), "an organisation"
    return None


def _of_our_lists(law: Law, title: str) -> tuple[str, str] | None:
    for list_, what in LISTED:
        held = law.value("title_names", list_)
        if _first_words(list_, held.since).isdisjoint(title.split()):
            continue
        for name in held.value:
            if _words(name) in title:
                return name, f"{what} on our list"
    return None


@cache
def _first_words(list_: str, since: date) -> frozenset[str]:
    """The words that begin the names of a list of ours since a day: few titles have one."""
    held = next(one for one in values()["title_names", list_] if one.since == since)
    return frozenset(_words(name).split()[0] for name in held.value)


@lru_cache
def _words(text: str) -> str:
    """Plain words with a space on each side, so that only whole words are found."""
    return f" {APART.sub(' ', plain(text)).strip()} "


RULE = Rule(
    "TITLE-NAME",
    "No name in the title without a justification",
    ("/title", "/title_te_reo", "/title_justification", "/organisations"),
    check,
    law=("title_names",),
)
