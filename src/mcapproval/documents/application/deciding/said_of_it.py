"""What was said of an application before a board: advice, findings, waivers, conditions."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import count, day, listed, organisation, words
from mcapproval.documents.application.clause_state import waiver_of
from mcapproval.documents.application.internal import ours
from mcapproval.documents.content import Block, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier, Item
from mcapproval.documents.places import place_in_words
from mcapproval.findings import Severity
from mcapproval.policy.model import capital

DONE = ("closed", "not-applicable", "withdrawn")


def said_of_it(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "What others said of it")
    yield from _before(dossier)
    yield from _support(dossier)
    yield from _advice(dossier)
    yield Heading(1, "What the check found")
    yield from _findings(dossier)
    yield from _waivers(dossier)
    yield from _conditions(dossier)


def _before(dossier: Dossier) -> Iterator[Block]:
    """Who inside decided before; what the sheet is of is told at its head."""
    of = dossier.resolved.decision.row if dossier.resolved else None
    found = [a for a in ours(dossier) if a.decision.row != of]
    rows = tuple(
        (a.who, a.did + (f"; it fell {a.fell}" if a.fell else ""), spoken(a.decision.decided_on))
        for a in found
    )
    if rows:
        yield TableBlock(("Who", "What", "When"), rows, shares=(4, 5, 3))
    else:
        yield Prose("No other approval or recommendation of ours is recorded.")
    for a in found:
        if a.decision.facts.get("reason"):
            yield Labelled(f"{a.who} {a.did} it because", a.decision.facts["reason"])
        if a.decision.note.strip():
            yield Labelled(f"{a.who} added", a.decision.note)


def _support(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    outcome = draft.text("/industry_support/outcome")
    if not outcome:
        return
    body = draft.get("/industry_support/body")
    whose = organisation(dossier, body) if body else "Industry support"
    told = words(outcome)
    if draft.text("/industry_support/answered"):
        told += f" on {day(draft.get('/industry_support/answered'))}"
    reason = draft.text("/industry_support/reason")
    yield Labelled(whose, f"{capital(told)}." + (f" {reason}" if reason else ""))


def _advice(dossier: Dossier) -> Iterator[Block]:
    """Advice that was asked for, and what reviewers still want settled."""
    for item in dossier.items:
        if item.kind == "advice":
            told = item.reply or "no answer yet"
            who = dossier.policy.title(item.owner) if item.owner else "somebody"
            yield Labelled(f"Advice of {who}: {item.asked}", told)
    open_ones = [i for i in dossier.items if i.kind == "comment" and i.state not in DONE]
    for item in open_ones:
        weight = item.weight or "editorial"
        yield Labelled(f"Comment that is open ({weight})", item.asked, spoken(item.asked_on))


def _findings(dossier: Dossier) -> Iterator[Block]:
    standing = [f for f in dossier.findings if not waiver_of(dossier, f)]
    blocks = [f for f in standing if f.blocks]
    remarks = [f for f in standing if not f.blocks]
    if not standing:
        yield Prose("The check found nothing that stands.")
        return
    told = []
    if blocks:
        told.append(f"{count(len(blocks), 'finding')} must be mended before it can be submitted")
    if remarks:
        told.append(count(len(remarks), "remark") + " for the author")
    yield Prose(f"{listed(told)}.")
    for finding in blocks + [f for f in remarks if f.severity is Severity.WARNING]:
        yield Labelled(f"{finding.code}, {place_in_words(finding.path)}", f"{finding.message}.")


def _waivers(dossier: Dossier) -> Iterator[Block]:
    for waived in dossier.waived:
        yield Labelled(
            f"Let stand: {waived.code}, {place_in_words(waived.path)}",
            f"{waived.note} ({waived.by}, {spoken(waived.on)})",
        )


def _conditions(dossier: Dossier) -> Iterator[Block]:
    found = [item for item in dossier.items if item.kind == "condition"]
    if not found:
        return
    yield Heading(1, "Conditions")
    for item in found:
        yield Labelled(f"Condition {item.number}", item.asked, _of_condition(dossier, item))


def _of_condition(dossier: Dossier, item: Item) -> str:
    """Whose it is, by when, and where it stands."""
    parts = [dossier.policy.title(item.owner)] if item.owner else []
    parts += [f"by {spoken(item.due)}"] if item.due else []
    return ", ".join([*parts, words(item.state)])
