"""What came from elsewhere is noted, never failed, by the rules of today: it was approved, and its
cohorts were held, before these records began.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from sqlalchemy import Connection

from mcapproval.actions.lookup import version_of
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import tokens
from mcapproval.findings import Finding, Severity
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application, Case, Delivery, ImportBatch, Version

APPROVED = "approved"
DUTIES = ("review", "last_review", "self_review", "changes")
"""Parts of a standing that are about what is to be done from now on: imported or not."""


def decided_elsewhere(connection: Connection, case: Case, application: Application) -> bool:
    """Whether an application was approved before it was imported, and stands as imports said it."""
    if not case.imported or case.state != APPROVED:
        return False
    version = version_of(connection, case.ref, application.number)
    return came_with(queries.many(connection, ImportBatch), version.seq) is not None


def brought(connection: Connection, applications: Iterable[Application]) -> dict[str, Application]:
    """Of applications those that were decided elsewhere, by reference: for many at once."""
    cases = {case.ref for case in queries.many(connection, Case, state=APPROVED) if case.imported}
    versions = {(row.ref, row.number): row for row in queries.many(connection, Version)}
    imports = queries.many(connection, ImportBatch)
    return {
        each.ref: each
        for each in applications
        if each.ref in cases and came_with(imports, versions[each.ref, each.number].seq)
    }


def came_with(imports: Iterable[ImportBatch], seq: int) -> ImportBatch | None:
    """The import that made a row of the journal."""
    return next((each for each in imports if each.first <= seq <= each.last), None)


def taken_back(connection: Connection) -> Callable[[int], str]:
    """What is said behind a row of the journal that went with an import that was taken back."""
    gone = [row for row in queries.many(connection, ImportBatch) if row.undone_on]

    def said(seq: int) -> str:
        of = came_with(gone, seq)
        return f" (taken back with {of.ref})" if of else ""

    return said


def noted(case: Case, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings on what was imported, as notes that say so; a note stays as it is."""
    said = f"imported with {case.imported}, and approved under the rules of its day"
    return tuple(_noted(found, said) for found in findings)


def standing_noted(
    connection: Connection, case: Case, document: Draft, findings: Iterable[Finding]
) -> tuple[Finding, ...]:
    """The findings on how a case stands: those on imported cohorts, and of an imported case on all
    but its duties, as notes.
    """
    brought = {
        row["ref"]
        for _, row in document.rows("/deliveries")
        if (kept := queries.one(connection, Delivery, ref=str(row.get("ref")))) and kept.imported
    }
    told = []
    for found in findings:
        part, *rest = tokens(found.path) or ("",)
        if part == "deliveries":
            at = f"/deliveries/{rest[0]}" if rest else ""
            ours = bool(at) and document.get(f"{at}/ref") in brought
            told.append(
                _noted(found, "this cohort was imported: it was held before") if ours else found
            )
        elif case.imported and part not in DUTIES:
            told.extend(noted(case, [found]))
        else:
            told.append(found)
    return tuple(told)


def _noted(found: Finding, said: str) -> Finding:
    if found.severity is Severity.NOTE:
        return found
    return replace(found, severity=Severity.NOTE, message=f"{found.message} ({said})")
