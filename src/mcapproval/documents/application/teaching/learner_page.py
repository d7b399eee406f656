"""The learner information page: what somebody wants to know before they enrol.

It is of the draft alone and promises nothing: a fact that the draft lacks is left to be asked
about, and what is not approved yet says so first.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.addresses import reached_at
from mcapproval.documents.answers import (
    ASK,
    ASK_US,
    UNWRITTEN,
    count,
    dollars,
    listed,
    organisation,
    person,
    shown,
    words,
)
from mcapproval.documents.application.approved.as_approved import as_approved, waits_for
from mcapproval.documents.application.form_details import HOURS_A_CREDIT
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
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.hours import hours_told
from mcapproval.documents.language import REO
from mcapproval.documents.numbers import nzqa_number
from mcapproval.policy.model import capital
from mcapproval.rules.amounts import hours_of


def learner_page(dossier: Dossier) -> Document:
    found = as_approved(dossier) or dossier
    blocks = (*_not_yet(dossier), *_blocks(found), *_ask(dossier))
    return paper(found, "LEARNER", "Learner information", "For learners", blocks)


def _not_yet(dossier: Dossier) -> Iterator[Block]:
    """What a learner must know before all else, where something is not granted."""
    waits = waits_for(dossier)
    if waits == "text":
        yield Notice("What was approved was erased, and this is another version: don't rely on it.")
        return
    yet = "" if dossier.outcome.declined("approval" if waits == "change" else waits) else " yet"
    if waits == "approval":
        yield Notice(f"This micro-credential is not approved{yet}. Nobody can enrol in it.")
    if waits == "change":
        yield Notice(f"These changes are not approved{yet}. What is taught is the version before.")
    if waits == "accreditation":
        yield Notice(f"We are not accredited to teach it{yet}. Nobody can enrol in it with us.")


def _blocks(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    if draft.text("/title_te_reo"):
        yield Prose(draft.text("/title_te_reo"), language=REO)
    yield Heading(1, "What it is")
    yield Prose(_size(dossier))
    yield from _said("Who it is for", draft.text("/purpose/relevant_to"))
    yield from _said("What you need before you begin", draft.text("/entry"))
    yield from _outcomes(dossier)
    yield from _taught(dossier)
    yield from _assessed(dossier)
    yield from _with_whom(dossier)
    yield from _costs(dossier)
    rpl = draft.text("/recognition_of_prior_learning")
    yield from _said("What you know already", rpl)
    yield from _support(dossier)
    yield from _leads_to(dossier)


def _said(heading: str, text: str) -> Iterator[Block]:
    yield Heading(1, heading)
    yield Prose(text or ASK)


def _size(dossier: Dossier) -> str:
    """Level and credits, with the hours in plain words."""
    draft = dossier.draft
    level, credits = draft.whole("/level"), draft.whole("/credits")
    if level is None or credits is None:
        return ASK
    hours = credits * HOURS_A_CREDIT
    told = (
        f"A micro-credential of {count(credits, 'credit')} at level {level}. That is about "
        f"{hours} hours of learning in all"
    )
    weeks, a_week = draft.whole("/delivery/weeks"), draft.whole("/delivery/hours_a_week")
    told += f", over {count(weeks, 'week')}" if weeks else ""
    told += f", about {count(a_week, 'hour')} a week" if a_week else ""
    at_work = hours_of(draft)["work_based"]
    if weeks and a_week and at_work and weeks * a_week + at_work <= hours:
        told += " beside what you learn at work"
    number = nzqa_number(dossier)
    return f"{told}." + (f" NZQA lists it as number {number}." if number else "")


def _outcomes(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "What you will be able to do")
    rows = dossier.draft.rows("/learning_outcomes")
    if rows:
        yield Bullets(tuple(shown(row.get("statement")) for _, row in rows))
    else:
        yield Prose(ASK)


HOURS = {
    "directed": "with a teacher or facilitator",
    "self_directed": "on your own",
    "work_based": "at work or in practice",
    "assessment": "on assessment",
}
"""In the words of learners."""


def _taught(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "How it is taught")
    modes, sites = draft.get("/delivery/modes"), draft.get("/delivery/sites")
    if isinstance(modes, list) and modes:
        yield Labelled("How", capital(listed(words(mode) for mode in modes)))
    if isinstance(sites, list) and sites:
        yield Labelled("Where", listed(shown(site) for site in sites))
    if draft.text("/delivery/statement"):
        yield Prose(draft.text("/delivery/statement"))
    elif draft.text("/structure"):
        yield Prose(draft.text("/structure"))
    hours = [f"{count(found, 'hour')} {told}" for told, found in hours_told(draft, HOURS) if found]
    if hours:
        yield Labelled("Your hours", listed(hours))
    if not modes and not hours:
        yield Prose(ASK)


def _assessed(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "How you are assessed")
    rows = draft.rows("/assessments")
    for _, row in rows:
        title = shown(row.get("title") or words(row.get("method")))
        weight = f"{row['weight']} per cent" if "weight" in row else ""
        yield Labelled(capital(title), _task(row.get("statement")), weight)
    if not rows:
        yield Prose(ASK)
    if draft.text("/reassessment"):
        yield Labelled("If it is not there yet", draft.text("/reassessment"))
    if draft.text("/completion"):
        yield Labelled("To complete it", draft.text("/completion"))


def _task(statement: object) -> str:
    told = shown(statement)
    return ASK if told == UNWRITTEN else told


WITH = (("You enrol with", "enrols"), ("You are taught by", "teaches"), ("Assessed by", "assesses"))


def _with_whom(dossier: Dossier) -> Iterator[Block]:
    found = [
        (told, organisation(dossier, dossier.draft.get(f"/business_case/{key}")))
        for told, key in WITH
        if dossier.draft.text(f"/business_case/{key}")
    ]
    if found:
        yield Heading(1, "Whom you deal with")
        yield TableBlock(("What", "Who"), tuple(found), shares=(2, 5), row_heads=True)


def _costs(dossier: Dossier) -> Iterator[Block]:
    """Prices as they are given; whether GST is in them is said with each."""
    yield Heading(1, "What it costs")
    fee = dossier.draft.get("/funding/fee_dollars")
    funded = dossier.draft.text("/funding/sought") == "yes"
    rows = tuple(
        (
            shown(row.get("customer")),
            dollars(row.get("dollars")),
            {"included": "GST included", "excluded": "plus GST"}.get(row.get("gst", ""), ASK_US),
        )
        for _, row in dossier.draft.rows("/business_case/prices")
    )
    if rows:
        yield TableBlock(("For", "Price", "GST"), rows, shares=(5, 2, 2), row_heads=True)
    if fee is not None and funded:
        yield Prose(f"Where it is funded by the TEC you pay {dollars(fee)}, GST included.")
    elif not rows:
        yield Prose(ASK)


def _support(dossier: Dossier) -> Iterator[Block]:
    """What each provider says of support, and how to appeal and complain, where it is said."""
    yield Heading(1, "Help, appeals and complaints")
    rows = [
        (organisation(dossier, row.get("provider")), shown(row["learner_support"]))
        for _, row in dossier.draft.rows("/accreditation")
        if row.get("learner_support")
    ]
    rows += [
        (label, dossier.draft.text(f"/statements/{key}"))
        for label, key in (("Appeals", "appeals"), ("Complaints", "complaints"))
        if dossier.draft.text(f"/statements/{key}")
    ]
    for who, told in rows:
        yield Labelled(who, told)
    if not rows:
        yield Prose(ASK)


def _leads_to(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    yield Heading(1, "What it leads to")
    study = draft.text("/purpose/education_pathway")
    work = draft.text("/purpose/employment_cultural_or_community")
    if study:
        yield Labelled("Further study", study)
    if work:
        yield Labelled("Work, culture and community", work)
    if not study and not work:
        yield Prose(ASK)


def _ask(dossier: Dossier) -> Iterator[Block]:
    """Our own contact as they are now, whichever content is told of."""
    if dossier.contact_at:
        yield Heading(1, "Ask us")
        yield Prose(person(dossier, dossier.draft.get("/applicant/contact")))
        yield from reached_at(dossier.contact_at)
