"""`init`, `policy`, `organisation`: what must be there before the first case."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.brought_up import put_upgraded
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import as_json_option, formats, next_step, put, put_json, put_table, talk
from mcapproval.cli.stopping import THE_REST, if_stopped
from mcapproval.errors import AskedWrongly

if TYPE_CHECKING:
    from datetime import date

TYPES = (
    "university",
    "polytechnic",
    "te-pukenga",
    "nzist-division",
    "wananga",
    "pte",
    "gte",
    "school",
    "wdc",
    "isb",
    "isb-work-based",
    "nzqa",
    "government",
    "employer",
    "industry-body",
    "community",
    "iwi",
    "disabled-peoples-organisation",
    "professional-body",
    "overseas",
    "other",
)


@click.command(
    help="""Make new records. Whoever is named by --as becomes their first administrator.

\b
Examples:
  mcapproval init --as ana --name "Ana Rangi" --provider otago-polytechnic
  mcapproval init --as ana --simulated            (for trying: its clock can be set)
  mcapproval init --as ana --records postgresql://...
"""
)
@click.option(
    "--upgrade",
    "upgrading",
    is_flag=True,
    help="Upgrade older records; of others, make what is searched anew.",
)
@click.option("--simulated", is_flag=True, help="Records for trying; --today may write in them.")
@click.option("--name", help="Your name, with its macrons.")
@click.option(
    "--provider",
    metavar="KEY",
    help="The provider whose records they are; else as mcapproval.toml says.",
)
@seat.seat
def init_command(upgrading: bool, simulated: bool, name: str | None, provider: str | None) -> None:
    from mcapproval.actions import setup

    place = seat.records_place()
    if upgrading:
        with if_stopped(f"the records are wholly as they were, or upgraded\n{THE_REST}"):
            done = setup.upgrade(place)
        put_upgraded(done)
        return
    person = seat.person_named()
    if person is None:
        raise AskedWrongly("new records need an administrator", "say who you are with --as PERSON")
    whose = _named_in_policy() if provider is None else provider
    setup.init(
        place, person, name=name, provider=whose, simulated=simulated, day=seat.asked("today")
    )
    shown = place.rpartition("@")[2]
    put(f"Records made in {shown}{' (simulated)' if simulated else ''}.")
    if provider is None and whose:
        put(f"They are those of {whose}, as mcapproval.toml says.")
    put(f"{person} is their administrator (PER-0001).")
    next_step("people", "add", "SHORT-NAME", "--name", "NAME", "--as", person)


def _named_in_policy() -> str:
    """The provider that mcapproval.toml names here or above; empty where none is."""
    from mcapproval.policy.reader import find_policy, read_policy

    found = find_policy(Path.cwd())
    return read_policy(found).provider if found else ""


@seat.seat
@click.group(
    name="policy",
    cls=Group,
    help="""What this provider asks beyond the law.

\b
Examples:
  mcapproval policy show
  mcapproval policy adopt mcapproval.toml --as ana
""",
)
def policy_command() -> None:
    pass


@policy_command.command(
    name="adopt",
    help="""Adopt a policy from a day on. The act is recorded.

\b
Example:
  mcapproval policy adopt mcapproval.toml --as ana
""",
)
@click.argument("file", type=seat.PLACE)
@click.option("--provider", metavar="KEY", help="Another provider than the file names.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it was adopted.")
@seat.seat
def policy_adopt(file: Path, provider: str | None, effective: date | None) -> None:
    from mcapproval.actions.setup import adopt_policy

    adopted = adopt_policy(seat.desk(), file, provider, effective)
    whose = provider or adopted.policy.provider
    put(f"The policy of {whose} is adopted.")
    next_step("policy", "show", "--provider", whose)
    if adopted.counts_otherwise:
        talk("hint: re-evaluations that wait keep their days; see what it would move:")
        next_step("review", "reschedule", "--all", "--dry-run")


@policy_command.command(
    name="show",
    help="""The policy in force for a provider; without one, for the provider of the records.

\b
Examples:
  mcapproval policy show
  mcapproval policy show --provider otago-polytechnic --json
""",
)
@click.option("--provider", metavar="KEY")
@as_json_option
@seat.seat
def policy_show(provider: str | None, as_json: bool) -> None:
    from mcapproval.actions.setup import show_policy

    found = show_policy(seat.desk(), provider)
    if as_json:
        put_json(found.policy.as_json())
        return
    from mcapproval.clock import spoken

    whose = found.provider or "this provider"
    put(f"The policy of {whose} on {spoken(seat.today())}")
    if found.adopted_by is None:
        put("None was adopted: these are the values that ship with mcapproval.")
    elif found.adopted_by != found.provider:
        own = found.adopted_by or "not named"
        put(f"None was adopted by {whose}: it is under that of the records' own provider, {own}.")
    for line in _policy_lines(found.policy.as_json()):
        put(line)


def _policy_lines(value: dict[str, Any]) -> Iterator[str]:
    """The settings as they stand in mcapproval.toml, those that say nothing left out."""
    for name, told in value.items():
        if isinstance(told, dict):
            for line in _policy_lines(told):
                yield f"  {name}.{line.strip()}"
        elif name not in ("format", "provider") and told is not None:
            words = ", ".join(map(str, told)) or "none" if isinstance(told, list) else told
            yield f"  {name} = {words}"


@seat.seat
@click.group(
    name="organisation",
    cls=Group,
    help="""The bodies that the records know.

\b
Example:
  mcapproval organisation list
""",
)
def organisation_command() -> None:
    pass


@organisation_command.command(
    name="add",
    help="""Enter an organisation, or change what is known of it.

\b
Example:
  mcapproval organisation add otago-polytechnic --name "Otago Polytechnic" \\
      --type polytechnic --as ana
""",
)
@click.argument("key")
@click.option("--name", required=True, help="Its name, with its macrons.")
@click.option("--type", "type_", type=click.Choice(TYPES), default="other", show_default=True)
@click.option("--moe-number", metavar="N")
@seat.seat
def organisation_add(key: str, name: str, type_: str, moe_number: str | None) -> None:
    from mcapproval.actions.setup import add_organisation

    add_organisation(seat.desk(), key, name, type_, moe_number)
    put(f"{key}  {name}")


@organisation_command.command(
    name="list",
    help="""The bodies that the records know.

\b
Examples:
  mcapproval organisation list
  mcapproval organisation list --csv
""",
)
@formats
@seat.seat
def organisation_list(as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.setup import list_organisations
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("key", "Key", whole=True),
        Column("name", "Name"),
        Column("type", "Type"),
        Column("moe_number", "MoE number"),
    )
    rows = tuple(body._asdict() for body in list_organisations(seat.desk()))
    put_table(Table(columns, rows, "None."), as_json, as_csv)
