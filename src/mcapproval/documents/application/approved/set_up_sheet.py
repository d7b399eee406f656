"""The set-up sheet: what registry, finance and the delivery team enter before the first cohort."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.answers import day, dollars, listed, organisation, shown, title_of, words
from mcapproval.documents.application.application_form import kind_of
from mcapproval.documents.application.approved.as_approved import (
    as_approved,
    waits_for,
)
from mcapproval.documents.application.form_details import credits_of
from mcapproval.documents.application.funding import efts, funding
from mcapproval.documents.application.market import prices, who_does_what
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.hours import hours_told
from mcapproval.documents.language import REO
from mcapproval.documents.numbers import number_in_words, reporting_code
from mcapproval.policy.model import capital
from mcapproval.policy.readiness import topic


def set_up_sheet(dossier: Dossier) -> Document:
    found = as_approved(dossier) or dossier
    told = "What to enter in the student, finance and funding systems"
    blocks = (*_stands(dossier), *_blocks(found))
    return paper(found, "SETUP", "Set-up sheet", told, blocks)


def _stands(dossier: Dossier) -> Iterator[Block]:
    """Whether it can be set up, and whether anybody can be enrolled."""
    waits, outcome = waits_for(dossier), dossier.outcome
    answers = (("approval", "Approved"), ("accreditation", "Accredited to deliver"))
    granted = [
        f"{told} on {spoken(on)}." for result, told in answers if (on := outcome.granted(result))
    ]
    if granted:
        yield Prose(" ".join(granted if waits else [*granted, "It can be set up."]))
    if waits == "text":
        yield Notice(
            f"The text of version {outcome.content}, which was approved, was erased. What stands "
            f"here is version {dossier.version}, which nobody approved: set nothing up from it."
        )
    elif waits == "change":
        told = "was declined" if outcome.declined("approval") else "is not approved yet"
        yield Notice(f"The change {told}: leave what is set up as it is.")
    elif waits == "approval" and outcome.declined("approval"):
        yield Notice("Approval was declined: set nothing up.")
    elif waits == "approval":
        yield Notice("It is not approved yet: prepare, but enrol nobody.")
    elif waits:
        told = "was declined" if outcome.declined("accreditation") else "is not granted yet"
        yield Notice(f"Accreditation to deliver {told}: enrol nobody.")


def _blocks(dossier: Dossier) -> Iterator[Block]:
    yield Heading(1, "For registry")
    yield from _registry(dossier)
    yield from _standards(dossier)
    yield Heading(1, "For delivery")
    yield from _delivery(dossier)
    yield Heading(1, "For finance and funding")
    yield prices(dossier)
    yield who_does_what(dossier)
    yield from funding(dossier)
    yield Heading(1, "What to set up")
    yield Ticks(tuple((False, told) for told in _ticks(dossier)))
    yield Blanks(("Set up by", "Day"))


def _registry(dossier: Dossier) -> Iterator[Block]:
    draft, outcome = dossier.draft, dossier.outcome
    rows = [
        ("Title", title_of(dossier)),
        ("NZQA's number", number_in_words(dossier)),
        ("Reporting code", reporting_code(dossier) or "not recorded yet"),
        ("Level", shown(draft.get("/level"))),
        ("Credits", credits_of(dossier)),
        ("EFTS value", efts(dossier)),
        ("NZSCED code", shown(draft.get("/nzsced"))),
        ("Asked for", kind_of(dossier)),
        ("Developer", organisation(dossier, draft.get("/developer/organisation"))),
        ("NZQA's review is due", spoken(outcome.review_on) if outcome.review_on else ""),
    ]
    yield TableBlock(
        ("Field", "What to enter"), tuple(r for r in rows if r[1]), shares=(1, 3), row_heads=True
    )
    reo = draft.text("/title_te_reo")
    yield Labelled("Title in te reo Māori", reo or "none given", language=REO if reo else "")
    yield Labelled("Completion", shown(draft.get("/completion")))


def _standards(dossier: Dossier) -> Iterator[Block]:
    rows = tuple(
        (
            shown(row.get("id")),
            shown(row.get("version")),
            shown(row.get("title")),
            shown(row.get("credits")),
            day(row.get("expires")),
        )
        for _, row in dossier.draft.rows("/standards/list")
    )
    if rows:
        columns = ("Standard", "Version", "Title", "Credits", "Expires")
        yield TableBlock(columns, rows, "Standards whose results are reported", (2, 2, 6, 2, 3))
    elif dossier.draft.text("/standards/used") == "no":
        yield Labelled("Standards whose results are reported", "none: it uses no standards")


def _delivery(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    modes, sites = draft.get("/delivery/modes"), draft.get("/delivery/sites")
    rows = [
        ("Modes", listed(words(m) for m in modes) if isinstance(modes, list) else ""),
        ("Sites", shown(sites) if sites else "none named"),
        ("Weeks", shown(draft.get("/delivery/weeks"))),
        ("Hours a week", shown(draft.get("/delivery/hours_a_week"))),
        *(
            (f"{kind.capitalize()} hours", str(found))
            for kind, found in hours_told(draft)
            if found is not None
        ),
        ("Entry", shown(draft.get("/entry"))),
    ]
    yield TableBlock(
        ("What", "Answer"), tuple(r for r in rows if r[1]), shares=(1, 3), row_heads=True
    )
    delivering = [
        organisation(dossier, row.get("provider")) for _, row in draft.rows("/accreditation")
    ]
    if delivering:
        label = "Accreditation to deliver is asked for"
        if dossier.outcome.granted("accreditation"):
            label = "Accredited to deliver"
        elif dossier.outcome.declined("accreditation"):
            label = "Accreditation to deliver was declined"
        yield Labelled(label, listed(delivering))


def _ticks(dossier: Dossier) -> Iterator[str]:
    """The list of what must be there before the first cohort, by this provider's policy."""
    for key in dossier.policy.ready_to_deliver:
        found = topic(key)
        if found.needless_without and not dossier.draft.get(found.needless_without):
            continue
        owner = dossier.policy.title(found.owner)
        yield f"{capital(found.words)} ({owner}): {found.shows}"
    fee = dossier.draft.get("/funding/fee_dollars")
    if fee is not None:
        yield f"Fee of {dollars(fee)}, GST included, as the funding asks"
