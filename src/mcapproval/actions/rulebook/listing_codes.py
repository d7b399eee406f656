"""The codes of reasons that a listing gives: a pause, its end, and NZQA's numbers of it."""

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
    (
        "NUMBER-TAKEN",
        "Another micro-credential has NZQA's number",
        "look at the letter again; where the other one is wrong, put it right: `import correct`",
    ),
    (
        "NUMBER-KEPT",
        "A micro-credential keeps its number of NZQA",
        "leave the number out; where the one that stands is wrong, put it right: `import correct`; "
        "where NZQA's letter gives it another, record that: `record-version`",
    ),
    (
        "REFERENCE-TAKEN",
        "Another application has that reference",
        "look at the letter again: each application has a reference of its own",
    ),
    (
        "VERSION-BACK",
        "The version that is listed has a higher number already",
        "look at the letter again; where the version that stands is wrong, put it right: "
        "`import correct`",
    ),
)
"""Code, title, what meets it."""
