"""The cover sheet for a board: what it is asked, what others said of it, the resolution, and an
extract of the minutes to sign; once it decided, what it was asked and decided.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.documents.answers import (
    count,
    listed,
    number_of,
    organisation,
    shown,
    title_of,
    words,
)
from mcapproval.documents.application.application_form import kind_of
from mcapproval.documents.application.deciding.how_it_stands import (
    BOARD,
    COMMITTEE,
    body_of,
    how_it_stands,
    is_before_it,
    is_over,
)
from mcapproval.documents.application.deciding.minute_extract import conditions, extract
from mcapproval.documents.application.deciding.need_weak import weak
from mcapproval.documents.application.deciding.said_of_it import said_of_it
from mcapproval.documents.application.form_details import credits_of
from mcapproval.documents.application.internal import declined
from mcapproval.documents.application.paper import paper
from mcapproval.documents.application.sending.redline import differing, held
from mcapproval.documents.content import (
    Blanks,
    Block,
    Bullets,
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
from mcapproval.documents.language import REO
from mcapproval.policy.model import capital


def board_sheet(dossier: Dossier) -> Document:
    told = f"Cover sheet for {dossier.policy.the(body_of(dossier))}"
    return paper(dossier, "BOARD", "Board cover sheet", told, _blocks(dossier))


def _blocks(dossier: Dossier) -> Iterator[Block]:
    found, resolution = dossier.resolved, tuple(_resolution(dossier))
    asks = found is not None or not is_over(dossier)
    yield from how_it_stands(dossier)
    if asks:
        yield Heading(1, f"What {_is(dossier)} asked")
        yield Prose(f"{_asked(dossier)}.")
        if len(tuple(size_of(dossier))) < 2:
            yield Notice("The level or the credits are not written: nothing can be approved so.")
    yield from _what_it_is(dossier)
    yield from _what_differs(dossier)
    yield from said_of_it(dossier)
    yield from weak(dossier)
    if asks:
        yield Heading(1, "The resolution that was put" if found else "The resolution to be taken")
        yield Prose(f"That {dossier.policy.the(body_of(dossier))}:")
        yield Steps(resolution)
    if found or is_before_it(dossier):
        yield from _decided(dossier)
        yield from extract(dossier, body_of(dossier), found, resolution)


def _decided(dossier: Dossier) -> Iterator[Block]:
    """The boxes, ticked where it is known; what was approved stands in the extract whole."""
    found, known = dossier.resolved, ""
    if found:
        known = "Approved with conditions" if found.conditions else "Approved"
        known = "Declined" if declined(found.decision) else known
    yield Prose("What was decided:")
    yield Ticks(tuple((told == known, told) for told in _choices(dossier)))
    if found is None:
        yield Blanks(("Conditions, each with who meets it and by when",))
    elif declined(found.decision):
        yield Labelled("Reason", found.decision.facts.get("reason") or "none is recorded")
    else:
        yield from conditions(dossier, found)


def _asked(dossier: Dossier) -> str:
    whose = capital(dossier.policy.the(body_of(dossier)))
    return f"{whose} {_is(dossier)} asked to {to_do(dossier)}"


def _is(dossier: Dossier) -> str:
    if dossier.resolved:
        return "was"
    return "is" if is_before_it(dossier) else "is to be"


def to_do(dossier: Dossier) -> str:
    """What it is asked to do, as it stands in a resolution."""
    it = ", ".join((title_of(dossier), *size_of(dossier), f"as set out in {number_of(dossier)}"))
    if dossier.draft.text("/kind") == "change":
        it = f"the changes to {of(dossier)}: {it}"
    if body_of(dossier) == COMMITTEE:
        return f"recommend to {dossier.policy.the(BOARD)} that it approve {it}"
    return f"approve {it}"


def of(dossier: Dossier) -> str:
    """The micro-credential that a change is of, with NZQA's number where it is known."""
    return dossier.listed.called if dossier.listed else shown(dossier.draft.get("/of"))


def size_of(dossier: Dossier) -> Iterator[str]:
    """`level 5` and `10 credits`, as far as the draft says."""
    level, credits = dossier.draft.whole("/level"), dossier.draft.whole("/credits")
    if level is not None:
        yield f"level {level}"
    if credits is not None:
        yield count(credits, "credit")


def sent_to(dossier: Dossier) -> str:
    """To whom it goes after the decision, and for what."""
    results = dossier.results_expected
    if dossier.draft.text("/route") != "university":
        return f"to NZQA for {listed(words(r) for r in results) or 'its decision'}"
    ours_to_ask = [words(r) for r in results if r != "listing"]
    listing = "to NZQA for listing, and then " if "listing" in results else ""
    return f"{listing}to Universities New Zealand for {listed(ours_to_ask) or 'its decision'}"


def _resolution(dossier: Dossier) -> Iterator[str]:
    yield f"{to_do(dossier)};"
    if dossier.waived:
        them = "finding that was" if len(dossier.waived) == 1 else "findings that were"
        yield f"note the {them} let stand, with the reason given on this sheet;"
    conditions = [item for item in dossier.items if item.kind == "condition"]
    if conditions:
        them = "condition" if len(conditions) == 1 else "conditions"
        yield f"make it subject to the {them} on this sheet;"
    if body_of(dossier) == BOARD:
        manager = dossier.policy.the("quality-manager")
        yield f"ask {manager} to send it {sent_to(dossier)}."
    else:
        yield f"ask that it go on to {dossier.policy.the(BOARD)}."


def _choices(dossier: Dossier) -> tuple[str, ...]:
    if body_of(dossier) == COMMITTEE:
        return ("Recommended", "Sent back to the author", "Not recommended")
    return ("Approved", "Approved with conditions", "Sent back to the author", "Declined")


def _what_it_is(dossier: Dossier) -> Iterator[Block]:
    draft = dossier.draft
    rows = [
        ("Level", shown(draft.get("/level"))),
        ("Credits", credits_of(dossier)),
        ("Applicant", organisation(dossier, draft.get("/applicant/organisation"))),
        ("School or faculty", draft.text("/developer/unit")),
        ("Kind of application", kind_of(dossier)),
        ("Weeks", shown(draft.get("/delivery/weeks")) if draft.get("/delivery/weeks") else ""),
    ]
    yield Heading(1, "The micro-credential")
    if draft.text("/title_te_reo"):
        yield Labelled("Title in te reo Māori", draft.text("/title_te_reo"), language=REO)
    yield TableBlock(
        ("What", "Answer"), tuple(row for row in rows if row[1]), shares=(1, 3), row_heads=True
    )
    yield Labelled("Who it is for", shown(draft.get("/purpose/relevant_to")))
    yield Labelled("Why it is needed", shown(draft.get("/need/summary")))
    yield Heading(2, "Learning outcomes")
    outcomes = tuple(
        f"{shown(row.get('id'))}: {shown(row.get('statement'))}"
        for _, row in draft.rows("/learning_outcomes")
    )
    if outcomes:
        yield Bullets(outcomes)
    else:
        yield Prose(shown(None))


def _what_differs(dossier: Dossier) -> Iterator[Block]:
    """For a change, what the board is asked to approve: its summary, and the places it touches."""
    draft = dossier.draft
    if draft.text("/kind") != "change":
        return
    yield Heading(1, f"The changes to {of(dossier)}")
    yield Labelled("Summary of the change", shown(draft.get("/change/summary")))
    if draft.text("/change/because"):
        yield Labelled("Why", draft.text("/change/because"))
    yield Labelled("Learners under way", shown(draft.get("/change/transition")))
    if dossier.listed is None:
        return
    sections = held(dossier, dossier.listed)
    if sections is None:
        yield Notice("The text that stands approved was erased: nothing can be held to it.")
        return
    changed = [section for section in sections if section.changed]
    told = "what follows" if changed else "nothing"
    yield Prose(f"Held to {dossier.listed.told}, {told} differs.")
    yield from differing(changed)
