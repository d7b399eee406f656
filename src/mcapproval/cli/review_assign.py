"""`review assign`: who looks after micro-credentials and does what is under way for them."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.results import put_results
from mcapproval.cli.say import as_json_option, counted, put
from mcapproval.errors import AskedWrongly


@click.command(
    name="assign",
    help="""Say who looks after micro-credentials, or does what is under way for them.

\b
Examples:
  mcapproval review assign MC-0001 MC-0002 --to mele --as hemi
  mcapproval review assign REV-2027-0001 --to ana --as hemi
  mcapproval review assign APP-2027-0001 --to ana --as hemi
  mcapproval review assign --from mele --to ana --as hemi
  mcapproval review assign MC-0001 --nobody --as hemi

A re-evaluation is its own owner's, else that of its micro-credential. The owner may answer it, is
told what the quality adviser is told of it, and may not decide on it. An application gets another
author, whose turn it is then; whoever was it may still not decide on it. Whoever holds roles of
other providers only can't be the owner. With --from, all that is one person's and still open goes
to another: people leave. Each has a line of its own; the exit code is 1 where one was refused.
""",
)
@click.argument("refs", type=seat.REF, nargs=-1, metavar="REF...")
@click.option("--to", metavar="PERSON", help="Who looks after them from now on.")
@click.option("--nobody", is_flag=True, help="Nobody of their own does.")
@click.option("--from", "of", metavar="PERSON", help="Instead of REF: all that is theirs.")
@click.option("--provider", metavar="KEY", help="With --from: only what is of this provider.")
@as_json_option
@seat.standing_in
@seat.seat
def review_assign(
    refs: tuple[str, ...],
    to: str | None,
    nobody: bool,
    of: str | None,
    provider: str | None,
    as_json: bool,
) -> int:
    from mcapproval.actions.reviewing.owners import REFUSED, SET, Assigned, assign, called, reassign

    if nobody == (to is not None):
        raise AskedWrongly("say who is to look after them", "give --to PERSON, or --nobody")
    if bool(refs) == (of is not None):
        raise AskedWrongly("say what is to be given", "name it (MC-0001), or give --from PERSON")
    if provider is not None and of is None:
        raise AskedWrongly("--provider goes with --from only", "leave it out")
    desk = seat.desk()
    lines = reassign(desk, of, to, provider) if of is not None else assign(desk, refs, to)
    who = called(desk, lines)
    if not lines and not as_json:
        put(f"Nothing that is open is {of}'s.")
        return 0

    def line(each: Assigned) -> str:
        was, now = (who.get(ref or "", "nobody") for ref in (each.was, each.owner))
        said = {"set": f"{was} -> {now}", "same": f"{now} already", "refused": "refused"}[each.how]
        return f"{each.ref}  {said}  {each.title}"

    done, refused = (sum(each.how == how for each in lines) for how in (SET, REFUSED))
    sums = f"{counted(done, 'was', 'were')} given, {refused} refused, of {len(lines)}."
    return put_results(lines, as_json, line, sums)
