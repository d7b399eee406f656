"""Codes that people meet and that are no rules: what is said of a file, and why a move waits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mcapproval.actions.rulebook.reason_codes import REASONS

Kind = Literal["form", "reason", "records"]


@dataclass(frozen=True, slots=True)
class OtherCode:
    """`kind` is `form` (a finding on how a file is written), `reason` (why not yet) or `records` (a
    finding on what is recorded)."""

    code: str
    kind: Kind
    title: str
    why: str
    mend: str


KINDS: dict[Kind, str] = {
    "form": "This is no rule and nobody's law. It says that the file can't be understood, or taken "
    "in, as it stands, so nothing else can be said of that place. It is asked by the form of the "
    "file and can't be waived.",
    "reason": "This is no rule on a draft. It is a condition of a step in the workflow: it says "
    "why a case can't go on yet.",
    "records": "This is no rule on a draft. It is found where what is recorded of a "
    "micro-credential is held to NZQA's rules beside all others in the records.",
}

TOLD_ONLY = (
    "This is no rule and nobody's law. It tells of something in the file that may be meant "
    "otherwise than it is read. The file is understood, and taken in all the same."
)

WARNS = ("FORM-NOTE", "FORM-QUOTES", "FORM-OUTSIDE", "FORM-COMMENT", "FORM-FIELD")
"""Codes of `form` that refuse nothing."""

_CODES: tuple[tuple[str, Kind, str, str], ...] = (
    (
        "FORM-KEY",
        "form",
        "A key that the form does not have",
        "correct the spelling, or move it where it belongs; a draft made by "
        "`mcapproval draft new FILE` has every key with a comment",
    ),
    ("FORM-MISSING", "form", "A key without which nothing can be read", "write it"),
    (
        "FORM-CHOICE",
        "form",
        "A word that is not among the choices",
        "write one of the words that the finding names",
    ),
    ("FORM-DATE", "form", "Not a day", "write year-month-day, such as 2026-11-21"),
    (
        "FORM-FORMAT",
        "form",
        "Not written in the form that is needed there",
        "write it as the finding shows",
    ),
    (
        "FORM-FILE",
        "form",
        "A file that is named and can't be taken in",
        "put the file where the finding says, or take the line out until you have it; the draft "
        "is opened with every file that it names, so it is refused without one of them",
    ),
    ("FORM-LONG", "form", "A text that is too long", "shorten it, or attach it as a file"),
    (
        "FORM-NAME",
        "form",
        "A person's name outside `people:`",
        "put the name under `people:` and write its id, such as person-1, everywhere else; leave "
        "it out of a title",
    ),
    (
        "FORM-PATH",
        "form",
        "A file named in a way that can't be followed",
        "name a file inside the folder of the draft",
    ),
    (
        "FORM-PERSON",
        "form",
        "What tells of a person in the answers of a re-evaluation",
        "take it out, and write what it says without naming anybody: only counts, roles and bodies "
        "are kept",
    ),
    (
        "FORM-REFERENCE",
        "form",
        "An id that stands nowhere else",
        "write what the id stands for, or correct the id",
    ),
    (
        "FORM-TEXT",
        "form",
        "A standing text that is not there in that version, or of which there is a newer one",
        "name a version that is there: `mcapproval text list` tells which; or write the text "
        "itself",
    ),
    (
        "FORM-NOTE",
        "form",
        "A note behind a # on the line of an answer in a text file",
        "look whether it belongs to the answer: then put the whole answer in quotes, else write "
        "the note on a line of its own",
    ),
    (
        "FORM-QUOTES",
        "form",
        "Word's quotes around the whole of an answer in a text file",
        "leave them out, or write straight ones: these are taken as letters of the answer",
    ),
    (
        "FORM-OUTSIDE",
        "form",
        "A text in a Word form that stands in none of its fields",
        "move it into the field that it answers; left where it is, it is kept as a comment",
    ),
    (
        "FORM-COMMENT",
        "form",
        "A comment in the margin of a Word form",
        "nothing needs to be done: it is kept with the application as a comment",
    ),
    (
        "FORM-TRACKED",
        "form",
        "A tracked change in a Word form that nobody has decided on",
        "accept or reject it in Word under Review, stop tracking, and save the form again",
    ),
    (
        "FORM-TWICE",
        "form",
        "A field or a number that stands twice in a Word form and says two things",
        "keep one of the two, and put into it what both say",
    ),
    (
        "FORM-FIELD",
        "form",
        "A field that the Word form had and has no more",
        "where it is needed, copy it from a new form: `mcapproval draft new FORM.docx`",
    ),
    (
        "UNREADABLE",
        "form",
        "A file that can't be read or parsed",
        "do what stands beside the message, then check again",
    ),
    (
        "NZQA-NUMBER",
        "records",
        "NZQA's number of a micro-credential is missing, or two have the same",
        "look it up on NZQA's register, and record or put it right: `import correct`",
    ),
    *((code, "reason", title, mend) for code, title, mend in REASONS),
)

OTHER_CODES: dict[str, OtherCode] = {
    code: OtherCode(code, kind, title, TOLD_ONLY if code in WARNS else KINDS[kind], mend)
    for code, kind, title, mend in _CODES
}
