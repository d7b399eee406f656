"""What is weak in the evidence of need, said plainly to whoever decides inside: by what is
recorded, not by its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from mcapproval.documents.answers import as_day, count, listed, organisation, shown, words
from mcapproval.documents.application.needs import older
from mcapproval.documents.claims import CLAIMS
from mcapproval.documents.content import Block, Bullets, Heading, Prose
from mcapproval.documents.dossier import Dossier
from mcapproval.rules.asked import asks_content
from mcapproval.rules.asked import listed as listed_texts
from mcapproval.rules.coverage import coverage
from mcapproval.rules.evidence_organisations import outside

OURS = "our policy asks for"


def weak(dossier: Dossier) -> Iterator[Block]:
    if not asks_content(dossier.draft):
        return
    found = tuple(_found(dossier))
    yield Heading(1, "What is weak in the evidence of need")
    if found:
        yield Bullets(found)
    else:
        yield Prose("Nothing is missing of what can be counted.")
    yield Prose(
        "Whether the evidence suffices is for a reader to judge. No text that we could read sets a "
        "number of letters or an age for them; where this paper counts, the figure is our policy's."
    )


def _found(dossier: Dossier) -> Iterator[str]:
    rows = [row for _, row in dossier.draft.rows("/need/evidence")]
    if not rows:
        yield "No evidence of need is recorded yet."
    else:
        yield from _of_items(dossier, rows)
        yield from _of_claims(rows)
    yield from _of_coverage(dossier, bool(rows))
    yield from _of_the_rest(dossier)


def _of_items(dossier: Dossier, rows: list[dict[str, Any]]) -> Iterator[str]:
    undated = [row for row in rows if as_day(row.get("dated")) is None]
    old = [row for row in rows if older(dossier, row)]
    bare = [row for row in rows if not row.get("file")]
    if undated:
        yield f"{_ids(undated)} {_has(undated)} no day, so nobody can tell how old {_it(undated)}."
    if old:
        months = count(dossier.policy.need_months, "month")
        yield f"{_ids(old)} {_is(old)} older than the {months} of our policy."
    if bare:
        yield f"{_ids(bare)} {_has(bare)} no file, so a reader can't see what was said."
    own = dossier.draft.text("/applicant/organisation")
    ours = [row for row in rows if own and _from(row) == own]
    if ours:
        yield f"{_ids(ours)} {_is(ours)} our own word, which does not count as another's."
    others, least = len(outside(dossier.draft)), dossier.policy.organisations_at_least
    if others < least:
        yield (
            f"{count(others, 'organisation')} beside us {'speaks' if others == 1 else 'speak'} for "
            f"it; {OURS} {least}."
        )


def _of_claims(rows: list[dict[str, Any]]) -> Iterator[str]:
    for claim in CLAIMS:
        if not any(claim in listed_texts(row.get("claims")) for row in rows):
            yield f"Nobody says that {words(claim)}."


def _of_coverage(dossier: Dossier, any_evidence: bool) -> Iterator[str]:
    found = coverage(dossier.draft)
    silent = [key for _, key in found.silent()]
    if silent:
        yield f"No evidence speaks for {listed(silent)}."
    elif any_evidence and not found.outcomes and dossier.draft.rows("/learning_outcomes"):
        yield "No item says which outcome it speaks for."


def _of_the_rest(dossier: Dossier) -> Iterator[str]:
    draft = dossier.draft
    if not draft.get("/need/duplication/searched"):
        yield "No search for learning of the same kind is recorded."
    answered = draft.text("/industry_support/outcome")
    body = organisation(dossier, draft.get("/industry_support/body"))
    if answered == "declined":
        yield f"{body} declined to support it."
    elif answered == "awaited":
        yield f"{body} has not answered yet."


def _ids(rows: Iterable[dict[str, Any]]) -> str:
    return listed(shown(row.get("id")) for row in rows)


def _from(row: dict[str, Any]) -> Any:
    giver = row.get("from")
    return giver.get("organisation") if isinstance(giver, dict) else None


def _has(rows: list[dict[str, Any]]) -> str:
    return "has" if len(rows) == 1 else "have"


def _is(rows: list[dict[str, Any]]) -> str:
    return "is" if len(rows) == 1 else "are"


def _it(rows: list[dict[str, Any]]) -> str:
    return "it is" if len(rows) == 1 else "they are"
