"""The portal sheet: what to enter and upload, in the order of the portal's own steps.

The steps are those that NZQA's page on applying names; the boxes inside them could not be read, so
this sheet gives what they ask about and never claims to be a picture of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from mcapproval.documents.annexes.judging import ways
from mcapproval.documents.answered import runs
from mcapproval.documents.answers import (
    UNWRITTEN,
    listed,
    number_of,
    organisation,
    person,
    shown,
    title_of,
    words,
)
from mcapproval.documents.application.application_form import KINDS, kind_of
from mcapproval.documents.application.clause_state import waiver_of
from mcapproval.documents.application.form_details import PURPOSE, credits_of
from mcapproval.documents.application.paper import paper
from mcapproval.documents.content import (
    Blanks,
    Block,
    Document,
    Heading,
    Labelled,
    Notice,
    Prose,
    Steps,
    TableBlock,
    Ticks,
)
from mcapproval.documents.dossier import Dossier
from mcapproval.documents.enclosures import enclosures
from mcapproval.documents.language import REO
from mcapproval.documents.numbers import is_of
from mcapproval.policy.model import capital
from mcapproval.rules.asked import HELD_TO

UPLOADED = ("evidence-of-need", "co-design-record", "assessment-map", HELD_TO)
"""The papers of the pack that go up as supporting documents; the others stay with us."""

Files = Iterable[tuple[str, str, str]]
"""Slug, title and file name of each paper of the pack."""


def goes_to_nzqa(dossier: Dossier) -> bool:
    """Whether anything of it is asked of NZQA: all but what only Universities New Zealand gives."""
    return dossier.draft.text("/route") != "university" or "listing" in dossier.results_expected


def portal_sheet(dossier: Dossier, files: Files, volume: str) -> Document:
    """`volume` is the file in which the annexes are printed."""
    told = "What to choose, check and upload in MyNZQA, step by step"
    return paper(dossier, "PORTAL", "Portal sheet", told, _blocks(dossier, tuple(files), volume))


def _lists_alone(dossier: Dossier) -> bool:
    """Whether NZQA is asked for a listing and for nothing else, as universities ask it."""
    draft = dossier.draft
    return draft.text("/route") == "university" and draft.text("/kind") != "change"


def _blocks(
    dossier: Dossier, files: tuple[tuple[str, str, str], ...], volume: str
) -> Iterator[Block]:
    if any(found.blocks and not waiver_of(dossier, found) for found in dossier.findings):
        yield Notice("The check still finds what must be mended: don't send it yet.")
    yield Heading(1, "1. Begin the application")
    kind = dossier.draft.text("/kind")
    choice = KINDS.get(kind, UNWRITTEN)
    if _lists_alone(dossier):
        choice = "what NZQA names for a listing alone"
        yield Prose(
            "NZQA lists a university's micro-credential; Universities New Zealand approves and "
            "accredits. Ask NZQA which choice and which form it wants for a listing alone."
        )
    yield Steps(("Sign in to MyNZQA.", "Open TEO Applications.", f"Create: {choice}."))
    yield Heading(1, "2. Check the contact details")
    yield Prose("The portal fills these in from its own records: see that they are right.")
    yield from _contact(dossier)
    yield Heading(1, "3. What it asks about the micro-credential")
    yield from _details(dossier)
    yield Heading(1, "4. Upload the supporting documents")
    yield from _uploads(dossier, files, volume)
    yield Heading(1, "5. Send it, and record that you did")
    yield Ticks(((False, "Sent in the portal"), (False, "Receipt of NZQA kept as a file")))
    yield Blanks(("Sent by", "Day", "NZQA's reference"))
    yield Prose("Then record it with us as submitted, and the receipt once it is here.")


def _contact(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    rows = (
        ("Organisation", organisation(dossier, draft.get("/applicant/organisation"))),
        ("Provider number", shown(draft.get("/applicant/provider_number"))),
        ("Contact", person(dossier, draft.get("/applicant/contact"))),
    )
    yield TableBlock(("Box", "What it should say"), rows, shares=(1, 3), row_heads=True)


def _details(dossier: Dossier) -> Iterator[Block]:
    """What is short enough to type, in the order of what is listed; the rest is pasted."""
    draft = dossier.draft
    rows = [
        ("Title", title_of(dossier)),
        ("Application for", "listing" if _lists_alone(dossier) else kind_of(dossier)),
        ("Level", shown(draft.get("/level"))),
        ("Credits", credits_of(dossier)),
        ("NZSCED code", shown(draft.get("/nzsced"))),
        ("Developer", organisation(dossier, draft.get("/developer/organisation"))),
        ("Standards used", words(draft.get("/standards/used"))),
        ("Review period in years", shown(draft.get("/review_period_years"))),
        ("Te Hono o Te Kahurangi", words(draft.get("/te_hono_o_te_kahurangi"))),
    ]
    if draft.text("/of"):
        rows.insert(1, ("Micro-credential", is_of(dossier)))
    yield TableBlock(("Box", "What to enter"), tuple(rows), shares=(1, 3), row_heads=True)
    if draft.text("/title_te_reo"):
        yield Labelled("Title in te reo Māori", draft.text("/title_te_reo"), language=REO)
    for label, path, _ in PURPOSE:
        yield Labelled(label, shown(draft.get(f"/purpose/{path}")))


def _uploads(
    dossier: Dossier, files: tuple[tuple[str, str, str], ...], volume: str
) -> Iterator[Block]:
    form = _form(dossier)
    up = [(title, name) for slug, title, name in files if slug in UPLOADED]
    ours = [title for slug, title, _ in files if slug not in UPLOADED]
    yield Prose(
        f"NZQA's own {form} goes up first, filled in from {number_of(dossier, 'FORM')}. The files "
        "are those of the pack."
    )
    ticks = [f"NZQA's {form}, filled in"]
    ticks += [f"{title}: {name}" for title, name in up]
    yield Ticks(tuple((False, told) for told in (*ticks, *_annexes(dossier, volume))))
    for absent in dict.fromkeys(i.absent for i in enclosures(dossier) if i.absent):
        numbers = [str(i.number) for i in enclosures(dossier) if i.absent == absent]
        yield Prose(f"{capital(absent)}, and not to be uploaded: {_called(numbers)}.")
    if ours:
        yield Labelled("These papers of the pack stay with us", listed(ours))


def _form(dossier: Dossier) -> str:
    if _lists_alone(dossier):
        return "form for a listing"
    numbered = dossier.form.lower().startswith("form")
    return dossier.form if numbered else "application form for changes"


def _annexes(dossier: Dossier, volume: str) -> Iterator[str]:
    """The volume, and each annex as a file of its own that is not printed in it."""
    found = [
        (item, way.how)
        for item, way in zip(enclosures(dossier), ways(dossier), strict=True)
        if not item.absent
    ]
    printed = [str(item.number) for item, how in found if how == "printed"]
    if printed:
        yield f"{capital(_called(printed))}, printed in one PDF: {volume}"
    for item, how in found:
        if how != "printed":
            yield f"Annex {item.number}, {item.title}: {item.file}"


def _called(numbers: list[str]) -> str:
    return f"annex{'es' if len(numbers) > 1 else ''} {listed(runs(numbers))}"
