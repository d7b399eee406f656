"""Several writers, and writers that die: every acknowledged act is kept, and nothing else."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Connection
from tests.actions.walking import TO_DRAFTING, at, go, opened, walk
from tests.store.moving import DAY, seated, work

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.cases.standing.view import Standing, standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import known
from mcapproval.clock import spoken
from mcapproval.draft.reader import read_draft
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.conflict import Conflict
from mcapproval.store.events import Author
from mcapproval.store.keep import Text, content, file_bytes, texts
from mcapproval.store.records import Records
from mcapproval.store.rows.folded import Application, Case, Item, Person

WHO = Author("PER-0001", "shell")
AT = datetime(2026, 6, 20, tzinfo=UTC)


def drafting(desk: Desk, sample: Path) -> str:
    ref = opened(desk, sample)
    walk(desk, ref, TO_DRAFTING)
    return ref


def comment(desk: Desk, number: int, seen: Case, records: Records) -> None:
    """One guarded row, as the actions write it, from what was seen of the case."""
    with records.writing(WHO, AT) as writer:
        says = writer.text(Text(f"comment {number}", desk.salt()))
        row = {"number": number, "kind": "comment", "owner": None, "due": None, "touches": None}
        data = {"items": [row | {"says": says}]}
        writer.add(seen.ref, "item-added", DAY, data, seen=seen.version)


def case_of(records: Records, ref: str) -> Case:
    with records.reading() as connection:
        found = queries.one(connection, Case, ref=ref)
    assert found is not None
    return found


def test_who_saw_an_older_case_is_told_so_and_leaves_nothing(desk: Desk, sample: Path) -> None:
    ref = drafting(desk, sample)
    seen = case_of(desk.records, ref)
    comment(desk, 1, seen, desk.records)
    before = audit.audit(desk)
    with pytest.raises(Conflict):
        comment(desk, 2, seen, desk.records)
    assert audit.audit(desk) == before
    assert before.whole
    comment(desk, 2, case_of(desk.records, ref), desk.records)
    with desk.reading() as connection:
        assert [item.number for item in queries.many(connection, Item, ref=ref)] == [1, 2]


def test_a_move_looks_again_when_another_was_faster(
    desk: Desk, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between its look and its writing somebody holds the case: its conditions are asked anew."""
    ref = drafting(desk, sample)
    first = standing
    held: list[str] = []

    def overtaken(connection: Connection, case: Case, *days: date, **read: Any) -> Standing:
        found = first(connection, case, *days, **read)
        if not held:
            held.append(ref)
            go(desk, ref, "hemi", DAY, "hold", reason="Waiting for a partner")
        return found

    monkeypatch.setattr("mcapproval.actions.cases.as_asked.standing", overtaken)
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "ana", DAY, "send-to-check")
    assert "NOT-OPEN" in {reason.code for reason in refusal.value.reasons}
    assert case_of(desk.records, ref).state == "on-hold"
    assert audit.audit(desk).whole


def test_whoever_was_slower_is_told_who_was_faster(desk: Desk, sample: Path) -> None:
    ref = opened(desk, sample)
    row = moves.move(at(desk, "ana", DAY), ref, "hold", Said({"reason": "a pause"})).row
    with pytest.raises(Refused) as refused:
        moves.move(at(desk, "ana", DAY), ref, "hold", Said({"reason": "a pause"}))
    assert refused.value.hint.startswith(
        f"Ana Rangihuna brought it there on {spoken(DAY)} with hold (row {row}); "
    )


def test_an_item_added_while_another_writes_gets_the_next_number(
    desk: Desk, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = drafting(desk, sample)
    mele, first = at(desk, "mele", DAY), queries.many
    faster: list[str] = []

    def overtaken(connection: Connection, model: type[NamedTuple], **key: Any) -> list[Any]:
        found: list[Any] = first(connection, model, **key)
        if model is Item and not faster:
            faster.append("the faster one")
            of_case.add_item(mele, ref, "comment", faster[0])
        return found

    monkeypatch.setattr(queries, "many", overtaken)
    assert of_case.add_item(mele, ref, "comment", "the slower one") == 2
    said = [line.says for line in of_case.list_items(desk, ref)]
    assert said == ["the faster one", "the slower one"]


@pytest.mark.parametrize("kind", [pytest.param("threads", marks=pytest.mark.slow), "processes"])
def test_writers_side_by_side_lose_nothing_and_fork_nothing(
    desk: Desk, sample: Path, kind: str
) -> None:
    shared, own = drafting(desk, sample), drafting(desk, sample)
    where, times = desk.records.where, 3
    workers = ["one", "two", "three", "four"][: 4 if kind == "threads" else 2]
    pool: Executor
    if kind == "threads":
        pool = ThreadPoolExecutor(len(workers))
    else:
        pool = ProcessPoolExecutor(len(workers), multiprocessing.get_context("spawn"))
    with pool:
        runs = [
            pool.submit(work, where, own if worker == "two" else shared, worker, times)
            for worker in workers
        ]
        acknowledged = [word for run in runs for word in run.result()]
    told = [
        line.says for ref in (shared, own) for line in of_case.list_items(seated(where), ref)
    ] + [f"person {line.handle}" for line in known.list_people(desk) if line.handle]
    assert len(acknowledged) == 3 * times * len(workers)
    assert set(acknowledged) <= set(told)
    assert len(told) == len(set(told))
    assert len({line.ref for line in known.list_people(desk)}) == len(known.list_people(desk))
    verdict = audit.audit(desk)
    assert verdict.faults == ()


def test_two_who_open_at_once_get_two_references(desk: Desk, sample: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        refs = list(pool.map(lambda _: opened(desk, sample), range(4)))
    assert sorted(refs) == [f"APP-2026-000{number}" for number in (1, 2, 3, 4)]
    with desk.reading() as connection:
        assert len(queries.many(connection, Application)) == 4
    assert audit.audit(desk).whole


def test_two_updates_of_one_version_do_not_both_win(desk: Desk, sample: Path) -> None:
    """Each says on which version it is based: the slower one is told that there is another."""
    ref = opened(desk, sample)

    def update(number: int) -> int | str:
        reading = read_draft(sample)
        data = dict(reading.draft.data) | {"work_began": f"2026-02-0{number}"}
        draft = replace(reading.draft, data=data)
        try:
            ana = at(desk, "ana", DAY)
            return applications.update_draft(
                ana, ref, draft, (), sample, applications.Asked(1, None)
            ).version
        except Refused as refusal:
            return refusal.message

    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(update, (3, 4, 5)))
    assert sorted(map(str, found))[0] == "2"
    assert sum("based on version 1" in str(word) for word in found) == 2
    assert audit.audit(desk).whole


# --- what happens in the middle ---------------------------------------------------------------


def test_an_act_that_fails_half_way_leaves_nothing(desk: Desk) -> None:
    before = audit.audit(desk)
    kept: list[str] = []

    def half() -> None:
        with desk.records.writing(WHO, AT) as writer:
            kept.extend((writer.content({"half": 1}), writer.file(b"half")))
            kept.append(writer.text(Text({"name": "Half"}, b"s" * 32)))
            data = {"commitment": kept[2], "organisation": None}
            writer.add(writer.next_ref("PER"), "person-entered", DAY, data)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert audit.audit(desk) == before
    with desk.reading() as connection:
        assert content(connection, kept[0]) is None
        assert file_bytes(connection, kept[1]) is None
        assert texts(connection, {kept[2]}) == {}
        assert len(queries.many(connection, Person)) == 6


def test_a_writer_killed_half_way_leaves_nothing_and_holds_up_nobody(desk: Desk) -> None:
    before = audit.audit(desk)
    worker = subprocess.Popen(
        [sys.executable, "-m", "tests.store.moving", desk.records.where],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )
    with worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "half way\n"
        worker.kill()
        worker.wait()
    assert audit.audit(desk) == before
    known.add_person(desk, "next", "The Next One", None, None)
    assert known.list_people(desk)[-1].ref == "PER-0007"
    assert audit.audit(desk).whole


def test_a_refused_move_keeps_neither_its_letter_nor_its_words(desk: Desk, sample: Path) -> None:
    ref = opened(desk, sample)
    said = Said({"reason": "Words of the refused"}, {}, {"letter.txt": b"refused letter"})
    with pytest.raises(Refused):
        moves.move(at(desk, "ana", DAY), ref, "record-return", said)
    with desk.reading() as connection:
        last = list(queries.events(connection, ref))[-1]
        assert last.act == "refused"
        assert last.data["keeps"] == {}
        assert b"refused" not in last.payload().replace(b'"act":"refused"', b"")
    assert audit.audit(desk).whole
