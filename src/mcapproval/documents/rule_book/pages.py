"""The files of the book: names and bytes, the same for the same facts."""

from __future__ import annotations

from mcapproval.documents.rule_book.clause import text_file
from mcapproval.documents.rule_book.facts import RuleBook
from mcapproval.documents.rule_book.index_page import index_page
from mcapproval.documents.rule_book.other_pages import (
    judged_page,
    levels_page,
    text_page,
    texts_page,
    values_page,
)
from mcapproval.documents.rule_book.rules_page import rules_page
from mcapproval.shipped import in_room


def pages(book: RuleBook) -> dict[str, bytes]:
    """Every file by its name."""
    files = {
        "index.html": index_page(book),
        "rules.html": rules_page(book),
        "texts.html": texts_page(book),
        "values.html": values_page(book),
        "judged.html": judged_page(book),
        **{text_file(text.slug): text_page(book, text) for text in book.texts},
    }
    if book.levels:
        files["levels.html"] = levels_page(book)
    style = in_room("documents", "rule_book").joinpath("style.css").read_text("utf-8")
    return {name: text.encode() for name, text in {**files, "style.css": style}.items()}
