"""Every rule on one page, each under its code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from mcapproval.clock import spoken as day_in_words
from mcapproval.documents.html.elements import Html, facts, items, joined, link, table, tag
from mcapproval.documents.rule_book.clause import address, clause_block
from mcapproval.documents.rule_book.facts import Example, Explained, OverTime, RuleBook
from mcapproval.documents.rule_book.frame import page
from mcapproval.documents.rule_book.marking import spoken
from mcapproval.documents.rule_book.wording import ABOUT, SUBJECT, TRACKS, named, said
from mcapproval.findings import SPOKEN, Finding
from mcapproval.policy.model import capital
from mcapproval.rules.days import told as day_told


def rules_page(book: RuleBook) -> str:
    held = [rule for rule in book.rules if rule.in_force]
    other = [rule for rule in book.rules if not rule.in_force]
    lead = tag(
        "p",
        f"The {len(held)} rules in force on {day_in_words(book.day)}, in the order in which NZQA "
        "asks; those of our policy stand among them. A finding names the code of its rule.",
        class_="lead",
    )
    codes = tag("nav", _codes(held), aria_label="Codes of the rules")
    parts = [lead, codes, *(_rule(book, rule) for rule in held)]
    if other:
        note = f"These {len(other)} say nothing on {day_in_words(book.day)}: "
        note += "the clauses behind them had ended or had not begun."
        parts += [
            tag("h2", "Rules not in force", id="not-in-force"),
            tag("p", note),
            _codes(other),
            *(_rule(book, rule) for rule in other),
        ]
    return page(book, "rules.html", "Every rule", *parts)


def _codes(rules: Iterable[Explained]) -> Html:
    return items((joined(link(f"#{r.code}", r.code), " ", r.title) for r in rules), "columns")


def _rule(book: RuleBook, rule: Explained) -> Html:
    return tag(
        "article",
        tag("h2", tag("span", rule.code, class_="code"), " ", rule.title, id=rule.code),
        tag("p", spoken(rule.why)),
        tag("h3", "Who asks"),
        (clause_block(clause, book.day, "h4", own_page=False) for clause in rule.clauses),
        _examples(rule),
        _mends(rule),
        _also(rule),
        _values(rule),
        tag("h3", "What it looks at"),
        facts(
            (
                ("Examines", ABOUT[rule.about]),
                ("Track", TRACKS[rule.track]),
                ("Reads", items(_read(rule))),
                ("May be waived by", " or ".join(rule.waived_by) or "nobody"),
            )
        ),
        tag("p", link("#the_page", "Back to the top"), class_="back"),
        aria_labelledby=rule.code,
    )


def _read(rule: Explained) -> Iterable[Html]:
    return (
        joined(spoken(read.words), " ", tag("span", read.path, class_="code quiet"))
        for read in rule.reads
    )


def _mends(rule: Explained) -> Html | None:
    if not rule.mends:
        return None
    told = items(spoken(capital(mend)) for mend in rule.mends)
    return joined(tag("h3", "How to mend it"), told)


def _also(rule: Explained) -> Html | None:
    if not rule.also:
        return None
    return joined(tag("h3", "What else it finds"), items(map(_found, rule.also)))


def _values(rule: Explained) -> Html | None:
    return joined(tag("h3", "Values over time"), tables(rule.values)) if rule.values else None


def tables(values: Iterable[OverTime]) -> Html:
    """The values of each file with their days, one table a file."""
    return joined(*(over_time(group) for group in by_file(values)))


def by_file(values: Iterable[OverTime]) -> Iterator[list[OverTime]]:
    return (list(group) for _, group in groupby(values, key=lambda value: value.file))


def over_time(values: list[OverTime], *, seen: bool = True) -> Html:
    """The values of one file; its title and unit are not `seen` where a heading has them."""
    return table(
        f"{values[0].title} ({values[0].unit})",
        ("Value", "From", "Until", "Is", "Clause"),
        (
            (
                named(one.name),
                day_told(dated.since),
                day_told(dated.until) if dated.until else "no last day",
                said(dated.value),
                link(address(dated.clause), dated.clause),
            )
            for one in values
            for dated in one.dated
        ),
        seen=seen,
    )


def _examples(rule: Explained) -> Html | None:
    shown = [
        _example(example, outcome, heading)
        for example, outcome, heading in (
            (rule.fails, "fails", f"{SUBJECT[rule.about]} that fails"),
            (rule.passes, "passes", f"{SUBJECT[rule.about]} that passes"),
        )
        if example
    ]
    return joined(tag("h3", "Examples"), *shown) if shown else None


def _example(example: Example, outcome: str, heading: str) -> Html:
    day = f" on {day_in_words(example.day)}" if example.day else ""
    left_out = "; ".join(example.left_out)
    return tag(
        "div",
        tag("h4", heading, day),
        tag("p", spoken(capital(example.sentence)), "."),
        tag("p", "Left out: ", spoken(left_out), ".") if left_out else None,
        (tag("p", "In our policy: ", tag("span", line, class_="code")) for line in example.policy),
        tag("pre", tag("code", example.written), tabindex="0") if example.written else None,
        (tag("p", _found(found)) for found in example.findings),
        class_=f"example {outcome}",
    )


def _found(found: Finding) -> Html:
    weight = tag("strong", capital(SPOKEN[found.severity]))
    return joined(weight, ": ", spoken(found.message), ". ", spoken(capital(found.mend)), ".")
