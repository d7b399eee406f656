"""The criteria checklist: every clause in force on the law day, and where the draft meets it.

What a rule of ours checks says so, with its findings; the rest waits for a person's judgement.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import count, listed, number_of, title_of
from mcapproval.documents.content import (
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.places import place_in_words
from mcapproval.draft.pointer import covers, tokens
from mcapproval.draft.sections import FRAME
from mcapproval.findings import SPOKEN, Finding, Severity
from mcapproval.rules.book import RULES
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import Clause, Text, texts

WEIGHT = tuple(Severity)
FRAMES = [[key] for key in FRAME]


def criteria_checklist(dossier: Dossier) -> Document:
    return checklist(dossier, texts(), RULES)


def checklist(dossier: Dossier, read: Iterable[Text], rules: Iterable[Rule]) -> Document:
    """The checklist over given texts and rules."""
    return Document(
        title=title_of(dossier),
        subtitle=f"What was asked on {spoken(dossier.law_day)}, clause by clause",
        kind="Criteria checklist",
        number=number_of(dossier),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        blocks=tuple(_blocks(dossier, _policy_last(read), {rule.code: rule for rule in rules})),
    )


def _policy_last(read: Iterable[Text]) -> tuple[Text, ...]:
    """The law's texts in their order, then what only the provider asks."""
    return tuple(sorted(read, key=lambda t: any(c.asked_by == "policy" for c in t.clauses)))


def _blocks(dossier: Dossier, read: tuple[Text, ...], book: dict[str, Rule]) -> Iterator[Block]:
    held = {
        clause.id: clause
        for text in read
        for clause in text.clauses
        if clause.in_force(dossier.law_day)
    }
    yield from _short(dossier, tuple(held.values()))
    for text in read:
        clauses = [clause for clause in text.clauses if clause.id in held]
        if not clauses:
            continue
        yield Heading(1, text.title)
        for clause in clauses:
            status, told = _status(dossier, clause, book, held)
            asker = "our policy, " if clause.asked_by == "policy" else ""
            yield Labelled(clause.citation, f"{asked(clause)}\n{told}", asker + status)
    stray = [f for f in dossier.findings if f.clause not in held]
    if stray:
        yield Heading(1, "Findings on nothing above")
        for finding in stray:
            yield Prose(_told(dossier, finding))


def asked(clause: Clause) -> str:
    """What a clause asks, as a sentence of its own."""
    return f"{clause.asks[:1].upper()}{clause.asks[1:].rstrip('.')}."


def _short(dossier: Dossier, clauses: tuple[Clause, ...]) -> Iterator[Block]:
    judged = sum(1 for clause in clauses if clause.judged_because)
    standing = sum(1 for f in dossier.findings if f.blocks and not _waiver(dossier, f))
    rows = (
        ("Clauses in force", str(len(clauses))),
        ("Checked by a rule", str(len(clauses) - judged)),
        ("For a person to judge", str(judged)),
        ("Findings that must be fixed", str(standing)),
        ("Findings let stand by a waiver", str(len(dossier.waived))),
    )
    yield TableBlock(("In short", "Count"), rows, shares=(5, 2))
    if standing:
        yield Notice(f"{count(standing, 'finding')} must be fixed before this can be submitted.")


def _status(
    dossier: Dossier, clause: Clause, book: dict[str, Rule], held: dict[str, Clause]
) -> tuple[str, str]:
    """How a clause stands in a word or two, and the sentence that shows why."""
    if clause.checked_by is None:
        return "to be judged", f"A person judges this: {clause.judged_because}."
    own = [f for f in dossier.findings if f.clause == clause.id]
    if own:
        heaviest = min(own, key=lambda f: WEIGHT.index(f.severity))
        waived = all(_waiver(dossier, finding) for finding in own)
        status = "waived" if waived else SPOKEN[heaviest.severity]
        return status, "\n".join(_told(dossier, finding) for finding in own)
    elsewhere = {
        held[f.clause].citation
        for f in dossier.findings
        if f.code == clause.checked_by and f.clause in held
    }
    if elsewhere:
        cites = listed(sorted(elsewhere))
        return "see elsewhere", f"Rule {clause.checked_by} has a finding under {cites}."
    return "met", f"Rule {clause.checked_by} has no finding{_where(book, clause)}."


def _where(book: dict[str, Rule], clause: Clause) -> str:
    """Where in the draft a rule looked, in the words of the form; its frame says nothing here."""
    rule = book.get(clause.checked_by or "")
    reads = [path for path in rule.reads if tokens(path)[:1] not in FRAMES] if rule else []
    if not reads:
        return ""
    return f" in: {listed(dict.fromkeys(place_in_words(path) for path in reads))}"


def _told(dossier: Dossier, finding: Finding) -> str:
    waiver = _waiver(dossier, finding)
    head = f"{SPOKEN[finding.severity].capitalize()}, {finding.code}"
    told = f"{head}, at {place_in_words(finding.path)}: {finding.message}."
    return f"{told} {waiver}" if waiver else f"{told} To mend it: {finding.mend}."


def _waiver(dossier: Dossier, finding: Finding) -> str:
    """Who let the finding stand, when and why; empty where nobody did."""
    for waived in dossier.waived:
        if waived.code == finding.code and covers(waived.path, finding.path):
            return f"Waived by {waived.by} on {spoken(waived.on)}: {waived.note}"
    return ""
