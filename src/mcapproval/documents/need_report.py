"""The evidence-of-need summary: who says that it is needed, when, and in what words."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import add_months, spoken
from mcapproval.documents.answers import (
    answer,
    as_day,
    day,
    listed,
    number_of,
    organisation,
    shown,
    title_of,
    words,
)
from mcapproval.documents.content import (
    Block,
    Document,
    Heading,
    Labelled,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of
from mcapproval.documents.needs import (
    claims_of,
    duplication,
    evidence_table,
    industry_support,
    source_of,
)

CLAIMS = ("in-demand", "assessment-reflects-job")


def need_report(dossier: Dossier) -> Document:
    return Document(
        title=title_of(dossier),
        subtitle="Who says that this micro-credential is needed, and on what grounds",
        kind="Evidence-of-need summary",
        number=number_of(dossier),
        as_at=dossier.as_at,
        simulated=dossier.simulated,
        blocks=tuple(_blocks(dossier)),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "The need in short")
    yield answer(dossier, "Summary", "/need/summary")
    yield TableBlock(("What was counted", "Result"), tuple(_counts(dossier)), shares=(3, 4))
    yield evidence_table(dossier, "Evidence")
    yield from _claims(dossier)
    yield Heading(1, "What the evidence says")
    rows = dossier.draft.rows("/need/evidence")
    if not rows:
        yield Prose("No evidence of need is recorded yet.")
    for _, row in rows:
        yield from _item(dossier, row)
    yield Heading(1, "Industry support")
    yield from industry_support(dossier)
    yield Heading(1, "Duplication")
    yield from duplication(dossier)


def outside_organisations(dossier: Dossier) -> tuple[str, ...]:
    """The organisations that gave evidence, each once; the applicant and developer don't count."""
    own = {
        dossier.draft.get("/applicant/organisation"),
        dossier.draft.get("/developer/organisation"),
    }
    found: dict[str, None] = {}
    for path, _ in dossier.draft.rows("/need/evidence"):
        key = dossier.draft.text(f"{path}/from/organisation")
        if key and key not in own:
            found[key] = None
    return tuple(found)


def _counts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    rows = [row for _, row in dossier.draft.rows("/need/evidence")]
    others = outside_organisations(dossier)
    names = listed(organisation(dossier, key) for key in others)
    days = sorted(found for row in rows if (found := as_day(row.get("dated"))))
    limit = dossier.policy.need_months
    old = [shown(row.get("id")) for row in rows if _older(dossier, row.get("dated"), limit)]
    yield "Items of evidence", str(len(rows))
    yield "Organisations other than the applicant", str(len(others))
    if others:
        yield "They are", names
    if days:
        yield "Oldest and newest", f"{spoken(days[0])} and {spoken(days[-1])}"
    yield f"Older than the {limit} months of our policy", listed(old) or "none"


def _older(dossier: Dossier, dated: object, limit: int) -> bool:
    found = as_day(dated)
    return found is not None and add_months(found, limit) < dossier.as_at


def _claims(dossier: Dossier) -> Iterator[Block]:
    rows = []
    for claim in CLAIMS:
        items = [
            shown(row.get("id"))
            for _, row in dossier.draft.rows("/need/evidence")
            if isinstance(row.get("claims"), list) and claim in row["claims"]
        ]
        rows.append((words(claim), listed(items) or "no item"))
    yield TableBlock(("Claim", "Supported by"), tuple(rows), "Claims and their support")


def _responses(row: dict[str, object]) -> str:
    """How many answered, of how many where that is known."""
    asked, responses = row.get("asked"), row.get("responses")
    if responses is None:
        return f"{shown(asked)} asked"
    if asked is None:
        return f"{shown(responses)} response{'' if responses == 1 else 's'}"
    return f"{shown(responses)} of {shown(asked)} asked"


def _item(dossier: Dossier, row: dict[str, object]) -> Iterator[Block]:
    yield Heading(2, f"{shown(row.get('id'))}: {words(row.get('type'))}")
    yield Labelled("From", source_of(dossier, row))
    received = f"; received {day(row['received'])}" if "received" in row else ""
    yield Labelled("Dated", day(row.get("dated")) + received)
    if "asked" in row or "responses" in row:
        yield Labelled("Responses", _responses(row))
    yield Labelled("Supports", claims_of(row))
    yield Labelled("Where", annex_of(dossier, row.get("file")))
    yield Labelled("What it says", shown(row.get("says")))
