"""TITLE-WORD: no word in the title that lets it be taken for a qualification's.

Capitals, macrons, hyphens and invisible characters make no difference, and only whole words count:
"international" and "masterclass" are fine; "doctorate" is "doctor" in another form. The rule bars
the words where the title could be taken for a qualification's. So a reason why it can't be does
not end the finding, as it would for a name: a named person judges it, and may waive the finding on
the strength of it. Without one there is nothing to judge, and nothing is waived. Real listed titles
do hold "New Zealand".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from mcapproval.draft.model import Draft
from mcapproval.findings import Severity
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

OURS = ("/title", "/title_te_reo")
DOUBTFUL = ("certificate",)
"""Not in rule 6.2's list as read, yet the name of a qualification: we ask people to look twice."""
JOINING = str.maketrans("-_", "  ")
HYPHENS = re.compile(r"[\s\u00ad_‐-―−-]+")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    if not written(draft.text("/title")) and asks_content(draft):
        yield Remark(
            "/title",
            "there is no title",
            "write the title under title",
            clause="lor-2022/6.1(a)",
        )
    restricted, forms = law.value("title_words", "restricted"), law.value("title_words", "forms")
    barred = (*restricted.value, *forms.value)
    for path in OURS:
        title = draft.text(path)
        if not title:
            continue
        justified = written(draft.text("/title_justification"))
        for word in words_in(title, barred):
            yield _restricted(path, word, restricted.clause, justified)
        for word in words_in(title, DOUBTFUL):
            yield _doubtful(path, word, justified)


def words_in(title: str, words: tuple[str, ...]) -> list[str]:
    """The words as they stand in the title, in the order of the list."""
    letters = plain(title)
    matches = [alone.search(letters) for begin, alone in _spelt(words) if begin in letters]
    return [match.group() for match in matches if match]


@cache
def _spelt(words: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How each word begins, and the word alone: in one piece or two, or with an s."""
    return tuple(
        (
            word.partition(" ")[0],
            re.compile(r"\b" + word.replace(" ", "[ ]?") + r"(?:['’]?s['’]?)?\b"),
        )
        for word in words
    )


@lru_cache
def plain(title: str) -> str:
    """Lower case, no macrons or invisible characters, each run of hyphens or spaces one space."""
    if title.isascii():
        return " ".join(title.translate(JOINING).lower().split())
    apart = unicodedata.normalize("NFKD", title)
    letters = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return HYPHENS.sub(" ", letters).strip().casefold()


def _restricted(path: str, word: str, clause: str, justified: bool) -> Remark:
    """A written reason does not end the finding: it is what a waiver can rest on."""
    said = f"the title holds '{word}' and could be taken for a qualification's"
    if justified:
        said += "; a reason is written"
        mend = (
            f"leave '{word}' out; or a quality adviser who finds the reason sound waives the "
            "finding with `mcapproval waive`"
        )
    else:
        mend = (
            f"leave '{word}' out; or write under title_justification why it can't be mistaken, and "
            "have it waived on the strength of that"
        )
    severity = None if justified else Severity.ERROR
    return Remark(path, said, mend, clause=clause, severity=severity)


def _doubtful(path: str, word: str, justified: bool) -> Remark:
    clause = "provider-policy/title-certificate"
    if justified:
        said = f"the title holds '{word}', with the reason that our policy asks for"
        mend = "nothing; whoever reads it judges the reason under title_justification"
        return Remark(path, said, mend, clause=clause, severity=Severity.NOTE)
    said = (
        f"the title holds '{word}', which readers may take for a qualification; our policy is to "
        "look twice"
    )
    mend = f"leave '{word}' out, or write under title_justification why it can't be mistaken"
    return Remark(path, said, mend, clause=clause)


RULE = Rule(
    "TITLE-WORD",
    "No word of a qualification in the title",
    ("/title", "/title_te_reo", "/title_justification", "/kind"),
    check,
    law=("title_words",),
)
