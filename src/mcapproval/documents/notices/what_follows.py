"""What follows from an outcome for each of our people: what to set up, to publish, to count on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mcapproval.clock import spoken
from mcapproval.documents.answers import UNWRITTEN, listed, organisation, shown, title_of
from mcapproval.documents.application.funding import asks_for_some
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.numbers import nzqa_number
from mcapproval.policy.model import capital
from mcapproval.policy.readiness import topic

RESULTS = ("listing", "approval", "accreditation")
ROLES = ("registry", "finance", "programme-manager", "quality-manager", "author")
GRANTED, DECLINED = "granted", "declined"


def is_so(dossier: Dossier, result: str, told: str) -> bool:
    return dossier.outcome.results.get(result, ("",))[0] == told


def granted(dossier: Dossier, result: str) -> bool:
    return is_so(dossier, result, GRANTED)


def next_review(dossier: Dossier) -> date | None:
    """The day that they set; where they granted nothing, there is nothing to review."""
    some = any(granted(dossier, result) for result in RESULTS)
    return dossier.outcome.review_on if some else None


def follows(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    """Each of those to be told, by title, with what they are to do."""
    makers = {
        "registry": _registry,
        "finance": _finance,
        "programme-manager": _delivery,
        "quality-manager": _quality,
        "author": _author,
    }
    for role in ROLES:
        named = dossier.policy.title(role)
        tasks = [*makers[role](dossier), *_to_show(dossier, role)]
        yield capital(named), tasks
        if role == "registry":
            yield "Marketing", list(_marketing(dossier))


def _changes(dossier: Dossier) -> bool:
    return dossier.draft.text("/kind") == "change"


def _stands(dossier: Dossier) -> bool:
    """Whether the content is approved: by this outcome, or before an accreditation alone."""
    return granted(dossier, "approval") or dossier.draft.text("/kind") == "accreditation"


def _delivered(dossier: Dossier) -> bool:
    """Whether it may be delivered by what is known: a change is of something delivered already."""
    return granted(dossier, "accreditation") or _changes(dossier)


def _size(dossier: Dossier) -> str:
    draft = dossier.draft
    level, credits = shown(draft.get("/level")), shown(draft.get("/credits"))
    return f"{title_of(dossier)}: level {level}, {credits} credits, NZSCED {_field(dossier)}"


def _field(dossier: Dossier) -> str:
    return shown(dossier.draft.get("/nzsced"))


def _registry(dossier: Dossier) -> Iterator[str]:
    if _changes(dossier):
        yield from _registry_of_change(dossier)
    elif not _stands(dossier) or is_so(dossier, "accreditation", DECLINED):
        yield "Set nothing up."
    else:
        yield f"Set up {_size(dossier)}."
        number = nzqa_number(dossier) or ("" if dossier.listed else dossier.draft.text("/of"))
        if number:
            yield f"Enter NZQA's number {number} as the outside code."
        yield "Report completions to NZQA within three months of each award."


def _registry_of_change(dossier: Dossier) -> Iterator[str]:
    if not _stands(dossier):
        yield "Leave what is set up as it is."
        return
    version = dossier.outcome.listing_version
    yield f"Set up {f'version {version}' if version else 'the new version'} of {_size(dossier)}."
    if number := nzqa_number(dossier):
        yield f"NZQA's number stays {number}."
    told = dossier.draft.text("/change/transition")
    yield f"Learners under way: {told}" if told else "What holds for learners under way is open."


def _marketing(dossier: Dossier) -> Iterator[str]:
    if not _stands(dossier):
        if _changes(dossier):
            yield "Leave what is published as it is."
        else:
            yield "Publish nothing that says or suggests that it is approved."
        return
    yield "Publish title, level and credits as they are here, and take down what differs."
    for _, row in dossier.draft.rows("/published_elsewhere_as"):
        if _differs(dossier, row):
            yield f"To be put right: {shown(row.get('where'))}."
    if not _delivered(dossier):
        yield "Take no enrolments from the page until accreditation is granted."


def _differs(dossier: Dossier, row: dict[str, object]) -> bool:
    return any(
        row.get(key) is not None and row.get(key) != dossier.draft.get(f"/{key}")
        for key in ("level", "credits")
    )


def _finance(dossier: Dossier) -> Iterator[str]:
    if not _stands(dossier):
        yield (
            "Change nothing." if _changes(dossier) else "Count on no income and no funding from it."
        )
        return
    sought = dossier.draft.text("/funding/sought")
    if sought == "yes":
        yield (
            "Approval is not funding: apply to the Tertiary Education Commission, and count on "
            "none until it answers."
        )
    elif sought == "no":
        yield "No public funding is sought."
    elif asks_for_some(dossier):
        yield "Whether public funding is sought is not written: settle it with the programme."
    elif not _changes(dossier):
        yield "The application asks for no public funding: count on none."
    yield "Set the fee, and the price for each kind of customer, as the business case has it."


def _delivery(dossier: Dossier) -> Iterator[str]:
    if _changes(dossier):
        if _stands(dossier):
            yield "Deliver the new version to whoever begins from now on."
            yield "Bring tasks, marking guides and moderation into line with it."
        else:
            yield "Go on delivering the version that stands approved."
    elif granted(dossier, "accreditation"):
        yield "Begin the first cohort only when everything that is to be shown before it is shown."
    elif is_so(dossier, "accreditation", DECLINED):
        yield "Don't deliver: accreditation was declined."
    else:
        yield "Prepare, and enrol nobody: there is no accreditation to deliver."


def _to_show(dossier: Dossier, role: str) -> Iterator[str]:
    """What is to be shown before the first cohort, of those items that are this role's."""
    if granted(dossier, "accreditation"):
        for key in dossier.policy.ready_to_deliver:
            shown_by = topic(key)
            if shown_by.owner == role:
                yield f"Show before the first cohort: {shown_by.words}."


def _quality(dossier: Dossier) -> Iterator[str]:
    open_ones = [i for i in dossier.items if i.kind == "condition" and i.state != "closed"]
    if open_ones:
        yield f"See to the conditions that are open: {listed(str(i.number) for i in open_ones)}."
    if review := next_review(dossier):
        yield f"The next review is set for {spoken(review)}."
    ended = dossier.came is not None and dossier.came.ends
    if not ended and any(is_so(dossier, result, DECLINED) for result in RESULTS):
        yield "Decide whether to answer, to apply again, or to end it here."
    if _changes(dossier) and _stands(dossier):
        yield "Tell every other provider that is accredited to deliver it, and record that."
    if granted(dossier, "approval"):
        yield "File the letter with the case, and check that what is listed is what was approved."
    else:
        yield "File the letter with the case."


def _author(dossier: Dossier) -> Iterator[str]:
    partners = [
        organisation(dossier, row.get("organisation"))
        for _, row in dossier.draft.rows("/co_design/partners")
    ]
    known = [name for name in partners if name != UNWRITTEN]
    if known:
        yield f"Tell those who developed it with us: {listed(known)}."
    yield "Tell those who gave evidence of need what came of it."
