"""The evidence-of-need report: who says that it is needed, when, and in what words."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import (
    answer,
    as_day,
    day,
    listed,
    organisation,
    shown,
    words,
)
from mcapproval.documents.application.needs import (
    age_of,
    claims_of,
    duplication,
    evidence_table,
    industry_support,
    older,
    source_of,
)
from mcapproval.documents.application.paper import paper
from mcapproval.documents.claims import CLAIMS
from mcapproval.documents.content import Block, Document, Heading, Labelled, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.rules.asked import listed as listed_texts
from mcapproval.rules.coverage import Item, advice, coverage
from mcapproval.rules.evidence_organisations import outside
from mcapproval.rules.texts import CRITERIA


def need_report(dossier: Dossier) -> Document:
    told = "Who says that this micro-credential is needed, and on what grounds"
    return paper(dossier, "NEED", "Evidence-of-need report", told, _blocks(dossier))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "The need in short")
    yield answer(dossier, "Summary", "/need/summary")
    yield from _enquiry(dossier)
    yield TableBlock(
        ("What was counted", "Result"), tuple(_counts(dossier)), shares=(3, 4), row_heads=True
    )
    yield evidence_table(dossier, "Evidence")
    yield from _claims(dossier)
    yield from _letters(dossier)
    yield from _coverage(dossier)
    yield Heading(1, "What the evidence says")
    rows = dossier.draft.rows("/need/evidence")
    if not rows:
        yield Prose("No evidence of need is recorded yet.")
    for _, row in rows:
        yield from _item(dossier, row)
    yield Heading(1, "Industry support")
    yield from industry_support(dossier, "")
    yield Heading(1, "Duplication")
    yield from duplication(dossier)


def outside_organisations(dossier: Dossier) -> tuple[str, ...]:
    """The organisations that gave evidence, each once; the applicant and developer don't count."""
    return tuple(outside(dossier.draft).values())


def _counts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    rows = [row for _, row in dossier.draft.rows("/need/evidence")]
    others = outside_organisations(dossier)
    names = listed(organisation(dossier, key) for key in others)
    days = sorted(found for row in rows if (found := as_day(row.get("dated"))))
    limit = dossier.policy.need_months
    old = [shown(row.get("id")) for row in rows if older(dossier, row)]
    partners = {row.get("organisation") for _, row in dossier.draft.rows("/co_design/partners")}
    yield "Items of evidence", str(len(rows))
    yield "Organisations other than the applicant, each counted once", str(len(others))
    if others:
        yield "They are", names
        yield "Of them partners in the co-design", str(sum(key in partners for key in others))
    if days:
        yield "Oldest and newest", f"{spoken(days[0])} and {spoken(days[-1])}"
    yield f"Older than the {limit} months of our policy", listed(old) or "none"


def _enquiry(dossier: Dossier) -> Iterator[Block]:
    """Who asked for it first, where the draft says so."""
    enquiry = dossier.draft.get("/enquiry")
    if not isinstance(enquiry, dict) or not enquiry.get("asked_for"):
        return
    who = organisation(dossier, enquiry.get("organisation"))
    head = f"What {who} asked us for" if enquiry.get("organisation") else "What we were asked for"
    yield Labelled(head, shown(enquiry["asked_for"]), day(enquiry["on"]) if "on" in enquiry else "")


def _claims(dossier: Dossier) -> Iterator[Block]:
    rows = []
    for claim in CLAIMS:
        items = [
            f"{shown(row.get('id'))} ({age_of(dossier, row)})"
            for _, row in dossier.draft.rows("/need/evidence")
            if isinstance(row.get("claims"), list) and claim in row["claims"]
        ]
        rows.append((words(claim), listed(items) or "no item"))
    columns = ("Claim", "Supported by (age)")
    yield TableBlock(columns, tuple(rows), "Claims and their support", shares=(2, 5))


def _letters(dossier: Dossier) -> Iterator[Block]:
    """Each letter with the two claims that a letter can make."""
    rows = tuple(
        (
            shown(row.get("id")),
            source_of(dossier, row),
            *("yes" if claim in listed_texts(row.get("claims")) else "no" for claim in CLAIMS),
        )
        for _, row in dossier.draft.rows("/need/evidence")
        if row.get("type") in advice()["letters"]["types"]
    )
    if rows:
        columns = ("Letter", "From", *(words(claim).capitalize() for claim in CLAIMS))
        yield TableBlock(columns, rows, "What each letter claims", shares=(2, 8, 3, 5))


def _coverage(dossier: Dossier) -> Iterator[Block]:
    """Which evidence serves which criterion, and which outcome where any is named."""
    found = coverage(dossier.draft)
    rows = [(CRITERIA[slug], found.serving(slug)) for slug in found.criteria]
    rows += [(f"Learning outcome {key}", found.speaking(key)) for _, key in found.outcomes]
    if rows:
        yield Heading(1, "Evidence by criterion")
        yield Prose("An item serves a criterion because the draft says so, or by its kind.")
        yield TableBlock(
            ("Criterion", "Evidence"),
            tuple(
                (name, listed(_named(item) for item in items) or "no item") for name, items in rows
            ),
            "Criteria and their evidence",
            shares=(5, 6),
        )


def _named(item: Item) -> str:
    """An item as this paper calls it."""
    if item.what in ("attachment", "industry support"):
        return words(item.id) if item.what == "attachment" else item.what
    return item.id


def _responses(row: dict[str, object]) -> str:
    """How many answered, of how many where that is known."""
    asked, responses = row.get("asked"), row.get("responses")
    if responses is None:
        return f"{shown(asked)} asked"
    if asked is None:
        return f"{shown(responses)} response{'' if responses == 1 else 's'}"
    return f"{shown(responses)} of {shown(asked)} asked"


def _item(dossier: Dossier, row: dict[str, object]) -> Iterator[Block]:
    yield Heading(2, f"{shown(row.get('id'))}: {words(row.get('type'))}, {day(row.get('dated'))}")
    yield Labelled("From", source_of(dossier, row))
    if "received" in row:
        yield Labelled("Received", day(row["received"]))
    if "asked" in row or "responses" in row:
        yield Labelled("Responses", _responses(row))
    yield Labelled("Supports", claims_of(row))
    yield Labelled("What it says", shown(row.get("says")))
