"""REV-CONTENT: what a re-evaluation must answer before it can be decided.

NZQA's page asks the developer whether there is still evidence of need and whether updates are
needed, and the provider for learner outcomes and its own capability, with input from community,
iwi, industry and accredited providers. The form's own questions were not readable; these are ours.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import written
from mcapproval.rules.deliveries import words
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

ASKED: tuple[tuple[str, str, str], ...] = (
    ("/need/still_needed", "whether it is still needed", "answer yes, no or unsure"),
    ("/need/evidence", "new evidence of the need", "add at least one dated item"),
    ("/currency", "what changed in standards, law or practice", "list it, or write [] for nothing"),
    ("/delivery", "what was delivered", "give the counts for each provider"),
    ("/assessment/moderation", "how assessment was moderated", "say what was done and found"),
    ("/feedback", "feedback of learners and industry", "say who, when, how many"),
    ("/consulted", "who was asked", "list each organisation with how and when"),
    ("/fit/purpose/answer", "whether the purpose is still met", "answer yes or no"),
    ("/fit/outcomes_at_level/answer", "whether outcomes are at the level", "answer yes or no"),
    ("/fit/credits_and_hours/answer", "whether credits and hours are right", "answer yes or no"),
    ("/fit/entry_and_pathways/answer", "whether entry and pathways are right", "answer yes or no"),
    ("/proposal/decision", "what is proposed", "propose continue, change or not-needed"),
    ("/proposal/reasons", "why that is proposed", "give the reasons"),
)
MODERATION, BY_PROVIDERS = "/assessment/moderation", "/assessment/providers"
"""Where providers answered how they moderated, it need not be said once more."""

OF_EACH: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
    (
        "/delivery",
        "provider",
        ("enrolments", "withdrawals", "completions", "still_active"),
        "give each count, or write: not known",
    ),
    ("/actions_before", "what", ("status",), "say what became of it"),
    ("/consulted", "organisation", ("how", "when"), "say how and when they were asked"),
)
"""Lists whose entries are known before anybody answers, and what is asked of each."""

NONE_IS_AN_ANSWER = ("/delivery", "/currency")
"""An empty list there says that nothing was delivered, or changed."""


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    told = draft.rows(BY_PROVIDERS)
    for path, what, mend in ASKED:
        value = draft.get(path)
        if written(value) or (value == [] and path in NONE_IS_AN_ANSWER):
            continue
        if path == MODERATION and any(written(row.get("moderation")) for _, row in told):
            continue
        yield Remark(path, f"not answered: {what}", mend)
    for path, whose, keys, mend in OF_EACH:
        for at, row in draft.rows(path):
            missing = [key.replace("_", " ") for key in keys if not _given(row.get(key))]
            if missing and not written(row.get("not_delivered")):
                name = words(row, whose) or "an entry"
                yield Remark(at, f"not answered: {', '.join(missing)} of {name}", mend)


def _given(value: object) -> bool:
    """Whether there is an answer: nought is one."""
    return isinstance(value, int) or written(value)


RULE = Rule(
    "REV-CONTENT",
    "Every part of a re-evaluation answered",
    (*(path for path, _, _ in ASKED), BY_PROVIDERS, "/actions_before"),
    check,
    about="review",
    track="review",
)
