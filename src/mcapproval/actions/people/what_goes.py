"""What goes with a person who is erased, found in three ways: what is bound to them, what says
their name, and files whose bytes hold it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from mcapproval.actions.people.declared import words_of_conflicts
from mcapproval.actions.people.in_use import closed_by_it
from mcapproval.actions.people.name_search import Looked, fold, look, mentions
from mcapproval.actions.people.still_theirs import many_theirs
from mcapproval.documents.pack_manifest import MANIFEST, manifest_of
from mcapproval.errors import Trouble
from mcapproval.store import keep, queries
from mcapproval.store.clauses import table
from mcapproval.store.engine import is_url
from mcapproval.store.reported.partaking import named_in
from mcapproval.store.rows.folded import Journal, Judgement, PolicyRow
from mcapproval.store.rows.kept import Content, FileRow, TextRow
from mcapproval.store.waiting import definitions_in_use


@dataclass(frozen=True, slots=True)
class Erased:
    """What was removed, by kind, as hashes; `packs` are those beside the records made before.

    `namesakes` are people whose own text says the same name: someone who acts in the records and
    is named in a draft too is two people to them, and is erased twice. `remains` are rows of the
    journal that say the name: they can't be removed. `unseen` counts the files that stay and could
    not be looked into, such as pictures. `closed` are applications that now can't begin again.
    `copies` are files beside the records that still hold the person. `theirs` counts by kind what
    was theirs and is still open: it goes on with nobody until it is given to another.
    """

    ref: str
    texts: tuple[str, ...]
    files: tuple[str, ...]
    contents: tuple[str, ...]
    packs: tuple[tuple[str, str], ...]
    namesakes: tuple[str, ...]
    remains: tuple[int, ...]
    unseen: int
    closed: tuple[str, ...]
    copies: tuple[str, ...] = ()
    theirs: Mapping[str, int] = field(default_factory=dict)


Seen = dict[tuple[str, tuple[str, ...]], Looked]
"""What was seen in a file when these words were looked for: what lies under a hash never changes.
"""


def what_goes(
    connection: Connection,
    where: str,
    ref: str,
    within: Collection[str] | None = None,
    seen: Seen | None = None,
) -> Erased:
    """What would be removed with a person, and what would not. With `within` only of the hashes
    that it has: those that the records held on a day. What is `seen` already is not looked into
    again, and what is looked into now is added.
    """
    words = words_of(connection, ref)
    contents = _within(_contents(connection, words), within)
    kept = _within(_kept(connection), within)
    looked = _looked(connection, sorted(kept), words, {} if seen is None else seen)
    named = {name for name in kept if looked[name].says}
    files = named | (_about(connection, ref) & kept)
    return Erased(
        ref,
        tuple(sorted(_within(_texts(connection, ref, words), within))),
        tuple(sorted(files)),
        tuple(sorted(contents)),
        tuple(_packs_beside(where)),
        tuple(sorted(_namesakes(connection, ref, words, within))),
        tuple(
            row.seq
            for row in connection.execute(select(table(Journal).c.seq, table(Journal).c.payload))
            if mentions(row.payload.decode("utf-8", "ignore"), words)
        ),
        sum(1 for name in kept - files if looked[name].opaque),
        tuple(closed_by_it(connection, contents)),
        theirs=many_theirs(connection, ref),
    )


def _within(names: set[str], within: Collection[str] | None) -> set[str]:
    return names if within is None else names & set(within)


def _packs_beside(where: str) -> Iterator[tuple[str, str]]:
    """Packs in the folder of the records: they were made before, and may hold the name."""
    if is_url(where):
        return
    beside = Path(where).resolve().parent
    places = [*(file.parent for file in beside.rglob(MANIFEST)), *beside.rglob("*.zip")]
    for place in sorted(places):
        try:
            yield str(place), str(manifest_of(place)["ref"])
        except (Trouble, KeyError):
            continue


def words_of(connection: Connection, ref: str) -> tuple[str, ...]:
    """What gives the person away: every name and contact they ever had here, folded."""
    found = []
    for facts in _facts(connection, ref):
        found += [facts.get("name", ""), *re.split(r"[,;\n]", str(facts.get("contact", "")))]
    return tuple(dict.fromkeys(fold(word) for word in found if len(fold(word)) > 2))


def single_names(connection: Connection, ref: str) -> set[str]:
    """Each part of three letters or more of every name they had: the reason of an erasure stays."""
    told = (fold(facts.get("name", "")) for facts in _facts(connection, ref))
    return {part for name in told for part in name.split() if len(part) > 2}


def _facts(connection: Connection, ref: str) -> list[dict[str, Any]]:
    """What was entered about a person, each time."""
    target = table(TextRow)
    bodies = connection.execute(select(target.c.body).where(target.c.about == ref)).scalars()
    told = [json.loads(body) for body in bodies]
    return [facts for facts in told if isinstance(facts, dict)]


def _texts(connection: Connection, ref: str, words: tuple[str, ...]) -> set[str]:
    target = table(TextRow)
    rows = connection.execute(select(target.c.commitment, target.c.about, target.c.body))
    declared = set(words_of_conflicts(connection, ref))
    return {
        row.commitment
        for row in rows
        if row.about == ref
        or row.commitment in declared
        or (row.about is None and mentions(_spelt(bytes(row.body)), words))
    }


def _namesakes(
    connection: Connection, ref: str, words: tuple[str, ...], within: Collection[str] | None
) -> set[str]:
    """Other people whose own text says the same: they may be the same person, or not."""
    target = table(TextRow)
    rows = connection.execute(select(target.c.commitment, target.c.about, target.c.body))
    return {
        row.about
        for row in rows
        if row.about not in (None, ref)
        and (within is None or row.commitment in within)
        and mentions(_spelt(bytes(row.body)), words)
    }


def _spelt(body: bytes) -> str:
    return json.dumps(json.loads(body), ensure_ascii=False)


def _about(connection: Connection, ref: str) -> set[str]:
    """The files that are said to be about a person, whatever stands in them."""
    about = {each.sha256 for each in named_in(connection, ref) if each.sha256}
    judged = {row.seq for row in queries.many(connection, Judgement)}
    for row in queries.events(connection, naming=ref) if judged else ():
        if row.seq in judged:
            files = row.data["content"]["files"]
            about |= {file["sha256"] for file in files if file["about"] == ref}
    return about


def _kept(connection: Connection) -> set[str]:
    return set(connection.execute(select(table(FileRow).c.sha256)).scalars())


def _looked(
    connection: Connection, names: Iterable[str], words: tuple[str, ...], seen: Seen
) -> dict[str, Looked]:
    for name in names:
        if (name, words) not in seen:
            seen[name, words] = look(keep.file_bytes(connection, name) or b"", words)
    return {name: seen[name, words] for name in names}


def _contents(connection: Connection, words: tuple[str, ...]) -> set[str]:
    """What authors wrote; a workflow or a policy that has such a word is about nobody."""
    target = table(Content)
    ours = {name for name, _ in definitions_in_use(connection)}
    ours |= {policy.content for policy in queries.many(connection, PolicyRow)}
    return {
        row.hash
        for row in connection.execute(select(target))
        if row.hash not in ours and mentions(bytes(row.body).decode(), words)
    }
