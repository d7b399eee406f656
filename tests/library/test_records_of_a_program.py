"""`mcapproval.Records`: look, ask what is next, move, pack, and what each gives."""

from __future__ import annotations

import json
import pickle
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zipfile import ZipFile

import pytest
from ruamel.yaml import YAML
from tests.simulated import SAMPLES, peopled

import mcapproval
from mcapproval.actions.cases.turns import turns_of
from mcapproval.actions.demo.stories import run_demo
from mcapproval.actions.looking import history

if TYPE_CHECKING:
    from tests.conftest import Places

GOOD = SAMPLES / "community-led-development-facilitation"
DAY = date(2026, 6, 1)
PLAIN = (str, int, bool, type(None), date, Path)


@pytest.fixture
def place(files: Places) -> Iterator[str]:
    yield files.copy("peopled", peopled)
    files.tidy()


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    shutil.copytree(GOOD, tmp_path / "draft")
    return tmp_path / "draft" / "draft.yaml"


def of(place: str, person: str | None = "ana", today: date = DAY) -> mcapproval.Records:
    return mcapproval.open_records(place, person=person, today=today)


def assert_plain(value: Any) -> None:
    """Nothing in it but plain values, those that are offered, and what JSON is made of."""
    if is_dataclass(value):
        assert type(value).__name__ in mcapproval.__all__
        for each in fields(value):
            assert_plain(getattr(value, each.name))
    elif isinstance(value, dict):
        for key, inner in value.items():
            assert_plain((key, inner))
    elif isinstance(value, tuple | list):
        for inner in value:
            assert_plain(inner)
    else:
        assert isinstance(value, PLAIN), type(value)


def test_many_calls_may_keep_the_records_open(place: str, draft: Path) -> None:
    ref = of(place).open(draft).ref
    with of(place).kept_open() as many:
        now = many.move(ref, "show-need").now
        assert many.next(ref).label == now
    assert of(place).next(ref).label == now
    assert not Path(f"{place}-wal").exists()


def test_what_falls_due_is_asked_over_connections_that_are_kept_open(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with of(place).kept_open() as many:
        before = many.due()
        monkeypatch.setattr(sqlite3, "connect", None)
        assert many.due() == before


def test_a_draft_goes_in_walks_and_comes_out_as_a_pack(
    places: Places, draft: Path, tmp_path: Path
) -> None:
    place = places.copy("peopled", peopled)
    ana, mele, head = (of(place, who) for who in ("ana", "mele", "head"))
    opened = ana.open(draft, effective=date(2026, 2, 3))
    assert (opened.number, opened.new) == (1, True)
    ref = opened.ref
    tried = ana.move(ref, "show-need", only_try=True)
    assert (tried.row, tried.now) == (0, "Need")
    assert ana.next(ref).state == "enquiry"
    moved = ana.move(ref, "show-need")
    assert moved.row > 0
    mele.move(ref, "accept-need", note="It is shown.")
    head.move(ref, "develop")
    ana.move(ref, "begin-draft")
    stands = ana.next(ref)
    assert stands.state == "drafting"
    step = stands.step("send-to-check")
    assert step is not None
    assert step.possible
    again = ana.update(ref, draft)
    assert (again.number, again.new) == (1, False)
    looks: list[Literal["pdf"]] = ["pdf"]
    pack = ana.pack(ref, tmp_path / "pack.zip", looks=iter(looks))
    assert any(name.endswith(".pdf") for name in ZipFile(pack.place).namelist())
    assert pack.place.is_file()
    for value in (opened, tried, moved, stands, pack, ana.list(), ana.show(ref), ana.check(ref)):
        assert_plain(value)
    assert ana.show(ref)["facts"]["kind"]
    assert ana.list()


def test_what_a_program_did_is_told_in_the_journal_as_done_by_a_program(
    place: str, draft: Path
) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    ana.move(ref, "show-need")
    assert [line.act for line in history(ana._opened, ref)]
    with ana._opened.reading() as connection:
        from mcapproval.store import queries

        assert {event.by.channel for event in queries.events(connection, ref)} == {"library"}


def test_a_refusal_has_every_reason_and_one_that_is_tried_leaves_no_row(
    place: str, draft: Path
) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    ana.move(ref, "show-need")
    rows = ana.show(ref)["row"]
    with pytest.raises(mcapproval.Refused) as told:
        ana.move(ref, "accept-need", only_try=True)
    assert {"NOT-YOUR-ROLE", "OWN-CASE"} <= {reason.code for reason in told.value.reasons}
    assert ana.show(ref)["row"] == rows
    step = ana.next(ref).step("accept-need")
    assert step is not None
    assert step.reasons[:2] == told.value.reasons[:2]
    assert ana.next(ref).step("no-such-move") is None


def test_answers_are_values_of_python(place: str, draft: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    ana.move(ref, "hold", {"reason": "Nobody rings."})
    assert ana.next(ref).state == "on-hold"
    asked = ana.next(ref).steps[0].asks
    assert all(answer.says for answer in asked)


def test_two_files_of_one_name_are_not_attached(place: str, draft: Path, tmp_path: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    files = [tmp_path / sub / "letter.txt" for sub in ("a", "b")]
    for file in files:
        file.parent.mkdir()
        file.write_text(f"The letter of {file.parent.name}.", "utf-8")
    with pytest.raises(mcapproval.AskedWrongly, match="two files to attach are called letter"):
        ana.move(ref, "hold", {"reason": "Nobody rings."}, attach=files)
    assert ana.move(ref, "hold", {"reason": "Nobody rings."}, attach=[files[0]] * 2).row


def test_a_list_is_of_one_track_or_state(place: str, draft: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    assert [case.ref for case in ana.list(track="application", state="enquiry")] == [ref]
    assert ana.list(track="listing") == ()


def test_a_case_says_whose_turn_it_is_and_when_it_is_due(place: str, draft: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    (case,) = ana.list(track="application", state="enquiry")
    stands = ana.next(ref)
    assert (case.turn, case.due_on) == (stands.turn, stands.due_on) == ("author", None)
    ana.move(ref, "hold", {"reason": "Nobody rings."})
    assert [case.turn for case in ana.list(state="on-hold")] == [""] == [ana.next(ref).turn]


def test_where_cases_are_and_whose_turn_it_is_are_read_in_one_view(
    place: str, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref

    def turns_after_a_move(*asked: Any) -> Any:
        of(place).move(ref, "hold", {"reason": "Nobody rings."})
        return turns_of(*asked)

    monkeypatch.setattr("mcapproval.library.records.turns_of", turns_after_a_move)
    (case,) = ana.list(track="application")
    assert (case.state, case.turn) == ("enquiry", "author")
    assert ana.show(ref)["state"] == "on-hold"


def test_a_reference_is_given_in_any_case(place: str, draft: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    small = ref.lower()
    assert ana.show(small) == ana.show(ref)
    assert ana.next(small) == ana.next(ref)
    assert ana.check(small) == ana.check(ref)
    assert ana.update(small, draft).ref == ref
    assert ana.move(small, "show-need").ref == ref


def test_what_falls_due_is_told_the_soonest_first(tmp_path: Path) -> None:
    run_demo(tmp_path / "demo", lambda line: None)
    place = tmp_path / "demo" / "records.db"
    records = mcapproval.open_records(place, today=date(2027, 8, 16))
    found = records.due()
    assert found
    assert [due.due_on for due in found] == sorted(due.due_on for due in found)
    assert all(due.due_on <= date(2028, 2, 12) for due in found)
    for due in found:
        assert_plain(due)
        assert due.days == (due.due_on - date(2027, 8, 16)).days
        assert (due.when == "overdue") == (due.days < 0)
    late = tuple(due for due in found if due.days < 0)
    assert records.due(until=date(2027, 8, 15)) == late
    assert records.due(since=date(2027, 8, 16)) == found[len(late) :]
    assert records.due(owner="none") == tuple(due for due in found if not due.owner)
    far = records.due(until=date(2030, 1, 1))[-1]
    assert far.due_on > date(2028, 2, 12)
    assert far in records.due(since=far.due_on)
    assert records.due(since=date(2020, 1, 1)) == found
    with pytest.raises(mcapproval.AskedWrongly, match="before it begins on 2028-01-01"):
        records.due(since=date(2028, 1, 1), until=date(2027, 1, 1))
    with pytest.raises(mcapproval.Unknown):
        records.due(provider="nobody-at-all")


def test_without_a_person_it_can_be_looked_and_not_moved(place: str, draft: Path) -> None:
    ref = of(place).open(draft, effective=date(2026, 2, 3)).ref
    nobody = of(place, None)
    assert nobody.next(ref).steps
    with pytest.raises(mcapproval.AskedWrongly, match="who you are"):
        nobody.move(ref, "show-need")


def test_what_is_not_there_is_told(place: str, tmp_path: Path) -> None:
    with pytest.raises(mcapproval.OtherRecords):
        mcapproval.open_records(tmp_path / "none.db")
    with pytest.raises(mcapproval.Unknown):
        of(place, "nobody")
    with pytest.raises(mcapproval.Unknown):
        of(place).show("APP-2026-0099")
    with pytest.raises(mcapproval.Unreadable):
        of(place).move("APP-2026-0099", "hold", attach=[tmp_path / "none.pdf"])


def test_records_that_are_kept_for_days_tell_the_instant_of_each_act(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Clock:
        def now(self) -> datetime:
            return datetime(2026, 6, 3, 2, 0, tzinfo=UTC)

    kept = mcapproval.open_records(place, person="ana")
    monkeypatch.setattr("mcapproval.library.records.SystemClock", Clock)
    assert kept._desk().now == Clock().now()
    assert of(place)._desk().today == DAY


WRONG: Any = 7
DAY_AS_TEXT: Any = "2026-06-15"
NO_FILE: Any = []


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda records: records.list(track="lists"), "there is no track 'lists'"),
        (lambda records: records.pack("APP-2026-0001", "p", looks=["odt"]), "no look 'odt'"),
        (lambda records: records.pack("APP-2026-0001", ""), "no name of a file"),
        (lambda records: records.open("a\0b"), "no name of a file"),
        (lambda records: mcapproval.check("a\0b"), "no name of a file"),
        (lambda records: mcapproval.check("none.yaml"), "none.yaml: there is no such file"),
        (lambda records: mcapproval.check(WRONG), "7 is no name of a file"),
        (lambda records: mcapproval.check("a.yaml", on=DAY_AS_TEXT), "'2026-06-15' is no day"),
        (lambda records: mcapproval.check("a.yaml", policy=NO_FILE), "is no name of a file"),
        (lambda records: mcapproval.open_records(WRONG), "7 is no name of a file"),
        (lambda records: mcapproval.open_records("a.db", person=WRONG), "7 is no short name"),
        (lambda records: records.list(state="zzz"), "there is no state zzz"),
        (lambda records: records.list(state=7), "7 is no state"),
        (lambda records: records.show(None), "None is no reference of a case"),
        (lambda records: records.next("APP\ud800"), "is no reference of a case"),
        (lambda records: records.due(owner="a\0"), "is no short name or reference of a person"),
        (lambda records: mcapproval.open_records("a.db", person="a\0"), "is no short name"),
        (lambda records: records.check(["APP-2026-0001"]), "is no reference of a case"),
        (lambda records: records.next(7), "7 is no reference of a case"),
        (lambda records: records.move("APP-2026-0001", 7), "7 is no move"),
        (lambda records: records.move("APP-2026-0001", "hold", ["a"]), "is no mapping"),
        (lambda records: records.move("APP-2026-0001", "hold", {"a": ["\ud800"]}), "is no text"),
        (lambda records: records.move("APP-2026-0001", "hold", {"\ud800": 1}), "is no text"),
        (lambda records: records.move("APP-2026-0001", "hold", note=7), "7 is no note"),
        (lambda records: records.move("APP-2026-0001", "hold", attach="a.pdf"), "is no list"),
        (lambda records: records.open(7), "7 is no name of a file"),
        (lambda records: records.update("APP-2026-0001", "a.yaml", base="1"), "is no version"),
        (lambda records: records.pack("APP-2026-0001", "p", looks="pdf"), "'pdf' is no list"),
        (lambda records: records.pack("APP-2026-0001", "p", looks=[]), "no look is given"),
        (lambda records: mcapproval.open_records(""), "'' is no name of a file"),
        (lambda records: mcapproval.open_records("a.db", person=""), "'' is no short name"),
        (lambda records: records.show(" "), "' ' is no reference of a case"),
        (lambda records: records.move("APP-2026-0001", ""), "'' is no move"),
        (lambda records: records.list(state=""), "'' is no state"),
        (lambda records: records.due(since=date.max), "9999-12-31 is out of reach"),
        (lambda records: mcapproval.open_records("a.db", today=date.min), "is out of reach"),
        (lambda records: mcapproval.check({"format": "application/1"}, on=date.min), "of reach"),
        (lambda records: records.open("a.yaml", effective=date.max), "is out of reach"),
    ],
)
def test_a_word_or_a_name_that_can_be_none_is_told(
    place: str, ask: Callable[[mcapproval.Records], object], said: str
) -> None:
    with pytest.raises(mcapproval.AskedWrongly, match=said):
        ask(of(place))


def test_a_draft_is_a_file_or_a_mapping(
    place: str, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(draft.parent)
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    body = YAML(typ="safe").load(draft)
    assert ana.update(ref, body).new is False
    titled = ana.update(ref, {**body, "title": "A better title"})
    assert (titled.number, titled.title, titled.new) == (2, "A better title", True)
    assert ana.open({**body, "title": "Another"}, effective=date(2026, 2, 3)).ref != ref
    with pytest.raises(mcapproval.Trouble):
        ana.update(ref, {"title": "x"})


def test_what_is_under_way_is_opened_again_only_as_another(
    place: str, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(draft.parent)
    ana = of(place)
    ref = ana.open(draft).ref
    body = YAML(typ="safe").load(draft)
    for again in (draft, body):
        with pytest.raises(mcapproval.Refused) as told:
            ana.open(again)
        assert [(reason.code, ref in reason.message) for reason in told.value.reasons] == [
            ("UNDER-WAY", True)
        ]
    assert len(ana.list(track="application")) == 1
    assert ana.open(draft, another=True).ref != ref
    assert ana.open(body, another=True).ref != ref


def test_no_application_is_opened_before_there_was_a_rule(place: str, draft: Path) -> None:
    ana = of(place)
    with pytest.raises(mcapproval.AskedWrongly, match="no application was opened on 2018-08-21"):
        ana.open(draft, effective=date(2018, 8, 21))
    assert ana.list(track="application") == ()
    assert ana.open(draft, effective=date(2018, 8, 22)).ref == "APP-2018-0001"


@pytest.mark.parametrize("today", [date(1900, 1, 1), date(2999, 12, 31)])
def test_records_can_be_looked_at_on_every_day_that_may_be_given(
    place: str, draft: Path, today: date
) -> None:
    ref = of(place).open(draft, effective=date(2026, 2, 3)).ref
    records = of(place, None, today)
    assert records.list()
    assert records.due() == records.due(since=today) == ()
    assert records.show(ref)["ref"] == ref
    with suppress(mcapproval.NotInForce):
        assert records.next(ref).ref == ref


def test_the_facts_of_a_case_can_be_written_kept_and_changed(place: str, draft: Path) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    facts = ana.show(ref)
    assert json.loads(json.dumps(facts)) == facts == pickle.loads(pickle.dumps(facts))
    facts["facts"].clear()
    assert ana.show(ref)["facts"]


def test_a_pack_is_made_once_in_each_look_in_their_order(
    place: str, draft: Path, tmp_path: Path
) -> None:
    ana = of(place)
    ref = ana.open(draft, effective=date(2026, 2, 3)).ref
    twice = ana.pack(ref, tmp_path / "twice", looks=["docx", "pdf", "docx"])
    once = ana.pack(ref, tmp_path / "once")
    assert twice.files == once.files
    manifests = [(pack.place / "manifest.json").read_bytes() for pack in (twice, once)]
    assert manifests[0] == manifests[1]


def test_an_instant_is_no_day(place: str, draft: Path) -> None:
    noon = datetime(2026, 6, 1, 12)
    for ask in (
        lambda: mcapproval.check({"format": "application/1"}, on=noon),
        lambda: mcapproval.open_records(place, today=noon),
        lambda: of(place).open(draft, effective=noon),
        lambda: of(place).check("APP-2026-0001", on=noon),
        lambda: of(place).move("APP-2026-0001", "hold", effective=noon),
    ):
        with pytest.raises(mcapproval.AskedWrongly, match="an instant and no day"):
            ask()


def test_a_password_is_not_shown_where_records_are_named() -> None:
    from mcapproval.actions.desk import Desk
    from mcapproval.clock import SystemClock
    from mcapproval.library.records import Records
    from mcapproval.store import engine
    from mcapproval.store.records import Records as Kept

    where = "postgresql://ana:sesame@localhost/records"
    desk = Desk(Kept(where, engine.connect(where)), None, SystemClock().now(), False)
    assert "sesame" not in repr(Records(desk))
    assert "localhost" in repr(Records(desk))
