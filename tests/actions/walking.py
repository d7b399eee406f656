"""Walk cases as people would: who does what, on which day."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.committees.agenda import agendas
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import applications
from mcapproval.actions.reviewing.explaining import because
from mcapproval.errors import Refused
from mcapproval.reports.agenda import Waiting
from mcapproval.rules.review_explained import four_lines

BOARD: dict[str, Any] = {
    "minute_reference": "AC-2026-11",
    "present": "bo",
    "resolution": "approved as tabled",
    "how": "meeting",
}
OUTCOME: dict[str, Any] = {
    "results": "listing:granted,approval:granted,accreditation:granted",
    "listing_number": "990011",
    "listing_version": "1",
    "reporting_code": "9901",
    "review_period": "2",
    "review_date": "2028-08-11",
}
PAGE = (
    "Community-Led Development Facilitation (Whakawhanake ā-hapori): level 5, 10 credits".encode()
)
LETTER = {"letter.txt": b"What the outside body wrote."}


@dataclass(frozen=True)
class Step:
    who: str
    day: date
    move: str
    sets: dict[str, Any]
    files: dict[str, bytes]


def step(who: str, day: str, move: str, letter: bool = False, **sets: Any) -> Step:
    return Step(who, date.fromisoformat(day), move, sets, LETTER if letter else {})


TO_DRAFTING = (
    step("ana", "2026-06-02", "show-need"),
    step("mele", "2026-06-02", "accept-need"),
    step("head", "2026-06-02", "develop"),
    step("ana", "2026-06-02", "begin-draft"),
)
TO_BOARD = (
    step("ana", "2026-06-02", "send-to-check"),
    step("mele", "2026-06-05", "send-to-board"),
)
TO_READY = (step("bo", "2026-06-10", "approve", **BOARD),)
TO_EVALUATION = (
    step("hemi", "2026-06-15", "submit"),
    step("hemi", "2026-06-16", "record-receipt", application_reference="C99011"),
)
ANOTHER_TO_EVALUATION = (
    TO_EVALUATION[0],
    step("hemi", "2026-06-16", "record-receipt", application_reference="C99019"),
)
"""Of a second application: NZQA's reference is each one's own."""
TO_APPROVED = (
    step("hemi", "2026-08-11", "record-outcome", letter=True, **OUTCOME),
    step("hemi", "2026-08-11", "finish"),
)
WHOLE = (*TO_DRAFTING, *TO_BOARD, *TO_READY, *TO_EVALUATION, *TO_APPROVED)


def at(desk: Desk, who: str, day: date | str) -> Desk:
    """The desk with a person at it on a day."""
    there = date.fromisoformat(day) if isinstance(day, str) else day
    return as_person(desk, who).on(there)


def opened(desk: Desk, draft: Path, day: str = "2026-06-01") -> str:
    """The reference of an application that Ana opens from a draft."""
    return applications.open_application(at(desk, "ana", day), draft).ref


def go(
    desk: Desk, ref: str, who: str, day: date | str, move: str, /, letter: bool = False, **sets: Any
) -> Moved:
    """One move by a person on a day."""
    said = Said(sets, {}, LETTER if letter else {})
    return moves.move(at(desk, who, day), ref, move, said)


def explained(desk: Desk, listing: str) -> tuple[str, str, str, str]:
    """Why the next re-evaluation is due when it is, in the sentences of `review explain`."""
    return four_lines(because(desk, listing))


def agenda(desk: Desk, body: str, on: date | None = None) -> tuple[list[Waiting], str]:
    """What waits for a body of the one provider there is, and the heading of its agenda."""
    (found,) = agendas(desk, body, on)
    return list(found.rows), found.heading


def walk(desk: Desk, ref: str, steps: tuple[Step, ...]) -> list[Moved]:
    return [
        moves.move(at(desk, s.who, s.day), ref, s.move, Said(s.sets, {}, s.files)) for s in steps
    ]


def whole_life(desk: Desk, draft: Path) -> str:
    """An application walked from enquiry to approved, with refusals, items and an information
    request on the way; gives its reference."""
    ref = opened(desk, draft)
    with pytest.raises(Refused):
        go(desk, ref, "bo", "2026-06-01", "submit")
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD))
    with pytest.raises(Refused):
        go(desk, ref, "ana", "2026-06-06", "approve", **BOARD)
    walk(desk, ref, (*TO_READY, *TO_EVALUATION))
    asked = ["First thing, in te reo Māori; due=2026-07-28", "A second thing"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    hemi = at(desk, "hemi", "2026-07-20")
    for number in (1, 2):
        answering.change_item(
            hemi, ref, number, "answered", "It was sent.", {"reply.txt": b"reply"}
        )
    of_case.add_item(hemi, ref, "comment", "A remark between ourselves")
    go(desk, ref, "hemi", "2026-07-24", "reply")
    walk(desk, ref, TO_APPROVED)
    return ref


def shown_ready(desk: Desk, ref: str, day: str) -> None:
    """Show every item of the ready-to-deliver list of an accreditation."""
    hemi = at(desk, "hemi", day)
    for line in of_case.list_items(hemi, ref):
        page = {"page.txt": PAGE} if line.topic == "published-page" else {}
        answering.change_item(hemi, ref, line.topic, "closed", "In the quality folder.", page)


def copied(draft: Path, into: Path) -> Path:
    """A copy of a draft with its folder, to be edited; gives the copied draft."""
    folder = into / draft.parent.name
    shutil.copytree(draft.parent, folder)
    return folder / draft.name


def edited(draft: Path, old: str, new: str) -> Path:
    """The draft with one passage replaced, in its place."""
    text = draft.read_text("utf-8")
    assert text.count(old) == 1, f"{text.count(old)} times: {old}"
    draft.write_text(text.replace(old, new), "utf-8")
    return draft


def gathered_afresh(draft: Path, day: str = "") -> Path:
    """The answers beside a draft, with evidence and search of a year later, or of one day, in other
    words.
    """
    file = a_year_later(draft)
    if day:
        text = re.sub(r"(dated|searched): [0-9-]+", rf"\1: {day}", file.read_text("utf-8"))
        file.write_text(text, "utf-8")
    text = re.sub(r"( says: (?:>-\n +)?)", r"\1Asked again, ", file.read_text("utf-8"))
    file.write_text(text, "utf-8")
    return file


def a_year_later(draft: Path) -> Path:
    """The answers beside a draft, with days and files of a year later, and the same words."""
    file = draft.parent / "review.yaml"
    text = re.sub(
        r"(dated|searched): (\d{4})-",
        lambda found: f"{found[1]}: {int(found[2]) + 1}-",
        file.read_text("utf-8"),
    )
    file.write_text(text, "utf-8")
    for named in (draft.parent / "review").iterdir():
        named.write_bytes(named.read_bytes() + b"\nAsked again a year later.\n")
    return file


def delivered_by_two(draft: Path) -> Path:
    """The draft with another provider to be accredited beside the first."""
    text = draft.read_text("utf-8")
    rows = text[text.index("accreditation:\n") :].partition("\n# ")[0]
    first = rows[rows.index("  - provider") :].partition("attachments:")[0]
    second = first.replace("otago-polytechnic", "another-polytechnic", 1)
    draft.write_text(text.replace(first, first + second), "utf-8")
    other = "  another-polytechnic: {name: Another Polytechnic, type: polytechnic}\n"
    return edited(draft, "\norganisations:\n", f"\norganisations:\n{other}")


def change_under_evaluation(desk: Desk, draft: Path, more: str = "") -> str:
    """The reference of a change of MC-0001, two credits more, that NZQA has received; `more` are
    further keys of its part `change`.
    """
    edited(draft, "kind: listing-approval-and-accreditation", "kind: change\nof: MC-0001")
    edited(draft, "\ncredits: 10 ", "\ncredits: 12 ")
    edited(draft, "  assessment: 12\n", "  assessment: 32\n")
    edited(draft, "    hours: 50\n", "    hours: 70\n")
    with draft.open("a", encoding="utf-8") as out:
        out.write("  - {for: before-and-after, title: Compared, file: evidence/h1-hui-notes.md}\n")
        out.write(f"change: {{summary: Two more, transition: None is under way{more}}}\n")
    ref = opened(desk, draft, "2027-02-01")
    submit, receipt = TO_EVALUATION
    for one in (*TO_DRAFTING, *TO_BOARD, *TO_READY, submit):
        go(desk, ref, one.who, "2027-02-02", one.move, **one.sets)
    go(desk, ref, receipt.who, "2027-02-02", receipt.move, application_reference="C99012")
    return ref
