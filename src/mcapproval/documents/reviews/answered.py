"""What a re-evaluation answers, question by question; where nobody answered, that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.addresses import apart
from mcapproval.documents.answers import UNWRITTEN, count, dollars, words
from mcapproval.documents.answers import day as written_day
from mcapproval.documents.answers import shown as written
from mcapproval.documents.content import Block, Bullets, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.reviews import counts
from mcapproval.documents.reviews.facts import ReviewFacts

NOT_ANSWERED = "Not answered yet."

FITS = {
    "purpose": "The purpose is still met",
    "outcomes_at_level": "The outcomes are right and at the level",
    "credits_and_hours": "Credits and hours are right",
    "entry_and_pathways": "Entry and pathways are right",
}


def shown(value: Any) -> str:
    """A value as text; a part of an answer that is left out is not known."""
    return written(value).replace(UNWRITTEN, counts.UNKNOWN)


def day(value: Any) -> str:
    return written_day(value).replace(UNWRITTEN, "day not known")


def _text(facts: ReviewFacts, label: str, path: str) -> Block:
    return Labelled(label, facts.answers.text(path) or NOT_ANSWERED)


def _rows(facts: ReviewFacts, path: str) -> list[dict[str, Any]]:
    return [row for _, row in facts.answers.rows(path)]


def _table(facts: ReviewFacts, path: str, none: str, table: TableBlock) -> Block:
    """The table; where it has no row, whether there is none or nobody said."""
    if table.rows:
        return table
    told = NOT_ANSWERED if facts.answers.get(path) is None else none
    return Labelled(table.caption, told) if table.caption else Prose(told)


def assessment(facts: ReviewFacts) -> Iterator[Block]:
    """Ours, then what each provider told; ours is not asked for where they told."""
    yield Heading(1, "Assessment and moderation")
    rows = _rows(facts, "/assessment/providers")
    if not rows or facts.answers.text("/assessment/moderation"):
        yield _text(facts, "Moderation, internal and external", "/assessment/moderation")
        yield _text(facts, "What it showed", "/assessment/result")
        yield _text(facts, "What was done about it", "/assessment/actions")
    for row in rows:
        yield Heading(2, facts.named(row.get("provider")) or counts.UNKNOWN)
        read = {key: counts.shown(counts.number(row, key)) for key in ("internal", "external")}
        yield Prose(
            f"Pieces of work moderated by its own people: {read['internal']}; by others: "
            f"{read['external']}."
        )
        yield Labelled("Moderation, internal and external", shown(row.get("moderation")))
        yield Labelled("What it showed", shown(row.get("result")))
        yield Labelled("What was done about it", shown(row.get("actions")))


def feedback(facts: ReviewFacts) -> Iterator[Block]:
    yield Heading(1, "Feedback")
    rows = _rows(facts, "/feedback")
    if not rows:
        yield Prose(
            NOT_ANSWERED if facts.answers.get("/feedback") is None else "None was asked for."
        )
    for row in rows:
        yield Heading(2, shown(facts.named(row.get("from"))))
        answered = row.get("n")
        many = count(answered, "answer") if type(answered) is int else "number of answers not known"
        score = f", {row['score'].strip()}" if isinstance(row.get("score"), str) else ""
        yield Prose(f"{shown(row.get('method'))}, {day(row.get('when'))}: {many}{score}.")
        themes = row.get("themes")
        if isinstance(themes, list) and themes:
            yield Bullets(tuple(shown(theme) for theme in themes))
        else:
            yield Prose("No theme is recorded.")


def need(facts: ReviewFacts) -> Iterator[Block]:
    yield Heading(1, "Need")
    yield Labelled("Still needed", still_needed(facts))
    rows = _rows(facts, "/need/evidence")
    if not rows:
        asked = facts.answers.get("/need/evidence") is not None
        told = "None was gathered." if asked else NOT_ANSWERED
        yield Labelled("Evidence gathered afresh", told)
    for row in rows:
        giver, dated = _giver(facts, row.get("from")), day(row.get("dated"))
        kind = words(row.get("type")).capitalize()
        whose, links = apart(giver)
        yield Labelled(f"{kind}, {dated}, from {whose or 'a page'}", shown(row.get("says")))
        yield from links
    searched = facts.answers.get("/need/duplication/searched")
    when = f", {day(searched)}" if searched else ""
    result = facts.answers.text("/need/duplication/result") or NOT_ANSWERED
    yield Labelled(f"Search for learning of the same kind{when}", result)


def still_needed(facts: ReviewFacts) -> str:
    told = facts.answers.get("/need/still_needed")
    return words(told).capitalize() if told else "Not known"


def _giver(facts: ReviewFacts, giver: Any) -> str:
    if not isinstance(giver, dict):
        return counts.UNKNOWN
    return facts.named(giver.get("organisation")) or shown(giver.get("source"))


def currency(facts: ReviewFacts) -> Iterator[Block]:
    yield Heading(1, "Currency, and changes made")
    rows = tuple((shown(r.get("what")), shown(r.get("effect"))) for r in _rows(facts, "/currency"))
    table = TableBlock(("What changed", "Effect"), rows, "What changed around it", (2, 3))
    yield _table(facts, "/currency", "Nothing changed around it.", table)
    made = tuple((_made(facts, r), words(r.get("size"))) for r in _rows(facts, "/changes_made"))
    table = TableBlock(("Change", "Size"), made, "Changes made in the period", (5, 1))
    yield _table(facts, "/changes_made", "No change was made in the period.", table)


def _made(facts: ReviewFacts, row: dict[str, Any]) -> str:
    """A change, with the provider that told of it."""
    whose = facts.named(row.get("provider"))
    return f"{shown(row.get('what'))} ({whose})" if whose else shown(row.get("what"))


WATCHED = {"no": "No", "changed": "Changed", "unsure": "Not sure"}


def watched(facts: ReviewFacts) -> tuple[int, list[dict[str, Any]]]:
    """How many things that are named were asked about, and those that do not simply stand."""
    rows = [row for row in _rows(facts, "/watch") if row.get("answer")]
    return len(rows), [row for row in rows if row.get("answer") in WATCHED]


def named(row: dict[str, Any]) -> str:
    what = shown(row.get("what"))
    return f"{what} (the contact there)" if row.get("kind") == "contact" else what


def watch(facts: ReviewFacts) -> Iterator[Block]:
    """What the application names: that it was asked about, and what became of it."""
    if facts.answers.get("/watch") is None:
        return
    yield Heading(1, "What the application names")
    asked, found = watched(facts)
    stand = asked - len(found)
    yield Prose(
        f"{count(asked, 'thing')} that the application names, such as standards, Acts, pages and "
        f"partners, {'was' if asked == 1 else 'were'} asked about by name; "
        f"{stand} {'stands' if stand == 1 else 'stand'} as named."
    )
    rows = tuple((named(r), WATCHED[r["answer"]], shown(r.get("note") or "-")) for r in found)
    if rows:
        yield TableBlock(("What", "Still so", "Note"), rows, shares=(5, 2, 6), row_heads=True)


def fits(facts: ReviewFacts) -> tuple[tuple[str, str], ...]:
    """The four questions of fit, each with its answer."""
    told = {key: facts.answers.text(f"/fit/{key}/answer") for key in FITS}
    return tuple((FITS[key], said.capitalize() or "Not known") for key, said in told.items())


def fit(facts: ReviewFacts) -> Iterator[Block]:
    """The same with the reasons."""
    yield Heading(1, "Fit")
    reasons = (facts.answers.text(f"/fit/{key}/reason") or "-" for key in FITS)
    rows = tuple((*said, why) for said, why in zip(fits(facts), reasons, strict=True))
    yield TableBlock(("Question", "Answer", "Why"), rows, shares=(5, 2, 8))


def texts(facts: ReviewFacts) -> Iterator[Block]:
    if facts.answers.text("/culture"):
        yield Heading(1, "Te Tiriti, mātauranga Māori and culture")
        yield Prose(facts.answers.text("/culture"))
    figures = facts.answers.get("/viability_figures")
    if facts.answers.text("/viability") or figures:
        yield Heading(1, "Viability")
        yield Prose(facts.answers.text("/viability") or NOT_ANSWERED)
    if isinstance(figures, dict) and figures:
        told = (
            ("Income", dollars(figures.get("income")).replace(UNWRITTEN, counts.UNKNOWN)),
            ("Cost", dollars(figures.get("cost")).replace(UNWRITTEN, counts.UNKNOWN)),
            ("Least number of learners", shown(figures.get("least_numbers"))),
        )
        yield TableBlock(("What", "Figure"), told, shares=(2, 5), row_heads=True)


def actions(facts: ReviewFacts) -> Iterator[Block]:
    yield Heading(1, "Actions")
    before = tuple(
        (shown(r.get("what")), words(r.get("status"))) for r in _rows(facts, "/actions_before")
    )
    table = TableBlock(("Action", "Status"), before, "Of the last re-evaluation", (5, 2))
    yield _table(facts, "/actions_before", "The last re-evaluation left no action.", table)
    rows = tuple(
        (shown(r.get("what")), shown(facts.whose(r.get("owner"))), day(r.get("due")))
        for r in _rows(facts, "/actions")
    )
    table = TableBlock(("Action", "Owner", "Due"), rows, "Proposed now", (6, 3, 3))
    yield _table(facts, "/actions", "No action is proposed.", table)


def consulted(facts: ReviewFacts) -> Iterator[Block]:
    yield Heading(1, "Who was asked")
    rows = tuple(
        (
            facts.named(r.get("organisation")) or counts.UNKNOWN,
            shown(r.get("how")),
            day(r.get("when")),
            counts.shown(counts.number(r, "responses")),
        )
        for r in _rows(facts, "/consulted")
    )
    table = TableBlock(("Who", "How", "When", "Answers"), rows, shares=(6, 4, 4, 2))
    yield _table(facts, "/consulted", "Nobody was asked.", table)
