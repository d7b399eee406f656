"""REV-WATCH: each standard, Act, page, contact and body that the application names is asked about.

What is named is known from the records, so that an answer file which leaves one out is seen. Yes is
an answer and needs no more; what is gone or changed needs a note of what is done about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.draft.named import ASKS, known_by
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.deliveries import Row, words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

NOTED = ("no", "changed")


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    rows = draft.rows("/watch")
    answered = {_key(row) for _, row in rows if written(words(row, "answer"))}
    asked = [row for _, row in draft.rows("/case/watch")] or [row for _, row in rows]
    missing = [row for row in asked if words(row, "what") and _key(row) not in answered]
    if missing:
        names = "; ".join(_named(row) for row in missing)
        which = "one thing" if len(missing) == 1 else f"{len(missing)} things"
        yield Remark(
            "/watch",
            f"not answered: whether {which} that the application names still hold{_s(missing)}: "
            f"{names}; our policy asks about each by name",
            "answer each with yes, no, changed or unsure under watch",
        )
    for path, row in rows:
        answer = words(row, "answer")
        if answer in NOTED and not written(words(row, "note")):
            yield Remark(
                f"{path}/note",
                f"{_named(row)}: {answer}, and it is not said what that means for the "
                "micro-credential; our policy asks for a note",
                "say under note what changed and what is done about it",
            )


def _s(missing: list[Row]) -> str:
    return "s" if len(missing) == 1 else ""


def _named(row: Row) -> str:
    what = words(row, "what") or "something"
    return f"the contact of {what}" if words(row, "kind") == "contact" else what


def _key(row: Row) -> tuple[str, str]:
    kind = words(row, "kind")
    return known_by(kind if kind in ASKS else "", words(row, "what"))


RULE = Rule(
    "REV-WATCH",
    "What the application names is asked about by name",
    ("/watch", "/case/watch"),
    check,
    about="review",
    track="review",
)
