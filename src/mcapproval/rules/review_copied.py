"""REV-COPIED: evidence of need in a re-evaluation is neither the application's nor the last one's.

That something was needed once shows no need now. An item is the same where its file is, or where
it is from the same body or source and of the same day, or says the same in the same words,
whatever day it bears. It is remarked on; to continue on it is refused, as that rests on a need of
today, and what is not needed may be decided all the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import called, written
from mcapproval.rules.deliveries import Row, day, words
from mcapproval.rules.folding import folded
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

MEND = "ask those who need it again, and put what they say now in its place"
SAYS = (
    "ask them again; where they say the same, write what was asked now, of whom, and what they "
    "answered"
)
ASKS = "our policy asks for evidence that was gathered afresh, and refuses to continue on it"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    yield from copied(draft)


def copied(draft: Draft) -> Iterator[Remark]:
    before = [row for _, row in draft.rows("/case/evidence_before")]
    files = draft.get("/case/evidence_files")
    hashes = files if isinstance(files, dict) else {}
    for path, row in draft.rows("/need/evidence"):
        digest = hashes.get(path)
        same = next((b for b in before if digest and words(b, "digest") == digest), None)
        if same is not None:
            yield Remark(
                f"{path}/file",
                f"the file of {called(row, 'an item')} is that of {_told(same)}; {ASKS}",
                MEND,
            )
            continue
        theirs = [b for b in before if _giver(row) and _same(_giver(row), _giver(b))]
        dated = day(row, "dated")
        same = next((b for b in theirs if dated and dated == day(b, "dated")), None)
        if same is not None and dated:
            yield Remark(
                f"{path}/dated",
                f"what {_giver(row)} said on {spoken(dated)} is in {_told(same)} already; {ASKS}",
                MEND,
            )
            continue
        said = words(row, "says") if written(row.get("says")) else ""
        same = next((b for b in theirs if _same(said, words(b, "says"))), None)
        if same is not None:
            yield Remark(
                f"{path}/says",
                f"what {_giver(row)} says is word for word in {_told(same)} already; {ASKS}",
                SAYS,
            )


def _same(text: str, before: str) -> bool:
    """Whether two texts are the same words, in whatever letters, spaces and marks."""
    return folded(text) == folded(before) != ""


def _giver(row: Row) -> str:
    of = row.get("from")
    return words(of, "organisation") or words(of, "source") if isinstance(of, dict) else ""


def _told(before: Row) -> str:
    return words(before, "told") or "an earlier one"


RULE = Rule(
    "REV-COPIED",
    "Evidence of need gathered afresh",
    ("/need/evidence", "/case/evidence_before", "/case/evidence_files"),
    check,
    about="review",
    track="review",
)
