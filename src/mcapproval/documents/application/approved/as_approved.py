"""An application as it was approved: the version that the answer was about, and what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from mcapproval.clock import spoken
from mcapproval.documents.answers import listed, words
from mcapproval.documents.dossier import Dossier

ORDER = ("listing", "approval", "accreditation")
"""In which results are told."""


def was_approved(dossier: Dossier) -> bool:
    """Whether its content was approved outside; an accreditation alone has nothing of its own."""
    return dossier.outcome.granted("approval") is not None


def approved_on(dossier: Dossier) -> date:
    on = dossier.outcome.granted("approval")
    assert on is not None, "asked of what was not approved"
    return on


def as_approved(dossier: Dossier) -> Dossier | None:
    """The dossier with the content that was approved, which may not be the present one; None where
    that text was erased.
    """
    if dossier.outcome.content in (0, dossier.version):
        return dossier
    for one in dossier.earlier:
        if one.number == dossier.outcome.content:
            draft = one.read()
            return None if draft is None else replace(dossier, draft=draft, version=one.number)
    return None


Waits = Literal["", "text", "change", "approval", "accreditation"]


def waits_for(dossier: Dossier) -> Waits:
    """What is in the way of enrolling into the very content of these papers: that the text approved
    was erased, or the first answer that was not granted; a change and an accreditation are of what
    was approved before. Empty for nothing.
    """
    kind, outcome = dossier.draft.text("/kind"), dossier.outcome
    if was_approved(dossier) and as_approved(dossier) is None:
        return "text"
    if kind != "accreditation" and not was_approved(dossier):
        return "change" if kind == "change" else "approval"
    expected = "accreditation" in dossier.results_expected
    return "accreditation" if expected and not outcome.granted("accreditation") else ""


def results_in_words(dossier: Dossier) -> str:
    """Each result with its day, those of one day together."""
    days: dict[tuple[str, date], list[str]] = {}
    for name in (n for n in ORDER if n in dossier.outcome.results):
        result, on = dossier.outcome.results[name]
        days.setdefault((result, on), []).append(words(name))
    return "; ".join(
        f"{listed(names)} {words(result)} on {spoken(on)}" for (result, on), names in days.items()
    )
