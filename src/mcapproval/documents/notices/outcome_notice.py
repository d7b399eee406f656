"""The internal notice of an outcome: what was decided outside, and what follows for whom."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import UNWRITTEN, listed, organisation, shown, title_of
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier, Item
from mcapproval.policy.readiness import topic

RESULTS = ("listing", "approval", "accreditation")
ROLES = ("registry", "finance", "programme-manager", "quality-manager", "author")
GRANTED, DECLINED = "granted", "declined"


def of_outcome(dossier: Dossier) -> bool:
    return bool(dossier.outcome.results)


def outcome_notice(dossier: Dossier) -> Document:
    return paper(
        dossier,
        "OUTCOME",
        "Internal notice",
        "What was decided, and what follows",
        _blocks(dossier),
    )


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Prose("Tēnā koutou")
    yield Prose(_in_short(dossier))
    yield from _decided(dossier)
    yield from _conditions(dossier)
    yield Heading(1, "What follows, and for whom")
    if not _is(dossier, "accreditation") and "accreditation" in dossier.results_expected:
        yield Notice("Nobody may be enrolled yet: accreditation to deliver is not granted.")
    for role, tasks in _follows(dossier):
        yield Heading(2, role)
        yield Bullets(tuple(tasks))


def _is(dossier: Dossier, result: str, told: str = GRANTED) -> bool:
    return dossier.outcome.results.get(result, ("",))[0] == told


def _expected(dossier: Dossier) -> tuple[str, ...]:
    named = (*dossier.results_expected, *dossier.outcome.results)
    return tuple(result for result in RESULTS if result in named)


def _in_short(dossier: Dossier) -> str:
    told = {
        word: [r for r in _expected(dossier) if _is(dossier, r, word)]
        for word in (GRANTED, DECLINED)
    }
    awaited = [r for r in _expected(dossier) if r not in dossier.outcome.results]
    parts = [
        f"{listed(found)} {'was' if len(found) == 1 else 'were'} {word}"
        for word, found in told.items()
        if found
    ]
    if awaited:
        parts.append(f"{listed(awaited)} {'is' if len(awaited) == 1 else 'are'} still awaited")
    said = "; ".join(parts)
    what = "The change of " if dossier.draft.text("/kind") == "change" else ""
    return f"{what}{title_of(dossier)}: {said}."


def _by(dossier: Dossier, result: str) -> str:
    """NZQA lists; a university's content and accreditation are for Universities New Zealand."""
    university = dossier.draft.text("/route") == "university"
    return "Universities New Zealand" if university and result != "listing" else "NZQA"


def _decided(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "What was decided")
    rows = []
    for result in _expected(dossier):
        told, on = dossier.outcome.results.get(result, ("awaited", None))
        row = (result.capitalize(), told, spoken(on) if on else "-", _by(dossier, result))
        rows.append(row)
    yield TableBlock(("Result", "Outcome", "Day", "By"), tuple(rows), shares=(3, 3, 4, 5))
    found = dossier.outcome
    numbers = (
        ("Their reference of the application", found.reference),
        ("NZQA's number of the micro-credential", found.listing_number),
        ("Version listed", found.listing_version),
        ("NZQA's reporting code", found.reporting_code),
        ("Next review set by them", spoken(found.review_on) if found.review_on else ""),
        ("Our application", f"{dossier.ref}, version {found.content or dossier.version}"),
    )
    given = tuple(row for row in numbers if row[1])
    yield TableBlock(("What", "Number or day"), given, "To be quoted", shares=(5, 4))


def _conditions(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Conditions")
    found = [item for item in dossier.items if item.kind == "condition"]
    if not found:
        yield Prose("The records hold no condition.")
    for item in found:
        yield Labelled(f"Condition {item.number}: {_whose(dossier, item)}", item.asked)


def _whose(dossier: Dossier, item: Item) -> str:
    owner = dossier.policy.title(item.owner) if item.owner else "nobody named yet"
    due = f"due on {spoken(item.due)}" if item.due else "no day set"
    done = ", met" if item.state == "closed" else ""
    touches = f", for {item.touches}" if item.touches else ""
    return f"{owner}, {due}{touches}{done}"


def _follows(dossier: Dossier) -> Iterator[tuple[str, list[str]]]:
    title = dossier.policy.title
    makers = {
        "registry": _registry,
        "finance": _finance,
        "programme-manager": _delivery,
        "quality-manager": _quality,
        "author": _author,
    }
    for role in ROLES:
        named = title(role)
        tasks = [*makers[role](dossier), *_to_show(dossier, role)]
        yield named[:1].upper() + named[1:], tasks
        if role == "registry":
            yield "Marketing", list(_marketing(dossier))


def _registry(dossier: Dossier) -> Iterator[str]:
    if not _is(dossier, "approval") and not _is(dossier, "listing"):
        yield "Set nothing up."
        return
    draft = dossier.draft
    level, credits = shown(draft.get("/level")), shown(draft.get("/credits"))
    nzsced = shown(draft.get("/nzsced"))
    yield f"Set up {title_of(dossier)}: level {level}, {credits} credits, NZSCED {nzsced}."
    if dossier.outcome.listing_number:
        yield f"Enter NZQA's number {dossier.outcome.listing_number} as the outside code."
    yield "Report completions to NZQA within three months of each award."


def _marketing(dossier: Dossier) -> Iterator[str]:
    if not _is(dossier, "approval"):
        yield "Publish nothing that says or suggests that it is approved."
        return
    yield "Publish title, level and credits as they are here, and take down what differs."
    for _, row in dossier.draft.rows("/published_elsewhere_as"):
        if _differs(dossier, row):
            yield f"To be put right: {shown(row.get('where'))}."
    if not _is(dossier, "accreditation"):
        yield "Take no enrolments from the page until accreditation is granted."


def _differs(dossier: Dossier, row: dict[str, object]) -> bool:
    return any(
        row.get(key) is not None and row.get(key) != dossier.draft.get(f"/{key}")
        for key in ("level", "credits")
    )


def _finance(dossier: Dossier) -> Iterator[str]:
    sought = dossier.draft.text("/funding/sought")
    if not _is(dossier, "approval"):
        yield "Count on no income and no funding from it."
    elif sought == "yes":
        yield (
            "Approval is not funding: apply to the Tertiary Education Commission, and count on "
            "none until it answers."
        )
    elif sought == "no":
        yield "No public funding is sought."
    else:
        yield "Whether public funding is sought is not written: settle it with the programme."
    if _is(dossier, "approval"):
        yield "Set the fee, and the price for each kind of customer, as the business case has it."


def _delivery(dossier: Dossier) -> Iterator[str]:
    if _is(dossier, "accreditation"):
        yield "Begin the first cohort only when everything that is to be shown before it is shown."
    elif _is(dossier, "accreditation", DECLINED):
        yield "Don't deliver: accreditation was declined."
    else:
        yield "Prepare, and enrol nobody: there is no accreditation to deliver."


def _to_show(dossier: Dossier, role: str) -> Iterator[str]:
    """What is to be shown before the first cohort, of those items that are this role's."""
    if _is(dossier, "accreditation"):
        for key in dossier.policy.ready_to_deliver:
            shown_by = topic(key)
            if shown_by.owner == role:
                yield f"Show before the first cohort: {shown_by.words}."


def _quality(dossier: Dossier) -> Iterator[str]:
    open_ones = [i for i in dossier.items if i.kind == "condition" and i.state != "closed"]
    if open_ones:
        yield f"See to the conditions that are open: {listed(str(i.number) for i in open_ones)}."
    if dossier.outcome.review_on:
        yield f"The next review is set for {spoken(dossier.outcome.review_on)}."
    if any(_is(dossier, result, DECLINED) for result in RESULTS):
        yield "Decide whether to answer, to apply again, or to end it here."
    yield "File the letter with the case, and check that what is listed is what was approved."


def _author(dossier: Dossier) -> Iterator[str]:
    partners = [
        organisation(dossier, row.get("organisation"))
        for _, row in dossier.draft.rows("/co_design/partners")
    ]
    known = [name for name in partners if name != UNWRITTEN]
    if known:
        yield f"Tell those who developed it with us: {listed(known)}."
    yield "Tell those who gave evidence of need what came of it."
