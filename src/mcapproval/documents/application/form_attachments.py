"""The attachments of an application: what goes with its kind, and which annex each is.

The list by kind is worked out from the criteria, since NZQA's forms could not be read. Nothing is
expected on a day for which the law's values name no attachments.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from mcapproval.documents.answered import annexes_cited
from mcapproval.documents.answers import day as day_of
from mcapproval.documents.answers import listed, shown
from mcapproval.documents.application.internal import approvals
from mcapproval.documents.content import Block, Heading, Notice, Prose, TableBlock
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import enclosures
from mcapproval.documents.numbers import is_of
from mcapproval.rules.asked import HELD_TO
from mcapproval.rules.law import Law, has

Found = tuple[str, bool]
"""Where it is, in words, and whether it is there."""


@dataclass(frozen=True, slots=True)
class Expected:
    """`kinds` are those of application with which it goes; `where` finds it."""

    what: str
    kinds: tuple[str, ...]
    where: Callable[[Dossier], Found]
    when: Callable[[Dossier], bool] = lambda _: True


NEW = ("listing-and-approval", "listing-approval-and-accreditation")
BOTH, ONLY, CHANGE = "listing-approval-and-accreditation", "accreditation", "change"


def attachments(dossier: Dossier) -> Iterator[Block]:
    """What goes with this kind, then every annex by its number."""
    kind = dossier.draft.text("/kind")
    known = Law(dossier.law_day).maybe("attachments", kind) if has("attachments", kind) else None
    expected = [e for e in EXPECTED if known and kind in e.kinds and e.when(dossier)]
    yield Heading(1, "Attachments")
    if expected:
        found = [(each.what, *each.where(dossier)) for each in expected]
        missing = [f"{what[:1].lower()}{what[1:]}" for what, _, there in found if not there]
        rows = tuple((what, where) for what, where, _ in found)
        yield Prose("What goes with this kind of application is worked out from the criteria.")
        yield TableBlock(("What goes with it", "Where it is"), rows, shares=(5, 6))
        if missing:
            yield Notice(f"Missing: {listed(missing)}.")
    annexes = tuple((str(i.number), i.marked, i.serves or "-") for i in enclosures(dossier))
    yield TableBlock(
        ("Annex", "Title", "Serves"), annexes, "Annexes", shares=(2, 10, 8), row_heads=True
    )
    if annexes:
        yield Prose(
            "The name of an annex's file begins with its number; the annex index has the names."
        )


def _annexes(dossier: Dossier, paths: Iterable[Any]) -> Found:
    told = annexes_cited(dossier, paths)
    return told or "missing", bool(told)


def _files(list_of: str, key: str = "file") -> Callable[[Dossier], Found]:
    return lambda dossier: _annexes(
        dossier, (row.get(key) for _, row in dossier.draft.rows(list_of))
    )


def _attached(purpose: str) -> Callable[[Dossier], Found]:
    """What is attached for a purpose, whatever is said after the purpose's own words."""
    return lambda dossier: _annexes(
        dossier,
        (
            row.get("file")
            for _, row in dossier.draft.rows("/attachments")
            if str(row.get("for", "")).startswith(purpose)
        ),
    )


def _before_and_after(dossier: Dossier) -> Found:
    """The paper of that name, where the records have what was approved; else an annex."""
    files, there = _attached(HELD_TO)(dossier)
    if dossier.listed is None or dossier.listed.read() is None:
        return files, there
    told = "the paper Content before and after of this pack"
    return told + (f", with {files}" if there else ""), True


def _consultation(dossier: Dossier) -> Found:
    """The co-design report is made from the draft; the notes of meetings go with it."""
    if not dossier.draft.rows("/co_design/meetings"):
        return "missing", False
    notes, there = _files("/co_design/meetings")(dossier)
    return "the co-design report" + (f", with {notes}" if there else ""), True


def _need(dossier: Dossier) -> Found:
    if not dossier.draft.rows("/need/evidence"):
        return "missing", False
    files, there = _files("/need/evidence")(dossier)
    return "the evidence-of-need report" + (f", with {files}" if there else ""), True


def _support(dossier: Dossier) -> Found:
    if dossier.draft.text("/industry_support/outcome") == "not-required":
        return "not required: the draft gives the reason", True
    return _annexes(dossier, [dossier.draft.get("/industry_support/file")])


def _approval(dossier: Dossier) -> Found:
    found = list(approvals(dossier))
    if not found:
        return "missing: no approval of ours is recorded yet", False
    return f"see Internal approval: {found[-1].decided}", True


def _consent(dossier: Dossier) -> Found:
    rows = dossier.draft.rows("/accreditation")
    return _annexes(
        dossier,
        (dossier.draft.get(f"{path}/consent/file") for path, _ in rows),
    )


def _summary(dossier: Dossier) -> Found:
    there = bool(dossier.draft.text("/change/summary"))
    return ("see The change" if there else "missing"), there


def _told(dossier: Dossier) -> Found:
    told = dossier.draft.text("/change/providers_told")
    return (f"given on {day_of(told)}" if told else "missing"), bool(told)


def _of(dossier: Dossier) -> Found:
    there = bool(dossier.draft.text("/of"))
    return (is_of(dossier) if there else "missing"), there


def _delivered(dossier: Dossier) -> Found:
    rows = dossier.draft.rows("/accreditation")
    there = bool(rows) and all(row.get("delivery") for _, row in rows)
    university = dossier.draft.text("/route") == "university"
    under = "Resources and delivery" if university else "C. Accreditation"
    return (f"see {under}" if there else "missing"), there


def _developer(dossier: Dossier) -> Found:
    """What shows that the developer was spoken to, where somebody else developed it."""
    developer = dossier.draft.text("/developer/organisation")
    if developer and developer == dossier.draft.text("/applicant/organisation"):
        return "the applicant is the developer", True
    said = [
        shown(row.get("id"))
        for _, row in dossier.draft.rows("/need/evidence")
        if dossier.draft.get("/developer/organisation") in _givers(row)
    ]
    files, there = _attached("developer")(dossier)
    if there:
        return files, True
    return (f"evidence {listed(said)}", True) if said and developer else ("missing", False)


def _givers(row: dict[str, Any]) -> tuple[Any, ...]:
    giver = row.get("from")
    return (giver.get("organisation"),) if isinstance(giver, dict) else ()


def _by_te_hono(dossier: Dossier) -> bool:
    return dossier.draft.text("/te_hono_o_te_kahurangi") == "yes"


def _uses_standards(dossier: Dossier) -> bool:
    return dossier.draft.text("/standards/used") == "yes"


def _has_third_parties(dossier: Dossier) -> bool:
    return bool(dossier.draft.rows("/third_parties"))


EXPECTED = (
    Expected("Reference of the micro-credential", (ONLY, CHANGE), _of),
    Expected("Summary of the change", (CHANGE,), _summary),
    Expected("Content before and after", (CHANGE,), _before_and_after),
    Expected("Evidence of need", NEW, _need),
    Expected("Record of consultation and co-design", (*NEW, CHANGE), _consultation),
    Expected("Letter of support from an industry body", NEW, _support),
    Expected("Record of our internal approval", (*NEW, CHANGE), _approval),
    Expected("Notice to accredited providers", (CHANGE,), _told),
    Expected(
        "Self-reflective summary for Te Hono o Te Kahurangi",
        (*NEW, CHANGE),
        _attached("te-hono"),
        _by_te_hono,
    ),
    Expected("Contact with the developer", (ONLY,), _developer),
    Expected("How and where it is delivered", (ONLY,), _delivered),
    Expected("Samples of assessment", (BOTH, ONLY), _attached("assessment-samples")),
    Expected("Moderation plan", (BOTH, ONLY), _attached("moderation-plan")),
    Expected("Staff and resources", (BOTH, ONLY), _attached("staff-and-resources")),
    Expected("Consent to assess the standards", (BOTH, ONLY), _consent, _uses_standards),
    Expected(
        "Agreement with each third party",
        (*NEW, ONLY),
        _files("/third_parties", "agreement"),
        _has_third_parties,
    ),
)
