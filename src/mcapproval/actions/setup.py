"""The first acts in new records: who administers them, which policy and organisations they know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mcapproval.actions.desk import Desk, effective_day, random_salt
from mcapproval.actions.in_force import InForce, in_force
from mcapproval.actions.papers.logo import logo_of
from mcapproval.actions.people.known import enter, full_name, short_name
from mcapproval.actions.people.roles import require
from mcapproval.actions.policies import policy_to_use
from mcapproval.actions.provider_meant import adopters, own_provider, provider_meant
from mcapproval.actions.reviewing.policy_days import counted_by
from mcapproval.clock import Clock, StoppedClock, SystemClock, nz_day
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.policy.model import Policy
from mcapproval.store import queries
from mcapproval.store.addresses import shown
from mcapproval.store.beside import led_to
from mcapproval.store.copying.rights import lacking
from mcapproval.store.copying.upgrading import bring_up
from mcapproval.store.engine import is_url
from mcapproval.store.events import Author
from mcapproval.store.records import make
from mcapproval.store.rows.folded import Organisation
from mcapproval.store.schema import HEAD
from mcapproval.workflow.answers import KEY

RECORDS = "RECORDS"
"""The reference under which acts on the records themselves stand in the journal."""


def init(
    where: str,
    handle: str,
    *,
    name: str | None = None,
    records_name: str = "Records of micro-credentials",
    provider: str = "",
    simulated: bool = False,
    day: date | None = None,
    clock: Clock | None = None,
    salt: Callable[[], bytes] = random_salt,
) -> Desk:
    """New records; whoever makes them becomes their first administrator."""
    if day and not simulated:
        raise Refused(
            "a clock of one's own (--today) writes only in simulated records",
            hint="leave --today out, or add --simulated",
        )
    short_name(handle)
    records = make(where)
    now = StoppedClock(day).now() if day else (clock or SystemClock()).now()
    desk = Desk(records, "PER-0001", now, stopped=day is not None, salt=salt)
    with records.writing(Author("PER-0001", desk.channel), now) as writer:
        today = nz_day(now)
        writer.add(
            RECORDS,
            "records-made",
            today,
            {"name": records_name, "simulated": simulated, "provider": provider},
        )
        person = enter(writer, desk, {"name": name or handle, "handle": handle}, None, handle)
        writer.add(
            person,
            "granted",
            today,
            {
                "role": "administrator",
                "unit": None,
                "case": None,
                "from": today.isoformat(),
                "until": None,
            },
        )
    return desk


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done, in a sentence, and the backup that was made first, where anything was;
    `rights` are the statements that give rights which those who act lack now.
    """

    said: str
    backup: Path | None
    rights: tuple[str, ...] = ()


def upgrade(where: str) -> Upgraded:
    """Bring older records up to this program, after a backup."""
    copy = copy_beside(where, "before-upgrade")
    was = bring_up(where, copy)
    if was is None:
        said = (
            f"{shown(where)} has the tables of this mcapproval already; the words by which cases "
            "are found were made anew"
        )
        return Upgraded(said, None, lacking(where))
    said = f"{shown(where)} is upgraded from tables {was} to {HEAD}"
    return Upgraded(said, copy, lacking(where))


def copy_beside(where: str, why: str) -> Path:
    """Where a copy of records is kept for a reason: beside their file, or, of what a server has,
    in the folder in which one works.
    """
    if not is_url(where):
        return Path(f"{led_to(where)}.{why}")
    name = where.partition("?")[0].rstrip("/").rpartition("/")[2] or "records"
    return Path(f"{name}.{why}")


@dataclass(frozen=True, slots=True)
class Adopted:
    """A policy; `counts_otherwise` where re-evaluations that are scheduled have days by another."""

    policy: Policy
    counts_otherwise: bool


def adopt_policy(desk: Desk, file: Path, provider: str | None, effective: date | None) -> Adopted:
    """Adopt a policy for a provider from a day on, no looser than the law of that day.

    The logo that it names is kept with it, as it is on that day: papers don't change with a file.
    """
    day = effective_day(desk, effective)
    policy = policy_to_use(file, day)
    with desk.reading() as connection:
        require(connection, desk, "administrator")
    logo = logo_of(file, policy.paper_logo) if policy.paper_logo else None
    with desk.writing() as writer:
        before = counted_by(writer.connection, desk.today)
        data = {
            "provider": provider or policy.provider,
            "content": writer.content(policy.as_json()),
        }
        if logo:
            data["logo"] = writer.file(logo)
        writer.add(RECORDS, "policy-adopted", day, data)
        return Adopted(policy, counted_by(writer.connection, desk.today) != before)


def show_policy(desk: Desk, provider: str | None) -> InForce:
    """The policy in force today for a provider (the records' own where none is named).

    Unknown, with the nearest key, for one that nothing in the records names; AskedWrongly where
    several adopted one and none is named.
    """
    with desk.reading() as connection:
        whose = provider or own_provider(connection, desk.today)
        if provider or (not whose and adopters(connection, desk.today)):
            whose = provider_meant(connection, desk.today, provider, "policy")
        return in_force(connection, whose, desk.today)


def add_organisation(desk: Desk, key: str, name: str, type_: str, moe: str | None) -> None:
    """An organisation, by the key under which drafts name it."""
    if not KEY.fullmatch(key):
        raise AskedWrongly(
            f"{key!r} is no key of an organisation",
            "use small letters and digits, with - between them, such as the-mind-lab",
        )
    told = full_name(name)
    with desk.reading() as connection:
        require(connection, desk, "administrator")
    with desk.writing() as writer:
        data = {"key": key, "name": told, "type": type_, "moe_number": moe}
        writer.add(f"organisation:{key}", "organisation-entered", desk.today, data)


def list_organisations(desk: Desk) -> list[Organisation]:
    with desk.reading() as connection:
        return queries.many(connection, Organisation)
