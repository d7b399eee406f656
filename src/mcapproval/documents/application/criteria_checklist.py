"""The criteria checklist: every clause that asks something of this draft, and where it is answered.

A clause about another route, kind or applicant is named at the end with the reason; one that asks
nothing of a draft is only counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from mcapproval.clock import spoken
from mcapproval.documents.answers import count
from mcapproval.documents.application.clause_state import (
    APART,
    FINDING,
    JUDGED,
    MET,
    WAIVED,
    Standing,
    standing,
    waiver_of,
)
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    CELL_LIMIT,
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
from mcapproval.findings import SPOKEN, Finding
from mcapproval.policy.model import COUNTS, capital
from mcapproval.rules.book import RULES
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import Clause, Text, texts

NUMBERING = re.compile(r" \(2022 numbering\)|, our number(?=\))")
"""Said once under a text's heading rather than with each of its clauses."""

SETTING = re.compile(r"\[(\w+)\] ")
"""The table of a policy's file in which a setting stands."""

UNSURE = {"secondary": " (Known from another source.)", "inferred": " (Our reading.)"}
"""Said with a clause that was not read in its own text."""

SHIPPED = re.compile(r"; (none is )?shipped\b[^.]*")
"""What the program came with is of no interest on a provider's own paper."""

LONGEST_WORD = 13
"""Letters of the usual width that the cell of a citation has room for in one line."""

FEW = 3
"""A text with fewer clauses than this has no section of its own."""

Line = tuple[Text, Clause, Standing]

STATES = (
    (MET, "Met: a rule checked it and found nothing to mend"),
    (FINDING, "A finding stands"),
    (WAIVED, "Waived: a person let the finding stand"),
    (JUDGED, "A person judges"),
    (APART, "Does not apply"),
)


def criteria_checklist(dossier: Dossier) -> Document:
    return checklist(dossier, texts(), RULES)


def checklist(dossier: Dossier, read: Iterable[Text], rules: Iterable[Rule]) -> Document:
    """The checklist over given texts and rules."""
    return paper(
        dossier,
        "CRITERIA",
        "Criteria checklist",
        f"What was asked on {spoken(dossier.law_day)}, and where the draft answers it",
        _blocks(dossier, _policy_last(read), {rule.code: rule for rule in rules}),
    )


def _policy_last(read: Iterable[Text]) -> tuple[Text, ...]:
    """The law's texts in their order, then what only the provider asks."""
    return tuple(sorted(read, key=_ours))


def _ours(text: Text) -> bool:
    return any(clause.asked_by == "policy" for clause in text.clauses)


def _blocks(dossier: Dossier, read: tuple[Text, ...], book: dict[str, Rule]) -> Iterator[Block]:
    held = [
        (text, clause)
        for text in read
        for clause in text.clauses
        if not text.example and clause.in_force(dossier.law_day)
    ]
    known = {clause.id: clause for _, clause in held}
    lines = [
        (text, clause, standing(dossier, clause, book, known))
        for text, clause in held
        if not clause.asks_of
    ]
    yield from _short(dossier, [state for _, _, state in lines])
    yield from _findings(dossier, known)
    yield from _sections(dossier, [line for line in lines if not line[2].outside])
    yield from _apart(dossier, [line for line in lines if line[2].outside])
    after = len(held) - len(lines)
    if after:
        yield Prose(
            f"{count(after, 'clause')} about what happens afterwards are not listed; "
            "the rule book has them."
        )


def _apart(dossier: Dossier, lines: list[Line]) -> Iterator[Block]:
    """Clauses about other drafts: in a table, and behind it those that no cell has room for."""
    told = [(cited(clause), said(dossier, clause), state.where) for _, clause, state in lines]
    cells = [(f"{cite}: {asks}", why) for cite, asks, why in told]
    short = tuple(row for row in cells if len(row[0]) <= CELL_LIMIT)
    if told:
        yield Heading(2, "Clauses about other drafts")
    if short:
        yield TableBlock(("Clause", "Why not here"), short, shares=(7, 2), dense=True)
    for row, (cite, asks, why) in zip(cells, told, strict=True):
        if row not in short:
            yield Labelled(cite, asks, why)


def _sections(dossier: Dossier, lines: list[Line]) -> Iterator[Block]:
    """A section for each text of the law; those of which little is asked share one; our policy."""
    many = Counter(text.slug for text, _, _ in lines)
    large = [line for line in lines if many[line[0].slug] >= FEW and not _ours(line[0])]
    small = [line for line in lines if many[line[0].slug] < FEW and not _ours(line[0])]
    for text, group in groupby(large, key=lambda line: line[0]):
        yield Heading(2, text.title)
        if text.numbering:
            yield Prose(text.numbering)
        yield from _table(dossier, list(group), f"{text.short}, ")
    if small:
        yield Heading(2, "Further texts")
        yield from _table(dossier, small)
    ours = [line for line in lines if _ours(line[0])]
    if ours:
        yield Heading(2, ours[0][0].title)
        yield Prose("What we ask beyond the law; the figures are ours.")
        yield from _table(dossier, ours, f"{ours[0][0].short}, ")


def cited(clause: Clause) -> str:
    """A citation on paper: without what its heading says, and a setting of our policy in words."""
    told = NUMBERING.sub("", clause.citation)
    return SETTING.sub(r"\1: ", told).replace("_", " ") if clause.asked_by == "policy" else told


def asked(clause: Clause) -> str:
    """What a clause asks, as a sentence of its own."""
    return f"{capital(clause.asks).rstrip('.')}."


def said(dossier: Dossier, clause: Clause) -> str:
    """What it asks; of our policy with the number that this provider has settled on."""
    told = SHIPPED.sub("", asked(clause)) + UNSURE.get(clause.confidence, "")
    if clause.setting is None or clause.setting not in COUNTS:
        return told
    number = count(getattr(dossier.policy, clause.setting), COUNTS[clause.setting])
    return f"{told.rstrip('.')}: {number}."


def _short(dossier: Dossier, states: list[Standing]) -> Iterator[Block]:
    counts = Counter(standing.state for standing in states)
    rows = tuple((told, str(counts[state])) for state, told in STATES if counts[state])
    yield TableBlock(("Clauses", "Count"), rows, shares=(8, 1), dense=True, row_heads=True)
    must = sum(1 for f in dossier.findings if f.blocks and not waiver_of(dossier, f))
    if must:
        yield Notice(f"{count(must, 'finding')} must be fixed before this can be submitted.")


def _findings(dossier: Dossier, known: dict[str, Clause]) -> Iterator[Block]:
    if dossier.findings:
        yield Heading(2, "Findings")
    for finding in dossier.findings:
        clause = known.get(finding.clause or "")
        head = f"{finding.code}, {place_in_words(finding.path)}"
        yield Labelled(head, _told(dossier, finding), cited(clause) if clause else "")


def _told(dossier: Dossier, finding: Finding) -> str:
    told = f"{SPOKEN[finding.severity].capitalize()}: {finding.message}."
    return f"{told} {waiver_of(dossier, finding) or f'To mend it: {finding.mend}.'}"


def _once(rows: tuple[tuple[str, str, str, str], ...]) -> Iterator[tuple[str, str, str, str]]:
    """A citation in full in the first of its rows; in those under it without its name."""
    former = ""
    for cite, asks, state, where in rows:
        number, _, name = cite.partition(", ")
        again = cite == former and not any(letter.isdigit() for letter in name)
        yield (number if again else cite), asks, state, where
        former = cite


def _fits(row: tuple[str, ...]) -> bool:
    """Whether a clause goes into a row: no cell too long, no word that its cell would break."""
    words = re.findall(r"[^\s,-]+", row[0])
    return max(map(len, row)) <= CELL_LIMIT and max(map(len, words)) <= LONGEST_WORD


def _table(dossier: Dossier, lines: list[Line], known: str = "") -> Iterator[Block]:
    """The clauses in a table, without what the heading says of their citation; behind it those that
    no cell has room for, lest they part it.
    """
    cells = [
        (
            cited(clause).removeprefix(known),
            said(dossier, clause),
            state.state,
            state.where,
        )
        for _, clause, state in lines
    ]
    short = tuple(row for row in cells if _fits(row))
    if short:
        shares = (13, 29, 14, 27) if known else (22, 24, 14, 23)
        columns = ("Clause", "What it asks", "State", "Where")
        told = tuple(_once(short)) if known else short
        yield TableBlock(columns, told, shares=shares, dense=True)
    for cite, asks, state, where in (row for row in cells if not _fits(row)):
        yield Labelled(cite, f"{asks}\nWhere: {where}", state)
