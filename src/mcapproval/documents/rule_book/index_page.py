"""The first page: every rule by criterion, by track and by who asks, and how to read the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.clock import spoken as day_in_words
from mcapproval.documents.html.elements import Html, facts, items, joined, link, table, tag
from mcapproval.documents.rule_book.clause import rule_address
from mcapproval.documents.rule_book.facts import Explained, RuleBook
from mcapproval.documents.rule_book.frame import anchored, page
from mcapproval.documents.rule_book.wording import NO_CRITERION, TRACKS, who_asks
from mcapproval.findings import SPOKEN
from mcapproval.policy.model import capital
from mcapproval.rules.texts import CRITERIA, Clause


def index_page(book: RuleBook) -> str:
    held = [rule for rule in book.rules if rule.in_force]
    return page(
        book,
        "index.html",
        "The rule book for micro-credentials",
        tag(
            "p",
            "What is asked of a micro-credential in Aotearoa New Zealand on ",
            day_in_words(book.day),
            ": by whom, by which clause, since when, and what mends it.",
            class_="lead",
        ),
        _ways(),
        anchored("h2", "by-criterion", "By criterion"),
        *_by_criterion(book, held),
        anchored("h2", "by-track", "By track"),
        *_by_track(held),
        anchored("h2", "by-who-asks", "By who asks"),
        *_by_who(book, held),
        anchored("h2", "how-to-read", "How to read it"),
        _how_to_read(),
    )


def _ways() -> Html:
    ways = (
        ("#by-criterion", "By criterion"),
        ("#by-track", "By track"),
        ("#by-who-asks", "By who asks"),
        ("#how-to-read", "How to read it"),
    )
    return tag("nav", items(link(to, name) for to, name in ways), aria_label="On this page")


def _by_criterion(book: RuleBook, rules: list[Explained]) -> Iterator[Html]:
    for slug, name in (*CRITERIA.items(), (None, NO_CRITERION)):
        of = [r for r in rules if any(c.criterion == slug for c in _held(book, r))]
        if of:
            heading = anchored("h3", f"criterion-{slug or 'none'}", name)
            yield joined(heading, _table(book, name, of))


def _by_track(rules: list[Explained]) -> Iterator[Html]:
    for track, name in TRACKS.items():
        of = [rule for rule in rules if rule.track == track]
        if of:
            yield joined(anchored("h3", f"track-{track}", name), _short(of))


def _by_who(book: RuleBook, rules: list[Explained]) -> Iterator[Html]:
    for who in dict.fromkeys(who_asks(c) for rule in rules for c in _held(book, rule)):
        of = [r for r in rules if any(who_asks(c) == who for c in _held(book, r))]
        ident = "asked-by-" + "".join(c if c.isalnum() else "-" for c in who.lower())
        yield joined(anchored("h3", ident, capital(who)), _short(of))


def _held(book: RuleBook, rule: Explained) -> tuple[Clause, ...]:
    return tuple(clause for clause in rule.clauses if clause.in_force(book.day))


def _short(rules: Iterable[Explained]) -> Html:
    return items(
        (joined(link(rule_address(r.code), r.code), " ", r.title) for r in rules), "columns"
    )


def _table(book: RuleBook, name: str, rules: Iterable[Explained]) -> Html:
    """Weights and askers as they are told by all clauses in force, the first one's first."""
    return table(
        name,
        ("Rule", "What it asks", "Weight", "Who asks"),
        (
            (
                tag("a", rule.code, href=rule_address(rule.code), class_="rule"),
                rule.title,
                _each(SPOKEN[clause.severity] for clause in _held(book, rule)),
                _each(_asker(clause) for clause in _held(book, rule)),
            )
            for rule in rules
        ),
        seen=False,
    )


def _asker(clause: Clause) -> str:
    """Who asks, and how sure that is where it is not confirmed."""
    short = {"secondary": " (another source)", "inferred": " (our reading)"}
    return who_asks(clause) + short.get(clause.confidence, "")


def _each(said: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(said))


def _how_to_read() -> Html:
    return facts(
        (
            ("Must fix", "an application can't go on with it"),
            ("Must fix or be waived", "a quality adviser may let it stand, with a reason"),
            ("Warning", "worth a look; it stops nothing"),
            ("Note", "good to know"),
            ("NZQA rule", "the law, or what NZQA says of it, asks"),
            ("Our policy", "this provider asks, beyond the law; NZQA does not"),
            (
                "How sure",
                "where a clause could not be read in its own text, that is said beside it: known "
                "from another source, or our reading",
            ),
        )
    )
