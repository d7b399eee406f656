"""All re-evaluations of a year in a grid: a line each, on two pages for sixty of them.

It is for whoever looks after many: what is due, how it stands, what it answered, what was decided
and what comes first. Each has its own page and report for more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.about import paper_about
from mcapproval.documents.answers import count, listed, words
from mcapproval.documents.content import Block, Document, Prose, TableBlock
from mcapproval.documents.reviews import counts
from mcapproval.documents.reviews.grid_facts import GridFacts, GridRow
from mcapproval.documents.typeface import BODY, BOLD, wide
from mcapproval.policy.small_counts import LEARNERS, LEFT_OUT, shown, sum_shown

COLUMNS = (
    "Micro-credential",
    "Ours",
    "Level, credits",
    "Due",
    "Form",
    "State",
    "Learners",
    "Completed",
    "Heard",
    "Needed",
    "Fit",
    "Decision",
    "First action",
)
SHARES = (33, 7, 7, 6, 5, 8, 6, 7, 5, 5, 11, 9, 19)

FORMS = {"yearly check": "check", "full review": "full"}
FITS = {
    "purpose": "purpose",
    "outcomes_at_level": "level",
    "credits_and_hours": "hours",
    "entry_and_pathways": "entry",
}
DECISIONS = {
    "continue": "continue",
    "continue-with-actions": "with actions",
    "change": "change",
    "migrate": "migrate",
    "pause": "pause",
    "not-needed": "not needed",
    "regulator-intervention": "NZQA steps in",
}
LONGEST_TITLE, LONGEST_STATE, LONGEST_ACTION = 22_500, 5_500, 13_000
"""What stands in one line of their columns, in thousandths of the size of the letters; the report
of each has the whole."""

TWO_PAGES = 66
"""Lines of one re-evaluation each that stand on two pages; a second line in one takes less."""
MORE = 0.8


def grid(facts: GridFacts) -> Document:
    return paper_about(
        facts,
        title=f"Re-evaluations due in {facts.year}",
        subtitle=facts.of,
        kind="Review grid",
        number=f"GRID-{facts.year}",
        blocks=_blocks(facts),
        lying=True,
    )


def _blocks(facts: GridFacts) -> Iterator[Block]:
    if not facts.rows:
        yield Prose(f"No re-evaluation falls due in {facts.year}.")
        return
    yield Prose(_summary(facts))
    room = LONGEST_TITLE if _too_long(facts.rows) else None
    rows = tuple(_line(facts, row, room) for row in facts.rows)
    yield TableBlock(COLUMNS, rows, shares=SHARES, dense=True, closest=True, row_heads=True)


def _summary(facts: GridFacts) -> str:
    decided = sum(bool(row.decision) for row in facts.rows)
    states = Counter(
        row.state[:1].lower() + row.state[1:] for row in facts.rows if not row.decision
    )
    rest = [f"{many} {state}" for state, many in states.items()]
    late = sum(row.due_on < facts.as_at and not row.decision for row in facts.rows)
    said = f"{count(len(facts.rows), 're-evaluation')}: {listed([f'{decided} decided', *rest])}."
    overdue = f" Overdue on {spoken(facts.as_at)}: {late}." if late else ""
    small = ""
    if facts.share_at_least:
        small = f" Counts of people from 1 to {facts.share_at_least - 1} are not shown."
    key = (
        "Check is our own yearly one, full is NZQA's too; completed is of those no longer active, "
        "or how many did; heard is how many answered; ? is not known; a decision in brackets is "
        "only proposed."
    )
    cut = " Titles that go on are cut after their first line." if _too_long(facts.rows) else ""
    return f"{said}{overdue}{small} {key}{_recorded(facts)}{cut}"


def _recorded(facts: GridFacts) -> str:
    """Where learners are from that no re-evaluation was answered for."""
    marks = {_mark(facts, row): row.recorded_of for row in facts.rows if row.recorded_of}
    told = [f"{mark} of {marks[mark]}" for mark in sorted(marks)]
    return f" Not answered, but recorded deliveries: {listed(told)}." if told else ""


def _mark(facts: GridFacts, row: GridRow) -> str:
    if row.recorded_of is None:
        return ""
    return "*" if row.recorded_of == facts.year else "**"


def _too_long(rows: Sequence[GridRow]) -> bool:
    """Whether they stand on two pages, and would not with each title in full."""
    second = sum(wide(row.title, BOLD) > LONGEST_TITLE for row in rows)
    return len(rows) <= TWO_PAGES < len(rows) + MORE * second


def _line(facts: GridFacts, row: GridRow, room: int | None) -> tuple[str, ...]:
    learners, completed = _counts(row, facts.share_at_least)
    return (
        _short(row.title, room, BOLD) if room else row.title,
        row.listing,
        f"{_said(row.level)}, {_said(row.credits)}",
        _day(row.due_on),
        FORMS.get(row.form, row.form),
        _short(row.state, LONGEST_STATE),
        f"{learners}{_mark(facts, row)}",
        completed,
        _heard(row, facts.share_at_least),
        row.still_needed or "-",
        _fit(row),
        _decision(row),
        _action(row),
    )


def _counts(row: GridRow, least: int) -> tuple[str, str]:
    """Enrolments, and completions of those no longer active; no rate where a count is hidden."""
    sums = {
        "enrolments": row.enrolments,
        "withdrawals": row.withdrawals,
        "completions": row.completions,
        "still_active": row.still_active,
    }
    if least:
        told = shown(sums, least, LEARNERS)
        if any(told[key] != counts.shown(sums[key]) for key in sums):
            return _hidden(told["enrolments"]), _in_number(_hidden(told["completions"]))
    if row.enrolments == 0:
        return "0", "-"
    return _said(row.enrolments), _rate(row)


def _heard(row: GridRow, least: int) -> str:
    if not least or row.heard is None:
        return _said(row.heard)
    return _hidden(sum_shown(row.answered or (row.heard,), least))


def _hidden(told: str) -> str:
    return {counts.UNKNOWN: "?", LEFT_OUT: "hidden"}.get(told, told.replace("fewer than", "<"))


def _rate(row: GridRow) -> str:
    told = counts.rate_of_done(row.completions, row.enrolments, row.still_active)
    if told == counts.UNKNOWN:
        return _in_number(_said(row.completions))
    return "none yet" if told.startswith("nobody") else told


def _in_number(told: str) -> str:
    """So that it is not taken for a share, which stands in the same column."""
    return f"{told} did" if told.isdecimal() else told


def _said(value: int | None) -> str:
    return "?" if value is None else str(value)


def _fit(row: GridRow) -> str:
    if row.denied:
        return f"no: {', '.join(FITS[key] for key in row.denied)}"
    return "yes" if row.fit_answered else "-"


def _decision(row: GridRow) -> str:
    if row.decision:
        return DECISIONS.get(row.decision, words(row.decision))
    if row.proposed:
        return f"({DECISIONS.get(row.proposed, words(row.proposed))})"
    return "-"


def _action(row: GridRow) -> str:
    if not row.first_action:
        return "-"
    due = f"{_day(row.first_action_due)}: " if row.first_action_due else ""
    return _short(f"{due}{row.first_action}", LONGEST_ACTION)


def _day(day: date) -> str:
    """Such as 11 Aug: the year is that of the paper, or the one after it."""
    number, month, _ = spoken(day).split()
    return f"{number} {month[:3]}"


def _short(text: str, longest: int, face: str = BODY) -> str:
    """The beginning of a text, up to a word, where the whole of it does not stand in one line."""
    parts = text.split()
    if wide(" ".join(parts), face) <= longest:
        return " ".join(parts)
    while len(parts) > 1 and wide(f"{' '.join(parts)}\u2026", face) > longest:
        parts.pop()
    return f"{' '.join(parts)}\u2026"
