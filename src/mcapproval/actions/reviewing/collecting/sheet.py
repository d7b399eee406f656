"""The sheet that goes out to one provider. Every answer in it is empty: none is pre-accepted."""

from __future__ import annotations

from mcapproval.actions.reviewing.collecting.asked import Asked
from mcapproval.actions.reviewing.collecting.questions import (
    ABOUT,
    ANSWER,
    COUNTED,
    FORMAT,
    HEAD,
    HOW,
    KEY,
    KNOWN,
    OURS,
    SHEET,
    WORDS,
    Question,
)
from mcapproval.clock import spoken
from mcapproval.sheets.writing import SheetOut

WIDTHS = (29, 60, 30, 40, 30, 14, 24)


def sheet_for(asked: Asked, provider: str) -> SheetOut:
    known = asked.known(provider)
    rows = [
        *(_row(key, words, value) for key, (words, value) in about(asked, provider).items()),
        *(_row(key, words, "") for key, words in HOW.items()),
        *(_row(q.key, q.asks, _known(q, known)) for q in OURS),
    ]
    first = len(rows) - len(OURS)
    return SheetOut(
        SHEET,
        HEAD,
        rows,
        WIDTHS,
        locked=frozenset((KEY, WORDS, KNOWN)),
        choices_at={(first + at, ANSWER): q.choices for at, q in enumerate(OURS) if q.choices},
    )


def about(asked: Asked, provider: str) -> dict[str, tuple[str, str]]:
    """What a sheet is, by the key of its row: in words, and as it is known again."""
    number = f"NZQA number {asked.number}" if asked.number else "no NZQA number recorded"
    told = (
        ("How this sheet is known again", FORMAT),
        ("Re-evaluation", asked.ref),
        ("Micro-credential, and its number", f"{asked.title} ({number})"),
        (f"Provider: {asked.providers[provider]}", provider),
        (
            f"Period: {spoken(asked.first)} to {spoken(asked.last)}",
            f"{asked.first} to {asked.last}",
        ),
        (f"Please answer by {spoken(asked.answer_by)}{_late(asked)}", asked.answer_by.isoformat()),
    )
    return dict(zip(ABOUT, told, strict=True))


def _late(asked: Asked) -> str:
    """Where it is asked so late that the answers can't be there in time."""
    if asked.answer_by <= asked.due:
        return ""
    return f", sooner if you can: this re-evaluation was to be done by {spoken(asked.due)}"


def _known(question: Question, known: dict[str, str]) -> str:
    found = known.get(question.key, "")
    return found or ("nothing" if question.key in ("cohorts", *COUNTED) else "")


def _row(key: str, words: str, known: str) -> tuple[str | None, ...]:
    return (key, words, known or None, *(None for _ in HEAD[ANSWER:]))
