"""`people`: who may do what, from when till when; and removing a person's texts."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.contacting import contact_command
from mcapproval.cli.lazy import Group
from mcapproval.cli.people_end import end_command
from mcapproval.cli.people_erase import erase_command
from mcapproval.cli.say import counted, formats, next_step, put, put_table
from mcapproval.cli.view import put_named, view
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date


@seat.seat
@click.group(
    name="people",
    cls=Group,
    help="""Who may do what, and removing a person's texts.

\b
Examples:
  mcapproval people list
  mcapproval people add mele --name "Mele Taufa" --as ana
  mcapproval people grant mele quality-adviser --as ana
""",
)
def people_command() -> None:
    pass


people_command.add_command(contact_command)


@people_command.command(
    name="add",
    help="""Someone who will act in the records.

\b
Examples:
  mcapproval people add mele --name "Mele Taufa" --organisation otago-polytechnic --as ana
  mcapproval people add bo --name "Bo Lindgren" --role board-member --as ana
""",
)
@click.argument("handle", metavar="SHORT-NAME")
@click.option("--name", required=True, help="Their name, with its macrons.")
@click.option("--contact", metavar="ADDRESS", help="Their e-mail address.")
@click.option("--organisation", metavar="KEY")
@click.option("--role", "roles", multiple=True, metavar="ROLE", help="Granted from today.")
@seat.seat
def people_add(
    handle: str,
    name: str,
    contact: str | None,
    organisation: str | None,
    roles: tuple[str, ...],
) -> None:
    from mcapproval.actions.people.known import add_person

    ref = add_person(seat.desk(), handle, name, contact, organisation, roles)
    put(f"{ref}  {handle}  {name}{''.join(f'  {role}' for role in roles)}")
    if not roles:
        next_step("people", "grant", handle, "ROLE")


@people_command.command(
    name="grant",
    help="""Give a person a role: everywhere, for a unit or for one case; from a day, until a day.

\b
Examples:
  mcapproval people grant mele quality-adviser --as ana
  mcapproval people grant bo board-member --from 2026-01-01 --until 2027-12-31 --as ana
""",
)
@click.argument("person")
@click.argument("role")
@click.option("--unit", metavar="KEY", help="Only for this provider, school or faculty.")
@click.option("--case", "case", type=seat.REF, metavar="REF", help="Only for this case.")
@click.option("--from", "since", type=seat.DAY, metavar="DAY")
@click.option("--until", type=seat.DAY, metavar="DAY")
@seat.seat
def people_grant(
    person: str,
    role: str,
    unit: str | None,
    case: str | None,
    since: date | None,
    until: date | None,
) -> None:
    from mcapproval.actions.people.known import grant

    grant(seat.desk(), person, role, unit, case, since, until)
    reach = f" for {unit or case}" if unit or case else ""
    days = "".join(
        f" {word} {day.isoformat()}" for word, day in (("from", since), ("until", until)) if day
    )
    put(f"{person} holds the role {role}{reach}{days}")


@people_command.command(
    name="delegate",
    help="""Let a person stand in for another until a day; or end that. Both are recorded.

\b
Examples:
  mcapproval people delegate mele --to bo --from 2026-07-06 --until 2026-07-17 --as mele
  mcapproval people delegate mele --to bo --role quality-adviser --until 2026-07-17 --as ana
  mcapproval people delegate --end 31 --as mele

It is entered by PERSON or by an administrator, for roles that PERSON holds themselves: nobody
stands in for a stand-in. The number of a delegation is in: mcapproval people delegations
""",
)
@click.argument("person", required=False)
@click.option("--to", metavar="PERSON", help="Who stands in.")
@click.option("--role", metavar="ROLE", help="Only in this role; else in every role.")
@click.option("--from", "since", type=seat.DAY, metavar="DAY", help="Its first day; else today.")
@click.option("--until", type=seat.DAY, metavar="DAY", help="Its last day.")
@click.option("--end", "ended", type=int, metavar="NUMBER", help="End this delegation.")
@seat.seat
def people_delegate(
    person: str | None,
    to: str | None,
    role: str | None,
    since: date | None,
    until: date | None,
    ended: int | None,
) -> None:
    from mcapproval.actions.people import delegating

    if ended is not None:
        if any(value is not None for value in (person, to, role, since, until)):
            raise AskedWrongly("--end ends a delegation by its number and takes nothing else")
        delegating.end(seat.desk(), ended)
        put(f"delegation {ended} is ended")
    elif person is None or to is None:
        raise AskedWrongly(
            "a delegation has a person who hands on their work and one who stands in",
            "such as: mcapproval people delegate PERSON --to PERSON --until DAY",
        )
    else:
        number = delegating.delegate(seat.desk(), person, to, role, since, until)
        put(f"delegation {number}: {to} stands in for {person} until {until}")
    next_step("people", "delegations")


@people_command.command(
    name="delegations",
    help="""Who stands in for whom, from when till when.

\b
Examples:
  mcapproval people delegations
  mcapproval people delegations --csv
""",
)
@formats
@seat.seat
def people_delegations(as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.people.delegating import list_delegations
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("delegation", "Number", right=True),
        Column("person", "For"),
        Column("person_ref", "", only="data"),
        Column("delegate", "Stands in"),
        Column("delegate_ref", "", only="data"),
        Column("role", "In"),
        Column("since", "From", day=True),
        Column("until", "Until", day=True),
        Column("now", "Now"),
        Column("entered_by", "Entered by"),
        Column("entered_by_ref", "", only="data"),
    )
    rows = tuple(asdict(line) for line in list_delegations(seat.desk()))
    empty = "Nobody stands in for anybody."
    put_table(Table(columns, rows, empty, f"{counted(len(rows), 'delegation')}."), as_json, as_csv)


@people_command.command(
    name="list",
    help="""The people that the records know, with their roles of today.

\b
Examples:
  mcapproval people list
  mcapproval people list --csv
""",
)
@formats
@seat.seat
def people_list(as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.people.known import list_people
    from mcapproval.reports.named import ORGANISATION
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("ref", "Person", whole=True),
        Column("handle", "Short name", whole=True),
        Column("name", "Name"),
        Column("organisation", "Organisation", names=ORGANISATION),
        Column("roles", "Roles"),
    )
    rows = tuple(asdict(line) | {"roles": ", ".join(line.roles)} for line in list_people(view()))
    put_named(Table(columns, rows, "Nobody."), as_json, as_csv)


people_command.add_command(erase_command)
people_command.add_command(end_command)
