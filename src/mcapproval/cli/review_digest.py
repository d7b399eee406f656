"""`review digest`: the year to come, told to owners and quality managers once a month."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.say import counted, put, put_lines, talk, wrapped
from mcapproval.cli.ticking import sending


@click.command(
    name="digest",
    help="""What owners and quality managers are told of the re-evaluations of the year to come.

\b
Examples:
  mcapproval review digest
  mcapproval review digest --mail smtp://localhost:25 --from mca@example.org

Without --mail the messages are printed. With it, each goes to whoever has an e-mail address as
contact, and at most once in a month. What a server does not take goes out the next time. Whoever
has no address is named; it ends with 1 only where nobody has one, or a message was not taken.
""",
)
@click.option("--mail", "server", metavar="SERVER", help="Such as smtp://localhost:25.")
@click.option("--from", "sender", metavar="ADDRESS", help="From which address mail is sent.")
@seat.seat
def review_digest(server: str | None, sender: str | None) -> int:
    from mcapproval.actions.reviewing.digesting import digests, send
    from mcapproval.reports.year_digest import body, subject

    to = sending(server, sender, dry=False)
    desk = seat.desk()
    if to is None:
        for digest in digests(desk):
            put(subject(digest))
            put_lines(body(digest))
            put()
        return 0
    from mcapproval.cli.smtp import posting

    with posting(to[0]) as post:
        told = send(desk, to[1], post)
    for each in told.messages:
        put(f"{each.name}: {each.why or 'sent'}")
    failed = len(told.failed)
    put(f"{counted(len(told.messages) - failed, 'message')} sent, {failed} not.")
    if told.unaddressed:
        had = "has no e-mail address" if len(told.unaddressed) == 1 else "have no e-mail address"
        talk(wrapped(f"{', '.join(told.unaddressed)} {had} as contact: nothing was sent to them"))
        hint = "hint: give one with: mcapproval people contact PERSON ADDRESS"
        talk(completed(hint, seat.given()))
    return int(bool(failed or told.nobody))
