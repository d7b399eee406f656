"""The pages of the texts, and those of values, levels and what people judge."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken as day_in_words
from mcapproval.documents.html.elements import Html, facts, items, joined, link, table, tag
from mcapproval.documents.rule_book.clause import address, clause_block, marks, text_file
from mcapproval.documents.rule_book.facts import LevelSet, OverTime, RuleBook
from mcapproval.documents.rule_book.frame import anchored, page
from mcapproval.documents.rule_book.marking import spoken
from mcapproval.documents.rule_book.rules_page import by_file, over_time
from mcapproval.documents.rule_book.wording import (
    ASKED_OF,
    CONFIDENCE,
    NO_CRITERION,
    period,
)
from mcapproval.policy.model import capital
from mcapproval.rules.texts import CRITERIA, Clause, Text


def texts_page(book: RuleBook) -> str:
    rows = (
        (
            link(text_file(text.slug), spoken(text.title)),
            capital(period(text.since, text.until)),
            str(len(text.clauses)),
            str(sum(1 for clause in text.clauses if clause.in_force(book.day))),
        )
        for text in book.texts
    )
    columns = ("Text", "In force", "Clauses", f"In force on {day_in_words(book.day)}")
    return page(
        book,
        "texts.html",
        "Rule texts",
        tag("p", "Each text clause by clause, in its own order and in our words.", class_="lead"),
        table("The texts", columns, rows, seen=False),
    )


def text_page(book: RuleBook, text: Text) -> str:
    told: list[tuple[str, Html | str]] = [
        ("In force", period(text.since, text.until)),
        ("Source", _address(text.source)),
    ]
    if text.numbering:
        told.append(("Numbering", spoken(text.numbering)))
    return page(
        book,
        text_file(text.slug),
        text.title,
        facts(told),
        tag("h2", "Clauses"),
        *(clause_block(clause, book.day, "h3", own_page=True) for clause in text.clauses),
    )


def values_page(book: RuleBook) -> str:
    files = list(by_file(book.values))
    return page(
        book,
        "values.html",
        "Values over time",
        tag(
            "p",
            "The figures and lists that the law has set, each with its days and its clause. A rule "
            "reads the one that holds on the day of the application.",
            class_="lead",
        ),
        tag(
            "nav",
            items(
                [
                    *(link(f"#{file[0].file}", file[0].title) for file in files),
                    link("#our-policy", OURS),
                ],
                "columns",
            ),
            aria_label="On this page",
        ),
        *(_of_file(file) for file in files),
        anchored("h2", "our-policy", OURS),
        tag("p", "A provider can be stricter than the law, never looser; none of this is NZQA's."),
        _settings(book),
    )


OURS = "What our own policy settles"


def _of_file(values: list[OverTime]) -> Html:
    return joined(
        anchored("h2", values[0].file, values[0].title),
        tag("p", f"{capital(values[0].unit)}.", class_="quiet") if values[0].unit else None,
        over_time(values, seen=False),
    )


def _settings(book: RuleBook) -> Html:
    rows = ((tag("span", s.key, class_="code"), s.title, s.shipped) for s in book.settings)
    return table(OURS, ("Setting", "What it says", "Shipped with"), rows, seen=False)


def judged_page(book: RuleBook) -> str:
    judged = [
        clause
        for text in book.texts
        if not text.example
        for clause in text.clauses
        if clause.in_force(book.day) and clause.judged_because is not None
    ]
    parts = [
        joined(anchored("h2", ident, name), *map(_judged, of))
        for ident, name, of in _parts(judged)
        if of
    ]
    lead = "What no code can check: for whoever reviews an application, criterion by criterion."
    return page(book, "judged.html", "What people judge", tag("p", lead, class_="lead"), *parts)


def _parts(judged: list[Clause]) -> Iterator[tuple[str, str, list[Clause]]]:
    """What is asked of an application by criterion, then what is asked of others."""
    for slug, name in (*CRITERIA.items(), (None, NO_CRITERION)):
        yield slug or "none", name, [c for c in judged if not c.asks_of and c.criterion == slug]
    for of, name in ASKED_OF.items():
        yield f"of-{of}", f"Asked of {name}", [c for c in judged if c.asks_of == of]


def _judged(clause: Clause) -> Html:
    return tag(
        "div",
        tag("h3", link(address(clause.id), spoken(capital(clause.asks)))),
        tag("p", marks(clause), clause.citation),
        tag("p", "For people, because ", spoken(clause.judged_because or ""), "."),
        class_="clause ours" if clause.asked_by == "policy" else "clause",
    )


def levels_page(book: RuleBook) -> str:
    return page(
        book,
        "levels.html",
        "Levels",
        tag(
            "p",
            "What each level asks for, in our own words; the level of a micro-credential is the "
            "one that fits best.",
            class_="lead",
        ),
        *(_level_set(levels) for levels in book.levels),
    )


def _level_set(levels: LevelSet) -> Html:
    return joined(
        tag("h2", levels.title),
        facts(
            (
                ("In force", period(levels.since, levels.until)),
                ("Source", _address(levels.source)),
            )
        ),
        tag("p", levels.unknown) if levels.unknown else None,
        table(
            f"{levels.title}: by level",
            ("Level", *(capital(name) for name in levels.dimensions), "How sure"),
            (
                (
                    str(row.level),
                    *(spoken(t or "not read") for t in row.told),
                    CONFIDENCE[row.confidence],
                )
                for row in levels.rows
            ),
            seen=False,
        ),
    )


def _address(source: str) -> Html:
    return link(source, source) if source.startswith("http") else tag("span", source)
