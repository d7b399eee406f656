"""What a draft says of its need: shared by the application and the evidence-of-need report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.clock import add_months, months_between
from mcapproval.documents.answers import (
    UNWRITTEN,
    answer,
    as_day,
    count,
    day,
    listed,
    organisation,
    person,
    shown,
    words,
)
from mcapproval.documents.content import Block, Labelled, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_of


def older(dossier: Dossier, row: dict[str, Any]) -> bool:
    """Whether an item is older than our policy lets evidence be. Where the paper is of what a body
    decided on, it counts to the day of the decision: the paper's own may be long after it.
    """
    dated, found = as_day(row.get("dated")), dossier.resolved
    on = found.decision.decided_on if found else dossier.as_at
    return dated is not None and add_months(dated, dossier.policy.need_months) < on


def source_of(dossier: Dossier, row: dict[str, Any]) -> str:
    """Who an item of evidence is from: organisation, person and published source as given."""
    giver = row.get("from")
    if not isinstance(giver, dict):
        return UNWRITTEN
    parts = []
    if giver.get("organisation"):
        parts.append(organisation(dossier, giver["organisation"]))
    if giver.get("person"):
        parts.append(person(dossier, giver["person"]))
    if giver.get("source"):
        parts.append(shown(giver["source"]))
    return "; ".join(parts) or UNWRITTEN


def age_of(dossier: Dossier, row: dict[str, Any]) -> str:
    """How old an item is on the document's day, in whole months."""
    dated = as_day(row.get("dated"))
    if dated is None:
        return "not known"
    if dated > dossier.as_at:
        return "dated after this paper"
    months = months_between(dated, dossier.as_at)
    return count(months, "month") if months else "under a month"


def evidence_table(dossier: Dossier, caption: str) -> TableBlock:
    rows = tuple(
        (
            shown(row.get("id")),
            words(row.get("type")),
            source_of(dossier, row),
            day(row.get("dated")),
            age_of(dossier, row),
            annex_of(dossier, row.get("file")),
        )
        for _, row in dossier.draft.rows("/need/evidence")
    )
    columns = ("Item", "What", "From", "Dated", "Age", "Where")
    return TableBlock(columns, rows, caption, shares=(3, 6, 10, 6, 5, 5))


def industry_support(dossier: Dossier, caption: str = "Industry support") -> Iterator[Block]:
    draft = dossier.draft
    if not isinstance(draft.get("/industry_support"), dict):
        yield Labelled("Industry support", UNWRITTEN)
        return
    facts: tuple[tuple[str, str, int], ...] = (
        ("Body", organisation(dossier, draft.get("/industry_support/body")), 8),
        ("Asked", day(draft.get("/industry_support/asked")), 5),
        ("Answered", day(draft.get("/industry_support/answered")), 5),
        ("Outcome", words(draft.get("/industry_support/outcome")), 4),
        ("Where", annex_of(dossier, draft.get("/industry_support/file")), 4),
    )
    if draft.get("/industry_support/outcome") == "not-required":
        facts = tuple(fact for fact in facts if fact[1] not in (UNWRITTEN, "no file"))
    if len(facts) == 1:
        yield Labelled(caption or facts[0][0], facts[0][1])
    else:
        yield TableBlock(
            tuple(column for column, _, _ in facts),
            (tuple(told for _, told, _ in facts),),
            caption,
            shares=tuple(share for _, _, share in facts),
        )
    if draft.text("/industry_support/reason"):
        declined = draft.text("/industry_support/outcome") == "declined"
        label = "Our answer to the refusal" if declined else "Reason"
        yield answer(dossier, label, "/industry_support/reason")


def duplication(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    where = draft.get("/need/duplication/where")
    searched = (
        f"{day(draft.get('/need/duplication/searched'))}, in {shown(where)}, for: "
        f"{shown(draft.get('/need/duplication/terms'))}"
        if draft.get("/need/duplication/searched") or where
        else UNWRITTEN
    )
    yield Labelled("Search for learning of the same kind", searched)
    for _, row in draft.rows("/need/duplication/found"):
        number = f" ({row['number']})" if row.get("number") else ""
        yield Labelled(f"Near match: {shown(row.get('title'))}{number}", shown(row.get("differs")))
    if draft.get("/need/duplication/found") == []:
        yield Labelled("Near matches", "None was found.")
    yield answer(dossier, "Statement on duplication", "/need/duplication/statement")


def claims_of(row: dict[str, Any]) -> str:
    claims = row.get("claims")
    return listed(words(c) for c in claims) if isinstance(claims, list) and claims else "no claim"
