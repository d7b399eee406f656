"""The reviewer's checklist: the clauses that only people judge, each with room for their word."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from mcapproval.clock import spoken
from mcapproval.documents.answers import count
from mcapproval.documents.application.clause_state import JUDGED, Standing, standing
from mcapproval.documents.application.criteria_checklist import NUMBERING, UNSURE, said
from mcapproval.documents.application.deciding.need_weak import weak
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import Blanks, Block, Document, Heading, Labelled, Prose, Ticks
from mcapproval.documents.dossier import Dossier
from mcapproval.policy.model import capital
from mcapproval.rules.book import RULES
from mcapproval.rules.texts import CRITERIA, Clause, texts

OTHER = "Asked besides"
WORDS = ("Met", "More work is needed", "Does not apply")
TE_HONO = "approval-criteria/te-hono"
"""The one clause that the Māori quality adviser judges."""

Line = tuple[Clause, Standing]


def reviewers_checklist(dossier: Dossier) -> Document:
    told = f"What only people can judge, as asked on {spoken(dossier.law_day)}"
    return paper(dossier, "REVIEWER", "Reviewer's checklist", told, _blocks(dossier))


def judged(dossier: Dossier) -> tuple[Line, ...]:
    """The clauses in force that are about this draft and that a person judges, by criterion."""
    held = [
        clause
        for text in texts()
        for clause in text.clauses
        if not text.example and clause.in_force(dossier.law_day)
    ]
    book, known = {rule.code: rule for rule in RULES}, {clause.id: clause for clause in held}
    found = (
        (clause, standing(dossier, clause, book, known)) for clause in held if not clause.asks_of
    )
    order = (*CRITERIA, None)
    lines = [(clause, state) for clause, state in found if state.state == JUDGED]
    return tuple(sorted(lines, key=lambda line: order.index(line[0].criterion)))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    lines, judge = judged(dossier), dossier.policy.the("quality-adviser")
    yield Prose(
        f"{count(len(lines), 'clause')} {'asks' if len(lines) == 1 else 'ask'} something of this "
        "draft that no rule can check. Tick one box for each, and write why where it is not met. "
        f"{capital(judge)} judges, unless a clause names somebody else. What the rules check "
        "is on the criteria checklist."
    )
    yield from weak(dossier)
    number = 0
    for criterion, group in groupby(lines, key=lambda line: line[0].criterion):
        yield Heading(1, CRITERIA.get(criterion or "", OTHER))
        for clause, state in group:
            number += 1
            yield from _clause(dossier, number, clause, state)
    yield Heading(1, "Reviewed by")
    yield Blanks(("Name", "Role", "Day", "Signature"))


def _clause(dossier: Dossier, number: int, clause: Clause, state: Standing) -> Iterator[Block]:
    unsure = UNSURE.get(clause.confidence, "")
    yield Heading(2, f"{number}. {said(dossier, clause).removesuffix(unsure)}")
    by = "Our policy" if clause.asked_by == "policy" else NUMBERING.sub("", clause.citation)
    if clause.id == TE_HONO:
        yield Labelled("Who judges", dossier.policy.title("maori-quality-adviser"))
    yield Labelled(by, f"{_sentence(clause.judged_because or '')}{unsure}")
    yield Labelled("Where to look", state.where)
    yield Ticks(tuple((False, word) for word in WORDS))
    yield Blanks(("Remark",))


def _sentence(text: str) -> str:
    return f"{capital(text).rstrip('.')}."
