"""What every page of the book has: head, the way to the other pages, and a foot."""

from __future__ import annotations

from mcapproval.clock import spoken
from mcapproval.documents.html.elements import Html, items, joined, tag
from mcapproval.documents.rule_book.facts import RuleBook

PAGES = {
    "index.html": "The book",
    "rules.html": "Every rule",
    "texts.html": "Rule texts",
    "values.html": "Values over time",
    "judged.html": "What people judge",
    "levels.html": "Levels",
}
"""The pages that every page leads to, in this order."""


def page(book: RuleBook, here: str, title: str, *parts: Html) -> str:
    """A whole page; `here` is its file, `title` its one heading of the first order."""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title if here == "index.html" else f"{title} - rule book"),
        tag("link", rel="stylesheet", href="style.css"),
    )
    body = tag(
        "body",
        link_over(),
        _header(book, here),
        "\n",
        tag("main", tag("h1", title), "\n", *parts, id="the_page", tabindex="-1"),
        "\n",
        _footer(book),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, chr(10), body, lang='en-NZ')}\n"


def link_over() -> Html:
    """For those who go by keyboard: past what is the same on every page."""
    return tag("a", "Skip to the content", href="#the_page", class_="skip")


def _header(book: RuleBook, here: str) -> Html:
    ways = (
        tag("a", name, href=file, aria_current="page" if file == here else None)
        for file, name in PAGES.items()
        if file != "levels.html" or book.levels
    )
    name = tag("p", f"Rule book for micro-credentials, {spoken(book.day)}")
    return tag("header", name, tag("nav", items(ways), aria_label="Pages of the book"))


def _footer(book: RuleBook) -> Html:
    return tag(
        "footer",
        tag(
            "p",
            "Made by mcapproval from its rule texts, as they stand on ",
            spoken(book.day),
            ". Clauses are told in our own words: it is the text behind each source that counts. "
            "This book does not speak for NZQA.",
        ),
        tag("p", "Hash of the rule book: ", tag("span", book.digest, class_="code")),
    )


def anchored(level: str, ident: str, *parts: str | Html) -> Html:
    """A heading that can be linked to."""
    return tag(level, joined(*parts), id=ident)
