"""How a clause stands for one draft: its state, and where a reader finds what it asks for."""

from __future__ import annotations

from dataclasses import dataclass

from mcapproval.clock import spoken
from mcapproval.documents.answered import answered, headings, joined
from mcapproval.documents.answers import listed
from mcapproval.documents.dossier import Dossier
from mcapproval.draft.pointer import covers, tokens
from mcapproval.draft.sections import FRAME
from mcapproval.findings import Finding
from mcapproval.rules.rule import Rule
from mcapproval.rules.texts import Clause

MET, FINDING, WAIVED = "met", "finding stands", "waived"
JUDGED, APART = "a person judges", "does not apply"

NOT_THIS_KIND = {
    "listing-and-approval": "no accreditation asked",
    "accreditation": "content approved already",
    "change": "not for changes",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """`where` are places of the draft, or why it does not apply. `outside` is a clause about
    drafts of another route, kind or applicant.
    """

    state: str
    where: str
    outside: bool = False


def standing(
    dossier: Dossier, clause: Clause, book: dict[str, Rule], known: dict[str, Clause]
) -> Standing:
    """A finding counts even under a clause that seems to be about other drafts; one that is let
    stand counts only under the clause that it names: nobody waived the others.
    """
    own = [f for f in dossier.findings if f.clause == clause.id]
    if own:
        codes = listed(dict.fromkeys(f.code for f in own))
        waived = all(waiver_of(dossier, finding) for finding in own)
        return Standing(WAIVED if waived else FINDING, f"see {codes} under Findings")
    other = _not_about(dossier, clause)
    if other:
        return Standing(APART, other, outside=True)
    paths = _paths(clause, book)
    places = answered(dossier, paths)
    if clause.checked_by is None:
        return _judged(dossier, paths, places)
    touching = [f for f in dossier.findings if _touches(f, clause, paths, known)]
    elsewhere = [f for f in touching if not waiver_of(dossier, f)]
    if elsewhere:
        codes = listed(dict.fromkeys(f.code for f in elsewhere))
        return Standing(FINDING, f"see {codes} under Findings")
    if paths and not places:
        return Standing(APART, "nothing written yet")
    return Standing(MET, joined(places) or "the draft as a whole")


def _judged(dossier: Dossier, paths: tuple[str, ...], places: tuple[str, ...]) -> Standing:
    """Its first place says `no`: then there is nothing to judge."""
    if paths and dossier.draft.get(paths[0]) == "no":
        return Standing(APART, joined(places[:1]))
    if not places:
        return Standing(JUDGED, joined(f"{place} (none given)" for place in headings(paths)))
    return Standing(JUDGED, joined(places))


def _paths(clause: Clause, book: dict[str, Rule]) -> tuple[str, ...]:
    """The clause's own places, else what its rule reads beside the draft's frame."""
    rule = book.get(clause.checked_by or "")
    if clause.look_at or not rule:
        return clause.look_at
    return tuple(path for path in rule.reads if tokens(path)[0] not in FRAME)


def _not_about(dossier: Dossier, clause: Clause) -> str:
    """Why a clause is not about this draft, in three words; empty where it is."""
    draft, about = dossier.draft, clause.concerns
    route, kind = draft.text("/route"), draft.text("/kind")
    applicant = draft.text(f"/organisations/{draft.text('/applicant/organisation')}/type")
    if about.route and route not in about.route:
        return f"only {'NZQA' if about.route == ('nzqa',) else listed(about.route)} route"
    if about.kind and kind not in about.kind:
        return (
            "only for changes"
            if about.kind == ("change",)
            else NOT_THIS_KIND.get(kind, "not this kind")
        )
    if about.applicant and applicant and applicant not in about.applicant:
        return "another applicant type"
    return ""


def _touches(
    finding: Finding, clause: Clause, paths: tuple[str, ...], known: dict[str, Clause]
) -> bool:
    """Whether the same rule has a finding in this clause's places under another clause. What only
    our policy asks leaves a clause of the law met.
    """
    other = known.get(finding.clause or "")
    if finding.code != clause.checked_by or (other and other.asked_by != clause.asked_by):
        return False
    return any(covers(path, finding.path) for path in paths) or not clause.look_at


def waiver_of(dossier: Dossier, finding: Finding) -> str:
    """Who let the finding stand, when and why; empty where nobody did."""
    for waived in dossier.waived:
        if waived.code == finding.code and covers(waived.path, finding.path):
            return f"Waived by {waived.by} on {spoken(waived.on)}: {waived.note}"
    return ""
