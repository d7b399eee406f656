"""Records, opened for a person: look, ask what is next, move, pack."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any, get_args

from mcapproval.actions import looking
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.attached import by_name
from mcapproval.actions.cases.turns import turns_of
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.drafts import applications
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.drafts.framing import known_organisations
from mcapproval.actions.drafts.opened import SaysTheSame
from mcapproval.actions.finding.listed import cases_of
from mcapproval.actions.papers import packs
from mcapproval.actions.reviewing import due as falls_due
from mcapproval.clock import SystemClock
from mcapproval.draft.files import LARGEST_FILE
from mcapproval.draft.source import read_file
from mcapproval.errors import AskedWrongly
from mcapproval.findings import Finding
from mcapproval.library import given
from mcapproval.library.checking import to_take_in
from mcapproval.library.hints import said_in_python
from mcapproval.library.values import (
    Case,
    Due,
    Look,
    Moved,
    Next,
    Pack,
    Place,
    Track,
    Version,
    a_day,
    a_list,
    a_mapping,
    a_path,
    a_ref,
    a_text,
    any_text,
    one_of,
    plain,
)
from mcapproval.reports.ahead import WITHIN, last_day
from mcapproval.store.addresses import shown

CHANNEL = "library"
"""By which way an act came, as its row of the journal tells it."""


@said_in_python()
def open_records(place: Place, *, person: str | None = None, today: date | None = None) -> Records:
    """Records at a file or a `postgresql://` address, for a person by short name or reference.

    Who the person is, is trusted, as `--as` is at the shell; without one it can only be looked.
    `today` is another day than today; it writes only in simulated records. Nothing is held open
    between calls, but in `Records.kept_open`. Raises OtherRecords (OlderRecords for those to be
    upgraded) and Unknown for a person whom they do not know.
    """
    named = a_path(place)
    where = place if isinstance(place, str) else os.fspath(named)
    who = None if person is None else a_text(person, "short name or reference of a person")
    return Records(replace(sit_down(where, who, a_day(today)), channel=CHANNEL))


class Records:
    """Get one from `open_records`. Each call is a piece of work of its own, done or not done.

    Every call raises Unknown for a reference that the records do not know.
    """

    __slots__ = ("_opened",)

    def __init__(self, opened: Desk) -> None:
        self._opened = opened

    def __repr__(self) -> str:
        """Where they are, without the password that an address may hold."""
        return f"<mcapproval.Records of {shown(self._opened.records.where)}>"

    @contextmanager
    def kept_open(self) -> Iterator[Records]:
        """The same records for many calls in turn, with connections that stay open until the block
        ends: to open them for each takes longer than most calls. Nothing may move, replace or put
        back the file meanwhile.
        """
        with said_in_python(), self._opened.kept_open() as kept:
            yield Records(kept)

    @said_in_python()
    def list(self, *, track: Track | None = None, state: str | None = None) -> tuple[Case, ...]:
        """The cases, in the order of their references; of one track or in one state."""
        one_of([] if track is None else [track], get_args(Track), "track")
        state = None if state is None else a_text(state, "state")
        desk = self._desk()
        with desk.reading() as connection:
            lines = cases_of(replace(desk, laid_open=connection), track, state)
            turns = turns_of(connection, [line.ref for line in lines], desk.today)
        return tuple(given.case(line, *turns.get(line.ref, ("", None))) for line in lines)

    @said_in_python()
    def due(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        provider: str | None = None,
        owner: str | None = None,
    ) -> tuple[Due, ...]:
        """The re-evaluations that fall due, soonest first, the overdue before all. Without `until`
        those within 180 days: of today, or of `since` where that is later. `owner` is a short name
        or reference, `me` or `none`. Raises AskedWrongly where `until` is before `since`.
        """
        desk, first = self._desk(), a_day(since)
        last = a_day(until) or last_day(desk.today, first)
        provider = None if provider is None else a_text(provider, "key of a provider")
        owner = None if owner is None else a_text(owner, "short name or reference of a person")
        asked = falls_due.Asked(WITHIN, first, last, provider, owner)
        return tuple(given.due(row) for row in falls_due.due_at(desk, asked).rows)

    @said_in_python()
    def show(self, ref: str) -> dict[str, Any]:
        """All facts of one case, with the keys of `mcapproval show REF --json`; made afresh for
        each call.
        """
        facts: dict[str, Any] = plain(looking.show_case(self._desk(), a_ref(ref)))
        return facts

    @said_in_python()
    def check(self, ref: str, *, on: date | None = None) -> tuple[Finding, ...]:
        """What the rules say of a case, but for what a waiver lets stand. Of an application that
        was submitted the law is that of its submission, unless a day is given.
        """
        checked = check_case(self._desk(), a_ref(ref), a_day(on))
        return tuple(f for f in checked.findings if (f.code, f.path) not in checked.waived)

    @said_in_python()
    def next(self, ref: str) -> Next:
        """Every move from where the case is, with every reason against those that are not possible
        for this person; without a person, those that anybody may make. Nothing is changed.
        """
        found = moves.possible(self._desk(), a_ref(ref))
        return given.stands(found)

    @said_in_python()
    def move(
        self,
        ref: str,
        move: str,
        answers: Mapping[str, Any] | None = None,
        *,
        note: str | None = None,
        attach: Iterable[Place] = (),
        effective: date | None = None,
        only_try: bool = False,
    ) -> Moved:
        """Make a move, with the answers that it asks for by name, and letters or proofs.

        `effective` is the day on which it happened, today where none is given. With `only_try`
        nothing is changed. Raises Refused, with every reason; a refusal is recorded, but not that
        of a move that is only tried.
        """
        paths = map(a_path, a_list(attach))
        files = by_name((path.name, read_file(path, LARGEST_FILE)) for path in paths)
        words = plain(a_mapping(answers or {}))
        said = moves.Said(answers=words, files=files, note=note and any_text(note, "note"))
        do = moves.try_move if only_try else moves.move
        names = a_ref(ref), a_text(move, "move")
        made = do(self._desk(), *names, said, a_day(effective))
        row = 0 if only_try else made.row
        return Moved(made.ref, made.move, made.was, made.now, row, made.opened, made.told)

    @said_in_python()
    def open(
        self,
        draft: Place | Mapping[str, Any],
        *,
        another: bool = False,
        effective: date | None = None,
    ) -> Version:
        """Put a draft into the records as a new application, of which this person is the author.

        `draft` is a file or a mapping; files that a mapping names are looked for in the folder in
        which the program runs. Refused where the same title, or a change of the same
        micro-credential, is under way already, unless it is `another`.
        """
        desk, day, alone = self._desk(), a_day(effective), not another
        if isinstance(draft, Mapping):
            said = to_take_in(draft, known_organisations(desk))
            opened = applications.open_draft(desk, *said, day, alone=alone)
        else:
            opened = applications.open_application(desk, a_path(draft), day, alone=alone)
        return given.version(opened)

    @said_in_python()
    def update(
        self,
        ref: str,
        draft: Place | Mapping[str, Any],
        *,
        base: int | None = None,
        effective: date | None = None,
        without: Iterable[str] = (),
    ) -> Version:
        """A new version of an application; one that says what stands already makes none. With
        `base`, Refused where that is no more the newest version. Refused where a part or a piece of
        evidence that stands is not in the draft, unless `without` names it: `["N3", "funding"]`.
        """
        desk, day = self._desk(), a_day(effective)
        ref = a_ref(ref)
        if base is not None and (isinstance(base, bool) or not isinstance(base, int)):
            raise AskedWrongly(f"{base!r} is no version", "give the number of a version")
        gone = [a_text(name, "name in `without`") for name in a_list(without)]
        asked = applications.Asked(base, day, without=gone)
        try:
            if isinstance(draft, Mapping):
                said = to_take_in(draft, known_organisations(desk))
                updated = applications.update_draft(desk, ref, *said, asked)
            else:
                updated = applications.update_application(
                    desk, ref, a_path(draft), base=base, effective=day, without=gone
                )
        except SaysTheSame as same:
            updated = same.stands
        return given.version(updated)

    @said_in_python()
    def pack(self, ref: str, into: Place, *, looks: Iterable[Look] = ("pdf", "docx")) -> Pack:
        """The submission pack in a new folder, or in one file where its name ends in `.zip`."""
        asked = one_of(looks, get_args(Look), "look")
        if not asked:
            raise AskedWrongly("no look is given", f"give {' or '.join(get_args(Look))}, or both")
        looks = tuple(look for look in get_args(Look) if look in asked)
        made = packs.pack(self._desk(), a_ref(ref), a_path(into), looks)
        number, row_hash = made.row
        return Pack(made.ref, made.folder, made.files, number, row_hash, made.told)

    def _desk(self) -> Desk:
        """The desk at this instant: a program may keep its records for days."""
        if self._opened.stopped:
            return self._opened
        return replace(self._opened, now=SystemClock().now())
