"""`credential`: a micro-credential in the standards of other systems."""

from __future__ import annotations

from pathlib import Path

import click

from mcapproval.cli import seat
from mcapproval.cli.say import Progress, counted, put, put_lines, talk, wrapped

STANDARDS = ("open-badges", "elm", "ctdl", "schema-org")


@click.command(
    name="credential",
    help="""A micro-credential as other systems describe one, in JSON-LD.

\b
Examples:
  mcapproval credential MC-0001 --standard open-badges
  mcapproval credential MC-0001 --standard schema-org --into page.json
  mcapproval credential --all --standard elm --into elm

\b
open-badges  Open Badges 3.0: the Achievement; a credential is made of it by whoever awards it
elm          the European Learning Model 3, a LearningAchievementSpecification
ctdl         CTDL, a ceterms:MicroCredential
schema-org   schema.org, for the micro-credential's own web page

Only what the records know, and no person. Each has the same id every time: the address of its page
below --site, else a URN. Level and credits stand as alignments to New Zealand's framework and are
not turned into those of others. A text is tagged te reo Māori or English where its words tell;
where they do not, or no text is known, no language is said, or "und" where the standard wants a
tag. With --all, each that is listed now gets a file of its own.
""",
)
@click.argument("ref", type=seat.REF, required=False)
@click.option("--standard", type=click.Choice(STANDARDS), required=True, help="Which one.")
@click.option("--all", "every", is_flag=True, help="Each that is listed now, into a folder.")
@click.option("--site", default="", metavar="URL", help="Below which each has its page: https.")
@click.option(
    "--into",
    type=seat.PLACE,
    metavar="PLACE",
    help="A file that is not there yet; with --all a folder, which may be of the same command.",
)
@seat.seat
def credential_command(
    ref: str | None, standard: str, every: bool, site: str, into: Path | None
) -> None:
    from mcapproval.actions.credentials import describe_all, described
    from mcapproval.actions.papers.printing import put_new
    from mcapproval.documents.credentials.catalogue import STANDARDS as KNOWN

    if (ref is None) is not every:
        raise click.UsageError("name one micro-credential, or give --all")
    if ref is not None:
        made, misses = described(seat.desk(), ref, standard, site)
        if into is None:
            put_lines(made)
        else:
            put_new(made.encode(), into)
            put(f"{into}: {ref} in {KNOWN[standard].name}")
        notes = list(misses)
    else:
        if into is None:
            raise click.UsageError("--all needs --into: each goes into a file of its own")
        progress = Progress("described")
        try:
            written, left, missed = describe_all(seat.desk(), standard, into, site, progress.tell)
        finally:
            progress.clear()
        put(f"{into}: {counted(len(written), 'micro-credential')} in {KNOWN[standard].name}")
        if left:
            lacking = " and ".join(KNOWN[standard].needs.values())
            talk(wrapped(f"left out, for want of {lacking}: {', '.join(left)}"))
        notes = [f"of {many}: {said}" for said, many in missed.items()]
    for said in filter(None, (*notes, KNOWN[standard].unmet)):
        talk(wrapped(f"note: {said}"))
