"""The codes of reasons that a listing gives: a pause, and its end."""

from __future__ import annotations

LISTING: tuple[tuple[str, str, str], ...] = (
    (
        "INTAKE-PAUSED",
        "A re-evaluation paused it: nobody new is taken in",
        "have the re-evaluation that is due on the day that was set decided to continue; it may be "
        "begun before that day",
    ),
    (
        "TEACH-OUT",
        "Learners under way may be taught still",
        "wait for the day after the last day for them; where nobody is taught any more, close each "
        "accreditation with the reason first",
    ),
    (
        "TEACH-OUT-NZQA",
        "NZQA set the last day for learners under way",
        "ask NZQA for another, and record its letter: `record-teach-out`",
    ),
    (
        "TEACH-OUT-EARLIER",
        "The last day for learners under way becomes only later by our own word",
        "give a later day, or record NZQA's letter that sets an earlier one: `record-teach-out`",
    ),
)
"""Code, title, what meets it."""
