"""What people do in a life beside deciding: stand in, note, take back, override, judge, be told."""

from __future__ import annotations

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from tests.actions.walking import at, edited, go

from mcapproval.actions import changes
from mcapproval.actions.cases import moves, seeing, undoing
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.due.mailing import mail
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.migrating import Wanted, migrate
from mcapproval.actions.papers.sealing import seal
from mcapproval.actions.people import contacts, delegating, known
from mcapproval.actions.people.ending_roles import end_role
from mcapproval.actions.texts.keeping import add_text
from mcapproval.workflow.definition import load, parse


def stood_in(desk: Desk) -> None:
    """Two delegations in June 2026, one of them ended before its time."""
    admin = at(desk, "admin", "2026-06-15")
    until = date(2026, 6, 30)
    delegating.delegate(admin, "mele", "head", "quality-adviser", date(2026, 6, 15), until)
    number = delegating.delegate(admin, "bo", "head", None, date(2026, 6, 15), until)
    delegating.end(at(desk, "admin", "2026-06-17"), number)
    known.grant(admin, "ana", "library")
    end_role(admin, "ana", "library", last=date(2026, 12, 18))


def said_once(desk: Desk) -> None:
    """In June 2026: a text of the provider's own, which it says otherwise a day later."""
    for day, said in (("2026-06-15", "By portfolio."), ("2026-06-16", "Mā te kōrero anō hoki.")):
        add_text(at(desk, "admin", day), "rpl", said, question="recognition_of_prior_learning")


def sent_in(desk: Desk, ref: str, folder: Path) -> None:
    """What was uploaded, kept under a seal: one file, made by hand."""
    sent = folder / "sent"
    sent.mkdir()
    (sent / "form.txt").write_text("Filled in by hand, i te rā kotahi", "utf-8")
    seal(at(desk, "hemi", "2026-06-17"), ref, sent, "As it was uploaded")


def went_on(desk: Desk, draft: Path) -> None:
    """From August 2026 on: the portal, a slip taken back, an override, a change that needs none."""
    hemi = at(desk, "hemi", "2026-08-12")
    seeing.note_seen(hemi, "MC-0001", "Listed, says the portal", date(2026, 8, 12), "mele")
    go(desk, "MC-0001", "hemi", "2026-08-12", "tell-providers")
    undoing.undo(hemi, "MC-0001", "Nobody was told yet")
    admin = at(desk, "admin", "2026-08-13")
    past = Said({}, {}, {}, "The first cohort has begun", override=True)
    moves.move(admin, "ACC-0001", "make-ready", past)
    edited(draft, "\n  least_numbers: 14", "\n  least_numbers: 15")
    changes.record(at(desk, "hemi", "2026-08-14"), "MC-0001", str(draft), "A number only")


def told(desk: Desk) -> None:
    """In May 2027: a reminder in the outbox, and in the mail."""
    contacts.give_contact(at(desk, "admin", "2027-05-20"), "mele", "mele@example.org")
    day = at(desk, "admin", "2027-07-01")
    assert tick(day).notices
    taken: list[EmailMessage] = []
    mail(day, "records@example.org", taken.append)
    assert taken


def delivered(desk: Desk) -> None:
    """In July 2027: a cohort and its counts, an import taken back, an owner, a year's summary."""
    day = date(2027, 7, 2)
    with at(desk, "admin", day.isoformat()).writing() as writer:
        about = {"listing": "MC-0001", "provider": "otago-polytechnic"}
        days = {"award": "2027-06-25"}
        cohort = {**about, "cohort": "2027 A", "starts": "2027-02-01", "days": days}
        writer.add("DEL-0001", "delivery-entered", day, {"facts": cohort})
        counts = {"enrolled": 18, "figures": {"enrolled": {"supplier": "Registry"}}}
        writer.add("DEL-0001", "delivery-changed", day, {"facts": counts})
        slip = writer.next_ref("DEL")
        came = {**about, "cohort": "2019", "imported": "IMP-0001"}
        first = writer.add(slip, "delivery-entered", day, {"facts": came}).seq
        batch = {"sha256": "0" * 64, "rows": 1, "first": first}
        writer.add("IMP-0001", "imported", day, batch)
        drops = [{"table": "delivery", "key": {"ref": slip}}]
        writer.add("IMP-0001", "import-undone", day, {"drops": drops})
        writer.add("MC-0001", "owner-set", day, {"track": "listing", "owner": "PER-0002"})
        sent = {"provider": "otago-polytechnic", "year": 2026, "sent_on": "2027-02-28"}
        ref = f"provider:{sent['provider']}"
        writer.add(ref, "self-review-recorded", day, {**sent, "file": None})


def went_over(desk: Desk) -> None:
    """The accreditation goes over to a version of its workflow with another word in it."""
    text = load("accreditation").text.replace('label = "Granted"', 'label = "Given"')
    migrate(
        at(desk, "admin", "2027-07-02"),
        Wanted("accreditation", parse(text, "accreditation.toml")),
        "Our own word for it",
    )
