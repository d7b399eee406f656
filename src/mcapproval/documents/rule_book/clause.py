"""A clause on a page: who asks, what, since when, how sure that is, and where it stands."""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from urllib.parse import quote

from mcapproval.clock import spoken as day_in_words
from mcapproval.documents.html.elements import Html, joined, link, tag
from mcapproval.documents.rule_book.marking import spoken
from mcapproval.documents.rule_book.wording import CONFIDENCE, period, who_asks
from mcapproval.findings import SPOKEN
from mcapproval.policy.model import capital
from mcapproval.rules.texts import Clause, text_of

SEVERAL = 2
SHORT = 72
"""Characters of what a clause asks that a heading has room for."""


def text_file(slug: str) -> str:
    return f"text-{slug}.html"


def anchor(clause: Clause) -> str:
    """The part of a clause's id that is its own in its text."""
    return clause.id.partition("/")[2]


def address(clause_id: str) -> str:
    """Where a clause stands in the book."""
    slug, _, own = clause_id.partition("/")
    return f"{text_file(slug)}#{quote(own, safe='/().')}"


def rule_address(code: str) -> str:
    return f"rules.html#{quote(code)}"


def marks(clause: Clause) -> Html:
    """Who asks, the weight and how sure it is: in words, with a border that differs too."""
    ours = "mark ours" if clause.asked_by == "policy" else "mark"
    weight = tag("span", SPOKEN[clause.severity], class_="mark") if clause.checked_by else None
    unsure = (
        None
        if clause.confidence == "confirmed"
        else tag("span", CONFIDENCE[clause.confidence], class_="mark unsure")
    )
    return joined(tag("span", who_asks(clause), class_=ours), " ", weight, " ", unsure)


def heading(clause: Clause) -> str:
    """Its citation; with what it asks in short where several of its text are cited alike."""
    alike = [other for other in text_of(clause).clauses if other.citation == clause.citation]
    if len(alike) < SEVERAL:
        return clause.citation
    return f"{clause.citation}: {shorten(clause.asks.partition(';')[0], SHORT, placeholder=' …')}"


def clause_block(clause: Clause, day: date, level: str, *, own_page: bool) -> Html:
    """`own_page` says that this is the page of its text, where it has its anchor and tells who
    looks at it; elsewhere its heading leads there."""
    classes = "clause" + (" ours" if clause.asked_by == "policy" else "")
    if not clause.in_force(day):
        classes += " ended"
    named = spoken(heading(clause))
    return tag(
        "div",
        tag(level, named if own_page else link(address(clause.id), named)),
        tag("p", marks(clause)),
        tag("p", spoken(capital(clause.asks))),
        tag("p", f"In force {period(clause.since, clause.until)}", held(clause, day), "."),
        _looked_at(clause) if own_page else None,
        tag("p", "Source: ", _source(clause.source), class_="source quiet"),
        class_=classes,
        id=anchor(clause) if own_page else None,
    )


def held(clause: Clause, day: date) -> str:
    if clause.in_force(day):
        return ""
    said = "no longer" if clause.since <= day else "not yet"
    return f"; {said} on {day_in_words(day)}"


def _looked_at(clause: Clause) -> Html:
    if clause.checked_by:
        rule = link(rule_address(clause.checked_by), clause.checked_by)
        return tag("p", "Checked by the rule ", rule, ".")
    return tag("p", "Judged by people: ", spoken(clause.judged_because or ""), ".")


def _source(source: str) -> Html:
    if source.startswith(("https://", "http://")):
        return link(source, source)
    return tag("span", source, class_="code")
