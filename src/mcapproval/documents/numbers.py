"""What NZQA calls the micro-credential that a case is about: by the case's own answer, and of one
that was listed before it, by what the records had of that.
"""

from __future__ import annotations

from mcapproval.documents.answers import shown
from mcapproval.documents.dossier import Dossier


def nzqa_number(dossier: Dossier) -> str:
    """Empty where the records have none."""
    return dossier.outcome.listing_number or (dossier.listed.number if dossier.listed else "")


def nzqa_version(dossier: Dossier) -> str:
    """The version that the content of the case is, or changes; empty where the records have none,
    and where a change was approved and its version was not told.
    """
    outcome, of = dossier.outcome, dossier.listed
    changed = dossier.draft.text("/kind") == "change" and outcome.granted("approval")
    return outcome.listing_version or (of.version if of and not changed else "")


def reporting_code(dossier: Dossier) -> str:
    code = dossier.listed.reporting_code if dossier.listed else ""
    return dossier.outcome.reporting_code or code


def number_in_words(dossier: Dossier) -> str:
    """`990011, version 1`, as far as it is recorded."""
    return _told(nzqa_number(dossier), nzqa_version(dossier)) or "not recorded yet"


def is_of(dossier: Dossier) -> str:
    """What a change or an accreditation is of, for NZQA: `990011, version 1`; else what its author
    wrote.
    """
    of = dossier.listed
    return (_told(of.number, of.version) if of else "") or shown(dossier.draft.get("/of"))


def _told(number: str, version: str) -> str:
    return f"{number}, version {version}" if number and version else number
