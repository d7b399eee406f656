"""Listed micro-credentials described in the standards of others, from what the records know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import Connection

from mcapproval.actions.desk import Desk
from mcapproval.actions.lookup import case_row, listing_row
from mcapproval.actions.own_folder import made_anew
from mcapproval.actions.papers.listings import listing_facts
from mcapproval.documents.credentials.catalogue import STANDARDS, Standard, as_text
from mcapproval.documents.credentials.facts import Facts, facts_of
from mcapproval.errors import AskedWrongly, NotWhole, Reason, Refused
from mcapproval.progress import HowFar, unheard
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

LISTED = ("current", "expiring")
"""The states in which a micro-credential is told of where all are asked for."""

COMMAND = "credential --standard {}"
"""By which a folder of them is made, and made anew."""


class Described(NamedTuple):
    """A micro-credential as JSON-LD; `misses` says what a reader of it will want, in sentences."""

    text: str
    misses: tuple[str, ...]


class AllDescribed(NamedTuple):
    """Those that were written, and those that lack what the standard can't do without; `misses`
    says of how many a reader will want what."""

    written: list[str]
    left: list[str]
    misses: Mapping[str, int]


def described(desk: Desk, ref: str, standard: str, site: str = "") -> Described:
    """One micro-credential in a standard of `STANDARDS`, as JSON-LD.

    `site` is an https address below which each has its page. Refused where the records lack what
    the standard can't do without.
    """
    with desk.reading() as connection:
        facts = _facts(connection, desk, ref, _sound(site))
    asked = STANDARDS[standard]
    if lacks := asked.lacks(facts):
        raise Refused(
            f"{facts.ref} can't be described in {asked.name}",
            [
                Reason(
                    "LACKS",
                    f"what is approved of it has no {said}",
                    "what was imported has no text until a change of it is approved: write "
                    f"kind: change and of: {facts.ref} in a file, then: mcapproval open FILE",
                    "whoever drafts",
                )
                for said in lacks
            ],
        )
    return Described(as_text(asked.make(facts)), asked.misses(facts))


def describe_all(
    desk: Desk,
    standard: str,
    into: Path,
    site: str = "",
    tell: HowFar = unheard,
) -> AllDescribed:
    """Each that is listed now into a file of its own, `MC-0001.json`, in a folder made anew; one of
    another standard is left alone. `tell` hears how many are done, of how many.
    """
    asked, site = STANDARDS[standard], _sound(site)
    written, left, misses = [], [], Counter[str]()
    with made_anew(into, COMMAND.format(standard)) as folder:
        for facts in _listed(desk, site, tell):
            if asked.lacks(facts):
                left.append(facts.ref)
                continue
            _write(folder / f"{facts.ref}.json", asked, facts)
            written.append(facts.ref)
            misses.update(asked.misses(facts))
    return AllDescribed(written, left, misses)


def _listed(desk: Desk, site: str, tell: HowFar) -> Iterator[Facts]:
    with desk.reading() as connection:
        cases = queries.many(connection, Case, track="listing")
        refs = sorted((c.ref for c in cases if c.state in LISTED), key=lambda ref: (len(ref), ref))
        for done, ref in enumerate(refs):
            tell(done, len(refs))
            yield _facts(connection, desk, ref, site)


def _write(file: Path, standard: Standard, facts: Facts) -> None:
    file.write_text(as_text(standard.make(facts)), "utf-8", newline="\n")


def _facts(connection: Connection, desk: Desk, ref: str, site: str) -> Facts:
    row = listing_row(connection, ref)
    listing = listing_facts(connection, desk, row.ref)
    return facts_of(listing, case_row(connection, row.ref).state, _records(connection), site)


def _records(connection: Connection) -> UUID:
    """These records' own name: of their first row, which no move or copy of them changes."""
    first = queries.journal_row(connection, 1)
    if first is None:
        raise NotWhole("the journal has no first row", "see: mcapproval audit verify")
    return UUID(first[1][:32])


def _sound(site: str) -> str:
    """AskedWrongly for what is no address below which pages stand."""
    if not site:
        return ""
    hint = "give the address of a folder: --site https://example.ac.nz/micro-credentials"
    try:
        found = urlsplit(site)
        _ = found.port
    except ValueError:
        raise AskedWrongly(f"{site} is no address of a website", hint) from None
    spoilt = any(letter.isspace() or letter in '<>"{}|\\^`?#' for letter in site)
    if found.scheme != "https" or not found.hostname or found.username or spoilt:
        raise AskedWrongly(f"{site} is no address of a website", hint)
    return site
