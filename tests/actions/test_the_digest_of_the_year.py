"""The year's digest: to whom it goes, what it says, and never twice in a month."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions.due.mailing import NotTaken
from mcapproval.actions.people import contacts
from mcapproval.actions.reviewing.digesting import Told, digests, send
from mcapproval.actions.reviewing.owners import assign
from mcapproval.reports.year_digest import body, subject
from mcapproval.store.verifying.verify import verify

DAY = "2027-09-01"


@pytest.fixture
def owned(approved: Staged) -> Staged:
    """Ana looks after it, Hemi is quality manager; both have an address."""
    assign(at(approved.desk, "hemi", DAY), ["MC-0001"], "ana")
    for who in ("ana", "hemi"):
        contacts.give_contact(at(approved.desk, "admin", DAY), who, f"{who}@example.org")
    return approved


def test_owners_are_told_of_theirs_and_quality_managers_of_all(owned: Staged) -> None:
    ana, hemi = digests(at(owned.desk, "admin", DAY))
    assert [(len(d.own), len(d.led)) for d in (ana, hemi)] == [(1, 0), (0, 1)]
    assert subject(ana) == "mcapproval: your re-evaluations, 1 overdue"
    assert "Yours: 1 overdue." in body(ana)
    assert "2027-08-11  REV-2027-0001" in body(ana)
    assert "(21 days late)" in body(ana)


def test_what_is_due_today_is_said_so_and_beyond_twenty_they_are_counted(owned: Staged) -> None:
    ana, _ = digests(at(owned.desk, "admin", DAY))
    (row,) = ana.own
    days = tuple(row._replace(days=days) for days in range(-1, 20))
    told = body(replace(ana, own=days))
    for left in ("(1 day late)", "(today)", "(in 1 day)"):
        assert told.count(left) == 1
    assert "  and 1 more: mcapproval review due" in told
    assert " more: " not in body(replace(ana, own=days[:20]))


def test_nobody_is_sent_two_of_one_month(owned: Staged) -> None:
    messages: list[EmailMessage] = []

    def post(message: EmailMessage) -> None:
        if message["To"] == "hemi@example.org" and not messages[1:]:
            messages.append(message)
            raise NotTaken("it is full")
        messages.append(message)

    desk = at(owned.desk, "admin", DAY)
    told = send(desk, "mca@example.org", post)
    assert [each.why for each in told.messages] == ["", "it is full"]
    (again,) = send(desk, "mca@example.org", post).messages
    assert (again.why, messages[-1]["To"]) == ("", "hemi@example.org")
    later = send(at(owned.desk, "admin", "2027-09-30"), "mca@example.org", post)
    assert later == Told((), (), 2)
    assert len(digests(at(owned.desk, "admin", "2027-10-01"))) == 2
    with owned.desk.reading() as connection:
        assert verify(connection).faults == ()
