"""The letter that asks an industry body whether it supports a micro-credential.

What it asks are the two claims that a letter can make, and what such bodies publish that they look
at: value, need, structure, gap. They answer within 20 working days.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.addresses import reached_at
from mcapproval.documents.answers import (
    UNWRITTEN,
    count,
    day,
    listed,
    organisation,
    person,
    shown,
    title_of,
    words,
)
from mcapproval.documents.application.paper import paper
from mcapproval.documents.claims import CLAIMS
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
    Document,
    Heading,
    Labelled,
    Prose,
    Steps,
    TableBlock,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import annex_number, enclosures
from mcapproval.documents.hours import all_hours, hours_told
from mcapproval.documents.letters.industry_body import TO_ANSWER, answer_by, body_of

_ID = re.compile(r"^[A-Z][0-9]+ ")
LOOKED_AT = (
    "whether it adds value for industry, learners and the community",
    "whether it meets a need of the industry",
    "whether its structure holds together",
    "whether it fills a gap in skills or in the pathways that there are",
)
HOURS = {
    "directed": "directed",
    "self_directed": "self-directed",
    "work_based": "at work",
    "assessment": "for assessment",
}
ASKED_FOR = {
    "listing-and-approval": "list and approve",
    "listing-approval-and-accreditation": "list and approve, and to accredit us to deliver,",
    "accreditation": "accredit us to deliver",
}


def of_support(dossier: Dossier) -> bool:
    """A change needs no letter of support, and a skills board asks none of itself; of anything
    else only while it is still to be asked for or awaited, and nothing was submitted or ended.
    """
    draft = dossier.draft
    needed = draft.text("/kind") != "change" and draft.text("/route") != "skills-board"
    waits = draft.text("/industry_support/outcome") in ("", "awaited")
    return needed and waits and not dossier.submitted and not _ended(dossier)


def _ended(dossier: Dossier) -> bool:
    state = dossier.walk.definition.states.get(dossier.state) if dossier.walk else None
    return state is not None and state.end


def support_request(dossier: Dossier) -> Document:
    to = f"Asking for your support. To: {body_asked(dossier)}"
    return paper(dossier, "SUPPORT", "Letter", to, _blocks(dossier))


def body_asked(dossier: Dossier) -> str:
    return body_of(dossier.draft, dossier.organisations, dossier.as_at)


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield from _asking(dossier)
    yield from _about(dossier)
    yield from _outcomes(dossier)
    yield from _need(dossier)
    yield from _with_it(dossier)
    yield from _close(dossier)


def _asking(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    us = organisation(dossier, draft.get("/applicant/organisation"))
    yield Prose("Tēnā koutou")
    yield Prose(_opening(dossier, us))
    yield Prose("We ask you for a letter that says of each of two claims whether you agree:")
    yield Steps(tuple(CLAIMS.values()))
    yield Prose("Please say as well, as far as you can speak to it:")
    yield Bullets(LOOKED_AT)
    by = answer_by(dossier.as_at)
    until = f", that is by {spoken(by)}" if by else ""
    yield Prose(
        f"Bodies such as yours publish that they answer within {TO_ANSWER} working days{until}. If "
        "you need longer, or anything that is not with this letter, please tell us and we will "
        "plan for it."
    )


def _opening(dossier: Dossier, us: str) -> str:
    whose = "We are" if us == UNWRITTEN else f"{us} is"
    title = title_of(dossier)
    if dossier.draft.text("/route") == "university":
        return (
            f"{whose} proposing the micro-credential {title} to NZQA, which lists it, and to "
            "Universities New Zealand, which approves it."
        )
    asked = ASKED_FOR.get(dossier.draft.text("/kind"), "approve")
    return f"{whose} about to ask NZQA to {asked} the micro-credential {title}."


def _about(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "The micro-credential")
    facts = (
        ("Title", title_of(dossier)),
        ("Title in te reo Māori", shown(draft.get("/title_te_reo"))),
        ("Level", shown(draft.get("/level"))),
        ("Credits", shown(draft.get("/credits"))),
        ("Learning hours", _hours(dossier)),
        ("Developer", organisation(dossier, draft.get("/developer/organisation"))),
        ("Delivered", _delivered(dossier)),
    )
    optional = ("Title in te reo Māori", "Delivered")
    rows = tuple(row for row in facts if row[1] != UNWRITTEN or row[0] not in optional)
    yield TableBlock(("What", "Answer"), rows, shares=(2, 5), row_heads=True)
    yield Labelled("Who it is for", shown(draft.get("/purpose/relevant_to")))
    leads = shown(draft.get("/purpose/employment_cultural_or_community"))
    yield Labelled("Where it leads", leads)


def _hours(dossier: Dossier) -> str:
    together = all_hours(dossier.draft)
    if together is None:
        return UNWRITTEN
    kinds = listed(f"{hours} {kind}" for kind, hours in hours_told(dossier.draft, HOURS) if hours)
    return f"{together}: {kinds}" if kinds else "0"


def _delivered(dossier: Dossier) -> str:
    modes = dossier.draft.get("/delivery/modes")
    weeks = dossier.draft.whole("/delivery/weeks")
    how = listed(words(mode) for mode in modes) if isinstance(modes, list) and modes else ""
    over = f"over {count(weeks, 'week')}" if weeks else ""
    return ", ".join(part for part in (how, over) if part) or UNWRITTEN


def _outcomes(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "What learners learn, and how they show it")
    outcomes = [row for _, row in draft.rows("/learning_outcomes")]
    if not outcomes:
        yield Labelled("Learning outcomes", UNWRITTEN)
    for row in outcomes:
        hours = f", {count(row['hours'], 'hour')}" if type(row.get("hours")) is int else ""
        yield Labelled(f"{shown(row.get('id'))}{hours}", shown(row.get("statement")))
    rows = tuple(
        (
            shown(row.get("title") or row.get("id")),
            words(row.get("method")),
            shown(row.get("outcomes")),
            f"{row['weight']} %" if type(row.get("weight")) is int else UNWRITTEN,
        )
        for _, row in draft.rows("/assessments")
    )
    columns = ("Assessment", "How", "Shows", "Weight")
    yield TableBlock(columns, rows, "Assessments", shares=(5, 4, 4, 2))


def _need(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "Why we think that it is needed")
    yield Labelled("In short", shown(draft.get("/need/summary")))
    differs = shown(draft.get("/need/duplication/statement"))
    yield Labelled("How it differs from what is listed", differs)
    rows = tuple(
        (words(row.get("type")), _giver(dossier, row.get("from")), day(row.get("dated")))
        for _, row in draft.rows("/need/evidence")
    )
    yield TableBlock(("Evidence", "From", "Dated"), rows, "Evidence of need", shares=(4, 7, 4))


def _giver(dossier: Dossier, giver: object) -> str:
    """The organisation or published source. Whoever signed for it is not named to others."""
    if not isinstance(giver, dict):
        return UNWRITTEN
    if giver.get("organisation"):
        return organisation(dossier, giver["organisation"])
    return shown(giver.get("source"))


def _with_it(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "With this letter")
    enclosed = (
        f"The content of the application, {dossier.ref}, version {dossier.version}",
        *_reports(dossier),
        "Your own form, completed, where you have one",
        *_annexes(dossier),
    )
    yield Bullets(enclosed)


def _reports(dossier: Dossier) -> Iterator[str]:
    """Those of the pack that have something to report."""
    draft = dossier.draft
    if draft.text("/need/summary") or draft.rows("/need/evidence"):
        yield "The evidence-of-need report"
    if draft.rows("/co_design/partners") or draft.rows("/co_design/meetings"):
        yield "The co-design report"


def _annexes(dossier: Dossier) -> Iterator[str]:
    """What was kept of the need and the co-design, but for what is confidential."""
    kept = {e.number: e for e in enclosures(dossier) if e.data is not None and not e.withheld}
    for _, row in dossier.draft.rows("/need/evidence"):
        if kept.pop(annex_number(dossier, row.get("file")) or 0, None):
            giver, dated = _giver(dossier, row.get("from")), day(row.get("dated"))
            yield f"Evidence of need: {words(row.get('type'))}, {giver}, {dated}"
    for item in kept.values():
        if "co-design" in item.annex.serves:
            yield f"Co-design: {_ID.sub('', item.title)}"


def _close(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "Afterwards")
    yield Prose(
        "Your letter goes with the application. It binds neither NZQA nor the Tertiary Education "
        "Commission. If you can't support it, please tell us why: we answer your reasons in the "
        "application, and would rather change what is wrong before it is sent."
    )
    contact = person(dossier, dossier.draft.get("/applicant/contact"))
    if contact != UNWRITTEN:
        yield Labelled("Please write to", contact)
        yield from reached_at(dossier.contact_at)
    yield Prose("Nāku noa, nā")
    yield Blanks(("Name", "Position", "Telephone or e-mail", "Signature", "Day"))
