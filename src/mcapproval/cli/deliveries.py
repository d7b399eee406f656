"""`delivery`: cohorts of a micro-credential at a provider, with counts; never a learner."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.delivery_text import as_data, put_delivery, put_kept, row_of
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import (
    as_json_option,
    counted,
    formats,
    next_step,
    put,
    put_json,
    talk,
)
from mcapproval.cli.sets import pairs
from mcapproval.cli.view import put_named, view

if TYPE_CHECKING:
    from datetime import date

SUCH_AS = "enrolled=18"

LISTING = re.compile(r"MC-[0-9]+|[0-9]+")
"""What is a micro-credential and no file; ./5040 forces a file."""

SET = click.option(
    "--set", "sets", multiple=True, metavar="KEY=VALUE", help="Such as enrolled=18; empty: unset."
)
EFFECTIVE = click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")


@seat.seat
@click.group(
    name="delivery",
    cls=Group,
    help="""Deliveries: which cohort was held where and when, and how many enrolled, completed and
were reported. Counts only: no name, number or address of a learner.

\b
Examples:
  mcapproval delivery add MC-0001 --cohort "2026 B" --starts 2026-08-03 --ends 2026-11-20 --as ana
  mcapproval delivery update DEL-0001 --set enrolled=18 --source "Student system" --as ana
  mcapproval delivery list --from 2026-01-01
""",
)
def delivery_command() -> None:
    pass


@delivery_command.command(
    name="add",
    help="""A new delivery, from a file of the form delivery/1 or word by word.

\b
Examples:
  mcapproval delivery add cohort.yaml --as ana
  mcapproval delivery add MC-0001 --cohort "2026 B" --starts 2026-08-03 --ends 2026-11-20 --as ana
  mcapproval delivery add MC-0001 --cohort 2025 --set enrolled=18 --set completed=15 --as ana

\b
A file says the same, and fees and where counts are from as well:
  format: delivery/1
  listing: MC-0001
  cohort: 2026 B
  mode: blended
  days:
    registration: {from: 2026-06-01, until: 2026-07-10}
    starts: 2026-08-03
    workshops: [2026-08-10, 2026-09-07]
    ends: 2026-11-20
  fees: [{for: learner, amount: "345.00", gst: included}]
  counts: {enrolled: 18, withdrawn: not known}
  counts_from: [{source: Student system, extracted_on: 2026-08-20, supplier: Registry}]

Under days there may be submission, resubmission, assessment, ratification and award too, and under
counts what `delivery update --help` names. Beside them may stand provider, site, client,
last_enrolled_on, completed_on and reported_on.

It is refused with all reasons where nobody new may be taken in, or without an accreditation. What
runs makes an accreditation that is ready, or idle, deliver.
""",
)
@click.argument("what", type=seat.NAME_OR_REF, metavar="FILE|MC")
@click.option("--cohort", metavar="T", help="What we call it; no learner's name.")
@click.option("--provider", metavar="KEY", help="Who delivers; else whose records these are.")
@click.option("--site", metavar="T")
@click.option("--mode", metavar="MODE", help="online, face-to-face, blended, work-based, distance.")
@click.option("--client", metavar="KEY", help="For which organisation; else it is open to all.")
@click.option("--starts", type=seat.DAY, metavar="DAY", help="Its first day.")
@click.option("--ends", type=seat.DAY, metavar="DAY", help="Its last day.")
@SET
@EFFECTIVE
@as_json_option
@seat.standing_in
@seat.seat
def delivery_add(
    what: str,
    sets: tuple[str, ...],
    effective: date | None,
    as_json: bool,
    **words: Any,
) -> None:
    from mcapproval.actions.deliveries.keeping import add
    from mcapproval.actions.deliveries.wording import from_file, from_words

    named = {"listing": what} if LISTING.fullmatch(what) else {}
    facts = {} if named else from_file(Path(what))
    given = {key: str(value) for key, value in words.items() if value is not None}
    facts |= from_words({**named, **given, **pairs(sets, SUCH_AS)}, facts.get("days", {}))
    kept = add(seat.desk(), facts, effective)
    put_kept(kept, as_json)
    if not as_json:
        next_step("delivery", "show", kept.ref)


@delivery_command.command(
    name="update",
    help="""What is known now of a delivery. A count that nobody knows is `not known`: not zero.

\b
Examples:
  mcapproval delivery update DEL-0001 --set enrolled=18 --set withdrawn=1 --as ana
  mcapproval delivery update DEL-0001 --set completed=15 --set completed_on=2026-11-20 --as ana
  mcapproval delivery update DEL-0001 --set reported_on=2026-12-01 --as ana

What can be set: provider, cohort, site, mode, client; the days registration_from,
registration_until, starts, workshops (several with commas), submission, resubmission, assessment,
ratification, award, ends, last_enrolled_on, completed_on, reported_on; and the counts enrolled,
withdrawn, still_active, completed, completed_after_resubmission, moderated (pieces of work, not
learners), reported.
--source, --extracted-on and --supplier say where the counts that are set are from.
""",
)
@click.argument("ref", type=seat.REF, metavar="DEL")
@click.argument("file", type=seat.PLACE, required=False)
@SET
@click.option("--source", metavar="T", help="The system or list that the counts are from.")
@click.option("--extracted-on", type=seat.DAY, metavar="DAY", help="When they were taken out.")
@click.option("--supplier", metavar="T", help="The unit, or the person these records know.")
@EFFECTIVE
@as_json_option
@seat.standing_in
@seat.seat
def delivery_update(
    ref: str,
    file: Path | None,
    sets: tuple[str, ...],
    source: str | None,
    extracted_on: date | None,
    supplier: str | None,
    effective: date | None,
    as_json: bool,
) -> None:
    from mcapproval.actions.deliveries.keeping import update
    from mcapproval.actions.deliveries.wording import from_file

    facts = from_file(file) if file else {}
    taken = extracted_on.isoformat() if extracted_on else None
    told = {"source": source, "extracted_on": taken, "supplier": supplier}
    given = {key: value for key, value in told.items() if value}
    kept = update(seat.desk(), ref, facts, given, effective, pairs(sets, SUCH_AS))
    put_kept(kept, as_json)


@delivery_command.command(
    name="cancel",
    help="""A delivery that does not take place. It is kept, and counts nowhere.

\b
Example:
  mcapproval delivery cancel DEL-0001 --note "Too few asked for a place" --as ana
""",
)
@click.argument("ref", type=seat.REF, metavar="DEL")
@click.option("--note", help="Why, in your words; kept apart from the journal.")
@EFFECTIVE
@seat.standing_in
@seat.seat
def delivery_cancel(ref: str, note: str | None, effective: date | None) -> None:
    from mcapproval.actions.deliveries.keeping import cancel

    cancel(seat.desk(), ref, note, effective)
    put(f"{ref}: called off")
    talk("Tell those who asked for a place.")


@delivery_command.command(
    name="list",
    help="""Deliveries in the order of their days.

\b
Examples:
  mcapproval delivery list --listing MC-0001
  mcapproval delivery list --from 2026-01-01 --until 2026-12-31 --csv
""",
)
@click.option("--listing", type=seat.REF, metavar="MC", help="Only of one micro-credential.")
@click.option("--provider", metavar="KEY", help="Only of one provider.")
@click.option("--from", "first", type=seat.DAY, metavar="DAY", help="Held on this day or later.")
@click.option("--until", "last", type=seat.DAY, metavar="DAY", help="Held on this day or earlier.")
@formats
@seat.seat
def delivery_list(
    listing: str | None,
    provider: str | None,
    first: date | None,
    last: date | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    from mcapproval.actions.deliveries.looking import list_deliveries
    from mcapproval.cli.delivery_text import list_columns
    from mcapproval.reports.table import Table

    rows = tuple(row_of(e) for e in list_deliveries(view(), listing, provider, first, last))
    empty = "No such deliveries. Enter one with: mcapproval delivery add MC --cohort T --starts DAY"
    many = counted(len(rows), "delivery", "deliveries")
    put_named(Table(list_columns(), rows, empty, f"{many}."), as_json, as_csv)


@delivery_command.command(
    name="show",
    help="""One delivery: its days, fees and counts, where these are from, and what happened to it.

\b
Examples:
  mcapproval delivery show DEL-0001
  mcapproval delivery show DEL-0001 --json
""",
)
@click.argument("ref", type=seat.REF, metavar="DEL")
@as_json_option
@seat.seat
def delivery_show(ref: str, as_json: bool) -> None:
    from mcapproval.actions.deliveries.looking import show

    found = show(seat.desk(), ref)
    if as_json:
        put_json(as_data(found))
    else:
        put_delivery(found)
