"""`tick`: do and tell what is due today, and hand what is told to a mail server."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.say import (
    as_json_option,
    counted,
    put,
    put_json,
    put_table,
    roomy,
    talk,
    wrapped,
)
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk
    from mcapproval.actions.due.mailing import Mailed
    from mcapproval.actions.due.ticking import Ticked
    from mcapproval.reports.outbox import Notice


@click.command(
    help="""Do and tell what is due today, of states, items and chair's actions to be ratified:
reminders before, notices on the day and after it, escalations; and announce re-evaluations. Each is
told once, however often this runs.

\b
Examples:
  mcapproval tick --dry-run
  mcapproval tick
  mcapproval tick --mail smtp://localhost:25 --from mca@example.org

Run it once a day, from cron or by hand. What is told waits in the outbox (`mcapproval report
outbox`) until --mail hands it to a mail server: one message for each person who holds the role on
the case and has an e-mail address as contact. What a server does not take waits for the next time.
"""
)
@click.option("--dry-run", "dry", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--mail", "server", metavar="SERVER", help="Such as smtp://localhost:25.")
@click.option("--from", "sender", metavar="ADDRESS", help="From which address mail is sent.")
@as_json_option
@seat.seat
def tick_command(dry: bool, server: str | None, sender: str | None, as_json: bool) -> int:
    from mcapproval.actions.due.ticking import tick

    to = sending(server, sender, dry)
    desk = seat.desk()
    done = tick(desk, dry)
    mailed = _mail(desk, *to) if to else None
    if as_json:
        put_json(_as_json(done, mailed))
    else:
        _put(done)
        if mailed:
            _put_mail(mailed)
    return int(bool(done.left_out or done.untold or (mailed and mailed.failed)))


def sending(server: str | None, sender: str | None, dry: bool) -> tuple[str, str] | None:
    """The server and the sender, looked at before anything is written."""
    if server is None:
        if sender is not None:
            raise AskedWrongly("--from is for --mail", "give both, or neither")
        return None
    from mcapproval.actions.due.mailing import address
    from mcapproval.cli.smtp import place

    if dry:
        raise AskedWrongly("--mail and --dry-run go against each other", "leave one of them out")
    if sender is None:
        raise AskedWrongly(
            "mail is sent from somebody", "give the address with --from, such as mca@example.org"
        )
    place(server)
    return server, address(sender)


def _mail(desk: Desk, server: str, sender: str) -> Mailed:
    from mcapproval.actions.due.mailing import mail
    from mcapproval.cli.smtp import posting

    with posting(server) as post:
        return mail(desk, sender, post)


def _put(done: Ticked) -> None:
    from mcapproval.clock import spoken
    from mcapproval.reports.outbox import fired

    put(f"{spoken(done.today)}")
    for made in done.moves:
        announced = made.move == "notify"
        would = "would be announced" if announced else f"{made.was} would become {made.now}"
        on = f"due on {made.due_on}" if announced else f"a delivery began on {made.due_on}"
        put(f"{made.ref}  {made.title}: {would if done.dry else f'{made.was} -> {made.now}'}, {on}")
    told = (done.notices, done.dry, len(done.moves))
    put_table(roomy(fired(*told), fired(*told, narrow=True)), as_json=False, as_csv=False)
    for ref, why in done.left_out:
        what = "announced" if ref.startswith("REV-") else "made to deliver"
        talk(wrapped(f"{ref} could not be {what}: {why}"))
    for ref, why in done.untold:
        talk(wrapped(f"{ref} could not be told of: {why}; the next tick tells what is due then"))
    for provider, why in done.asked_for:
        hint = f"mcapproval review self-review --year YEAR --provider {provider}"
        talk(wrapped(f"{provider}: {why}: {hint}"))


def _put_mail(mailed: Mailed) -> None:
    taken = [each for each in mailed.messages if not each.why]
    put(f"{counted(len(taken), 'message')} sent.")
    for each in mailed.failed:
        many = counted(len(each.notices), "notice")
        wait = "waits" if len(each.notices) == 1 else "wait"
        talk(wrapped(f"not sent to {each.name}: {each.why}; {many} {wait} for the next time"))
    for role, notices in _by_role(mailed.unaddressed).items():
        one = notices[0] if len(notices) == 1 else None
        which = f"{one.ref} {one.what}" if one else counted(len(notices), "notice")
        stays = "it stays" if one else "they stay"
        none = f"no {role} with an e-mail address as contact"
        talk(wrapped(f"{which}: {none}; {stays} in the outbox"))
    if mailed.unaddressed:
        talk(
            completed("hint: give one with: mcapproval people contact PERSON ADDRESS", seat.given())
        )


def _by_role(notices: Iterable[Notice]) -> dict[str, list[Notice]]:
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.to, []).append(notice)
    return found


def _as_json(done: Ticked, mailed: Mailed | None) -> dict[str, Any]:
    from mcapproval.reports.outbox import fired
    from mcapproval.reports.table import plain

    return {
        "today": done.today.isoformat(),
        "dry_run": done.dry,
        "moves": [asdict(made) for made in done.moves],
        "notices": plain(fired(done.notices, done.dry)),
        "left_out": [{"ref": ref, "why": why} for ref, why in (*done.left_out, *done.untold)],
        "asked_for": [{"provider": of, "why": why} for of, why in done.asked_for],
        "mail": _mail_json(mailed) if mailed else None,
    }


def _mail_json(mailed: Mailed) -> dict[str, Any]:
    return {
        "sent": [
            {"person": each.person, "notices": list(each.notices)}
            for each in mailed.messages
            if not each.why
        ],
        "failed": [
            {"person": each.person, "notices": list(each.notices), "why": each.why}
            for each in mailed.failed
        ],
        "unaddressed": [notice.row for notice in mailed.unaddressed],
    }
