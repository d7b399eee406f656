"""Records that have lived: every table has rows, every act has happened but once or more."""

from __future__ import annotations

from pathlib import Path

from tests.actions.walking import (
    BOARD,
    LETTER,
    OUTCOME,
    TO_APPROVED,
    TO_BOARD,
    TO_DRAFTING,
    TO_EVALUATION,
    TO_READY,
    at,
    copied,
    edited,
    go,
    opened,
    walk,
)
from tests.simulated import SAMPLES, peopled
from tests.store.lived_later import (
    delivered,
    said_once,
    sent_in,
    stood_in,
    told,
    went_on,
    went_over,
)
from tests.store.lived_meetings import approved_again

from mcapproval.actions import setup
from mcapproval.actions.cases.items import answering, of_case
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications, waivers
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.people import erasing, known
from mcapproval.actions.reviewing import opening
from mcapproval.actions.reviewing.answering import answer as answer_review
from mcapproval.errors import Refused

POLICY = """\
format = "policy/1"
provider = "otago-polytechnic"

[credits]
at_least = 1
"""

APPLICATION = "APP-2026-0001"
ERASED = "Pānia Tūroa-Ellis"
"""Who is erased at the end: her name stands nowhere in the records any more."""


def live(where: str, folder: Path) -> Desk:
    """A whole life in new records; `folder` is for the files that it is lived from."""
    desk = peopled(where)
    draft = copied(SAMPLES / "community-led-development-facilitation" / "draft.yaml", folder)
    policy = folder / "policy.toml"
    policy.write_text(POLICY, "utf-8")
    setup.adopt_policy(desk, policy, None, None)
    setup.add_organisation(desk, "another-provider", "Another Provider", "pte", "9999")
    edited(draft, "  assessment: 12\n", "  assessment: 2\n")
    ref = opened(desk, draft)
    assert ref == APPLICATION
    known.grant(desk, "mele", "quality-adviser", case=ref)
    _refused(desk, ref)
    walk(desk, ref, TO_DRAFTING)
    waivers.waive(at(desk, "mele", "2026-06-02"), ref, "HOURS-10", "The practice is counted twice")
    applications.update_application(
        at(desk, "ana", "2026-06-02"), ref, edited(draft, "  assessment: 2\n", "  assessment: 12\n")
    )
    walk(desk, ref, TO_BOARD)
    go(desk, ref, "mele", "2026-06-05", "ask-advice", who="quality-manager", question="Is it so?")
    walk(desk, ref, TO_READY)
    applications.update_application(
        at(desk, "ana", "2026-06-11"), ref, edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    )
    applications.update_application(
        at(desk, "ana", "2026-06-11"), ref, edited(draft, "\nlevel: 6 ", "\nlevel: 5 ")
    )
    approved_again(desk, ref, draft)
    stood_in(desk)
    said_once(desk)
    sent_in(desk, ref, folder)
    walk(desk, ref, TO_EVALUATION)
    asked = ["First thing, in te reo Māori; due=2026-07-28", "A second thing"]
    go(desk, ref, "hemi", "2026-07-14", "request-information", letter=True, items=asked)
    hemi = at(desk, "hemi", "2026-07-20")
    for number in (2, 3):
        answering.change_item(
            hemi, ref, number, "answered", "It was sent.", {"reply.txt": b"reply"}
        )
    answering.change_item(hemi, ref, 3, "closed", "It was enough.")
    of_case.add_item(hemi, ref, "comment", "A remark between ourselves", owner="quality-adviser")
    go(desk, ref, "hemi", "2026-07-24", "reply")
    walk(desk, ref, TO_APPROVED)
    went_on(desk, draft)
    told(desk)
    _review(desk, draft)
    delivered(desk)
    went_over(desk)
    erasing.erase(at(desk, "admin", "2027-08-20"), _person(desk, ERASED), "She asked for it")
    return desk


def _refused(desk: Desk, ref: str) -> None:
    try:
        go(desk, ref, "bo", "2026-06-01", "submit")
    except Refused:
        return
    raise AssertionError("an enquiry was submitted")


def _review(desk: Desk, draft: Path) -> None:
    mele = at(desk, "mele", "2027-07-01")
    review = opening.open_review(mele, "MC-0001").ref
    answer_review(mele, review, draft.parent / "review.yaml")
    assert tick(at(desk, "admin", "2027-08-11")).notices
    go(desk, review, "bo", "2027-08-11", "decide-continue", **BOARD)
    tick(at(desk, "admin", "2027-08-12"))


def _person(desk: Desk, name: str) -> str:
    return next(line.ref for line in known.list_people(desk) if line.name == name)


__all__ = ["APPLICATION", "ERASED", "LETTER", "OUTCOME", "live"]
