"""What a sheet asks of an accredited provider, row by row.

NZQA says that its questions 3.1 to 3.3 and 3.5 may need what only accredited providers hold. Their
wording was not to be read, so these are ours. A question's key stays the same for good: a sheet
that comes back is read by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FORMAT = "collect/1"
SHEET = "Answers"
HEAD = (
    "Question",
    "In words",
    "What our records have",
    "Answer",
    "Where it is from",
    "Taken out on",
    "Supplied by",
)
KEY, WORDS, KNOWN, ANSWER, SOURCE, TAKEN, SUPPLIER = range(len(HEAD))

NOT_KNOWN = "not known"
ABOUT = ("format", "review", "credential", "provider", "period", "answer by")
"""The rows that say what a sheet is; the first two and the provider know it again."""

HOW = {
    "how 1": "Write in the column Answer only what you know. `not known` is an answer: it is not "
    "zero, and no empty cell.",
    "how 2": "Counts only, never a learner's name, number or e-mail address. People are roles or "
    "units, such as programme manager.",
    "how 3": "Beside each count: the system or list it is from, the day it was taken out, and the "
    "role that supplied it. Where these three are empty they are those of the count above.",
    "how 4": "Days are written as 2027-06-30, and put into a cell as a date, not as text. No "
    "formulas, and no columns, rows or sheets of your own.",
    "how 5": "What our records have is to compare with: it counts as no answer.",
}

Kind = Literal["count", "text", "lines", "day", "choice"]


@dataclass(frozen=True, slots=True)
class Question:
    """`needed` says that an empty answer is none; a question that `after` names is left out where
    the count of that key is zero.
    """

    key: str
    asks: str
    kind: Kind = "text"
    needed: bool = True
    after: str = ""
    choices: tuple[str, ...] = ()


COUNTED = {
    "enrolments": "enrolled",
    "withdrawals": "withdrawn",
    "completions": "completed",
    "completed_after_resubmission": "completed_after_resubmission",
    "still_active": "still_active",
    "reported": "reported",
}
"""The counts that deliveries in the records have too, by what they are called there."""

GROUPS = {"maori": "Māori", "pacific": "Pacific", "disabled": "disabled"}
"""Priority groups, by their key in the answers."""

OURS: tuple[Question, ...] = (
    Question("cohorts", "How many cohorts began in the period?", "count"),
    Question("enrolments", "How many learners enrolled?", "count"),
    Question("withdrawals", "How many of them withdrew?", "count"),
    Question("completions", "How many completed?", "count"),
    Question(
        "completed_after_resubmission",
        "How many of those who completed handed in a second time?",
        "count",
    ),
    Question(
        "still_active",
        "How many are still active: neither withdrawn nor completed at the end of the period?",
        "count",
    ),
    Question("moderated_internal", "How many pieces of work did your people moderate?", "count"),
    Question("moderated_external", "How many pieces of work did others moderate?", "count"),
    Question("reported", "Of how many who completed were results reported to NZQA?", "count"),
    *(
        Question(f"{key}_{what}", f"How many {name} learners {said}?", "count")
        for key, name in GROUPS.items()
        for what, said in (("enrolments", "enrolled"), ("completions", "completed"))
    ),
    Question("not_delivered", "If it was not delivered in the period: why not?", needed=False),
    Question("sites", "At which sites, or online? One on each line.", "lines", after="cohorts"),
    Question(
        "moderation", "What moderation was done, internal and external? Write `none` for none."
    ),
    Question("moderation_result", "What did moderation show?"),
    Question("moderation_actions", "What was done about it?"),
    Question("learners_n", "How many learners gave feedback?", "count"),
    Question(
        "learners_source", "How were learners asked: a survey, a hui, ...?", after="learners_n"
    ),
    Question("learners_on", "On which day were they asked?", "day", after="learners_n"),
    Question(
        "learners_score",
        "Their headline score with its scale, such as 4.6 of 5",
        needed=False,
        after="learners_n",
    ),
    Question(
        "learners_themes", "What did they say? One theme on each line.", "lines", after="learners_n"
    ),
    Question("employers_n", "How many employers gave feedback?", "count"),
    Question("employers_from", "Which employers or bodies, by name?", after="employers_n"),
    Question("employers_source", "How were employers asked?", after="employers_n"),
    Question("employers_on", "On which day were they asked?", "day", after="employers_n"),
    Question(
        "employers_themes",
        "What did they say? One theme on each line.",
        "lines",
        after="employers_n",
    ),
    Question(
        "changes_minor",
        "Small changes made in the period, one on each line. Write `none` for none.",
        "lines",
    ),
    Question(
        "changes_significant",
        "Significant changes made in the period, one on each line. Write `none` for none.",
        "lines",
    ),
    Question(
        "capability",
        "Can you go on delivering it (people, places, equipment)? yes / with changes / no",
        "choice",
        choices=("yes", "with changes", "no"),
    ),
    Question("capability_reason", "Why, or with which changes?"),
    Question("answered_by", "Who answers for the provider? A role or unit, never a name."),
    Question("answered_on", "On which day?", "day"),
)

BY_KEY = {question.key: question for question in OURS}
COUNTS = tuple(question.key for question in OURS if question.kind == "count")
NO_FIGURE = ("learners_n", "employers_n")
"""Counts whose source is asked for by a question of its own."""
