"""Part B of an application: the four approval criteria, each with the draft's answers."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import (
    UNWRITTEN,
    answer,
    count,
    day,
    described,
    listed,
    organisation,
    organisations,
    shown,
    words,
)
from mcapproval.documents.application.needs import duplication, evidence_table, industry_support
from mcapproval.documents.content import Block, Heading, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of
from mcapproval.documents.hours import all_hours, hours_told


def criteria(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "B. Approval criteria")
    yield Heading(2, "1. Title and learning outcomes")
    yield from outcomes(dossier)
    yield from _need(dossier)
    yield Heading(2, "3. Requirements")
    yield from requirements(dossier)
    yield Heading(2, "4. Review")
    yield from review(dossier)


def outcomes(dossier: Dossier) -> Iterator[Block]:
    rows = dossier.draft.rows("/learning_outcomes")
    if not rows:
        yield Labelled("Learning outcomes", UNWRITTEN)
    for _, row in rows:
        facts = [f"level {shown(row['level'])}"] if "level" in row else []
        facts += [f"{shown(row['hours'])} hours"] if "hours" in row else []
        yield Labelled(shown(row.get("id")), shown(row.get("statement")), ", ".join(facts))


def _need(dossier: Dossier) -> Iterator[Block]:
    yield Heading(2, "2. Need and acceptability")
    yield answer(dossier, "The need", "/need/summary")
    yield evidence_table(dossier, "Evidence (the evidence-of-need report says more)")
    yield Labelled("Developed with", partners(dossier))
    yield from industry_support(dossier)
    yield from duplication(dossier)


def partners(dossier: Dossier) -> str:
    rows = [row for _, row in dossier.draft.rows("/co_design/partners")]
    meetings = len(dossier.draft.rows("/co_design/meetings"))
    if not rows:
        return UNWRITTEN
    names = listed(organisation(dossier, row.get("organisation")) for row in rows)
    return f"{names}, in {count(meetings, 'meeting')} (the co-design report says more)"


def requirements(dossier: Dossier) -> Iterator[Block]:
    yield answer(dossier, "Entry", "/entry")
    yield answer(
        dossier,
        "Recognition of prior learning and credit transfer",
        "/recognition_of_prior_learning",
    )
    yield answer(dossier, "Length and structure", "/structure")
    yield from _delivery(dossier)
    yield _hours(dossier)
    yield from _workload(dossier)
    yield from assessments(dossier)
    yield answer(dossier, "Reassessment", "/reassessment")
    yield answer(dossier, "Completion", "/completion")
    yield from third_parties(dossier)
    yield from statements(dossier, "appeals", "complaints")
    if dossier.draft.text("/route") != "university":  # in a proposal it has a part of its own
        yield from statements(dossier, "te_tiriti")


STATEMENTS = {
    "te_tiriti": "Te Tiriti o Waitangi",
    "appeals": "Appeals",
    "complaints": "Complaints",
}


def statements(dossier: Dossier, *keys: str) -> Iterator[Block]:
    """What the provider says alike of all that it offers, where the draft says it."""
    for key in keys:
        if dossier.draft.text(f"/statements/{key}"):
            yield answer(dossier, STATEMENTS[key], f"/statements/{key}")


def _delivery(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    modes = draft.get("/delivery/modes")
    told = listed(words(m) for m in modes) if isinstance(modes, list) and modes else UNWRITTEN
    optional = (
        ("Weeks", draft.get("/delivery/weeks")),
        ("Hours a week", draft.get("/delivery/hours_a_week")),
        ("Contact hours a week", draft.get("/delivery/contact_hours_a_week")),
        ("Sites", draft.get("/delivery/sites")),
    )
    facts = (("Modes", told), *((name, shown(v)) for name, v in optional if v not in (None, [])))
    yield TableBlock(("Delivery", "Answer"), facts, shares=(2, 5), row_heads=True)
    if draft.text("/delivery/statement"):
        yield answer(dossier, "How it is delivered", "/delivery/statement")


def _hours(dossier: Dossier) -> Block:
    found = (*hours_told(dossier.draft), ("together", all_hours(dossier.draft)))
    return TableBlock(
        tuple(kind.capitalize() for kind, _ in found),
        (tuple(shown(hours) for _, hours in found),),
        "Learning hours",
    )


STUDY = ("guided", "independent", "practice", "work_based", "assessment", "feedback")


def _workload(dossier: Dossier) -> Iterator[Block]:
    """The hours of each outcome by kind, where a study of them was made."""
    rows = dossier.draft.rows("/workload")
    if not rows:
        return
    names = tuple(words(kind.replace("_", "-")).capitalize() for kind in STUDY)
    cells = tuple(
        (shown(row.get("outcome")), *(str(row.get(kind, "-")) for kind in STUDY)) for _, row in rows
    )
    yield TableBlock(
        ("Outcome", *names), cells, "Hours by outcome", shares=(3, *(3,) * 6), row_heads=True
    )
    for _, row in rows:
        if row.get("basis"):
            yield Labelled(f"How the hours of {shown(row.get('outcome'))} were found", row["basis"])


def assessments(dossier: Dossier) -> Iterator[Block]:
    rows = dossier.draft.rows("/assessments")
    if not rows:
        yield Labelled("Assessments", UNWRITTEN)
    else:
        cells = tuple(
            (
                shown(row.get("id")),
                words(row.get("method")),
                shown(row.get("outcomes")),
                f"{row['weight']} per cent" if "weight" in row else "-",
            )
            for _, row in rows
        )
        columns = ("Assessment", "Method", "Outcomes", "Weight")
        yield TableBlock(columns, cells, "Assessments", shares=(2, 4, 4, 2))
    for _, row in rows:
        name = f"Assessment {shown(row.get('id'))}"
        title = f"{name}: {row['title']}" if row.get("title") else name
        yield Labelled(*described(title, row))


def third_parties(dossier: Dossier) -> Iterator[Block]:
    stated = dossier.draft.get("/third_parties")
    if stated is None:
        yield Labelled("Third parties", UNWRITTEN)
    elif not stated:
        yield Labelled("Third parties", "There are none.")
    for _, row in dossier.draft.rows("/third_parties"):
        does = row.get("does")
        tasks = listed(words(t) for t in does) if isinstance(does, list) and does else UNWRITTEN
        parts = [
            f"Part in it: {tasks}.",
            f"Agreement: {annex_of(dossier, row.get('agreement'))}.",
        ]
        days = [f"{word} {day(row[word])}" for word in ("from", "until") if row.get(word)]
        if days:
            parts.append(f"In force {' '.join(days)}.")
        told = " ".join(parts)
        text = f"{told}\n\n{row['statement']}" if row.get("statement") else told
        yield Labelled(f"Third party: {organisation(dossier, row.get('organisation'))}", text)


def review(dossier: Dossier) -> Iterator[Block]:
    yield answer(dossier, "How it will be reviewed", "/review/how")
    responsible = dossier.draft.text("/review/responsible")
    yield Labelled(
        "Who is responsible",
        dossier.policy.title(responsible) if responsible else UNWRITTEN,
    )
    yield Labelled("Who will be asked", organisations(dossier, dossier.draft.get("/review/asked")))
