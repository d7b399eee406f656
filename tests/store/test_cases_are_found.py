"""Cases by filters, sorts, words and pages together: exactly those that a look at each finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update
from tests.conftest import Places
from tests.questions import noted

from mcapproval.store import providers, queries, records
from mcapproval.store.ask import Ask
from mcapproval.store.clauses import table
from mcapproval.store.counting import ALL
from mcapproval.store.engine import connect, reading, writing
from mcapproval.store.finding.case_filters import Turn, Wanted
from mcapproval.store.finding.case_list import SORTS, Key, count, page, place_now, statement
from mcapproval.store.finding.search import rebuild
from mcapproval.store.finding.search_words import words
from mcapproval.store.looking import looking
from mcapproval.store.reported import whereabouts
from mcapproval.store.rows.folded import (
    Accreditation,
    Application,
    Case,
    Listing,
    Organisation,
    PolicyRow,
    RecordsRow,
    Review,
)
from mcapproval.store.rows.kept import SearchCase

WORDS = (
    "Māori",
    "maoritanga",
    "Mahi",
    "KAI",
    "kaimoana",
    "Whānau",
    "ako",
    "ʻāina",
    "don’t",
    "2345",
)
STATES = {
    "application": ("drafting", "approved"),
    "listing": ("current", "expiring"),
    "accreditation": ("granted", "delivering"),
    "review": ("scheduled", "closed"),
}
PROVIDERS = ("polytech", "wananga", "university")
PEOPLE = ("PER-0001", "PER-0002", "")


def lives() -> list[dict[str, Any]]:
    """Sixty cases of all tracks, made by chance that is the same every time."""
    by, days = Random(7), Random(8)
    found: list[dict[str, Any]] = []

    def case(ref: str, track: str, **more: Any) -> None:
        found.append(
            {
                "ref": ref,
                "track": track,
                "state": by.choice(STATES[track]),
                "provider": by.choice(PROVIDERS),
                "unit": by.choice((None, "nursing")),
                "since": f"202{by.randint(4, 6)}-01-0{by.randint(1, 4)}",
                "due": by.choice((None, f"2026-0{by.randint(1, 9)}-01")),
                "by": by.choice(PEOPLE[:2]),
                "opened": f"202{days.randint(2, 5)}-0{days.randint(1, 9)}-01",
                "submitted": days.choice((None, f"202{days.randint(5, 6)}-03-02")),
                **more,
            }
        )

    for n in range(1, 16):
        title = " ".join(by.sample(WORDS, 2))
        case(f"APP-2026-{n:04}", "application", title=title, kind=by.choice(("change", "new")))
        listed = {
            "title": " ".join(by.sample(WORDS, 2)),
            "number": by.choice((None, str(by.randint(990, 1010)))),
            "level": by.choice((None, 3, 4, 5)),
            "credits": by.choice((None, 5, 10, 20)),
            "owner": by.choice(PEOPLE),
        }
        case(f"MC-{n:04}", "listing", **listed, listing=f"MC-{n:04}")
        for prefix, track in (("ACC", "accreditation"), ("REV-2027", "review")):
            own = by.choice(PEOPLE) if track == "review" else ""
            owner = own or listed["owner"]
            hung = {**listed, "owner": owner, "own": own, "listing": f"MC-{n:04}"}
            case(f"{prefix}-{n:04}", track, **hung)
    return found


LIVES = lives()
UNKNOWN = ("MC-0002", "ACC-0003", "MC-0009")
"""Of these nobody knows since when they are as they are."""
LIVES = [{**row, "since": ""} if row["ref"] in UNKNOWN else row for row in LIVES]


def made(place: str) -> None:
    records.make(place)
    with writing(connect(place)) as connection:

        def put(model: Any, *rows: dict[str, Any]) -> None:
            connection.execute(insert(table(model)), list(rows))

        for row in LIVES:
            kept = {"definition": row["track"], "definition_hash": "0", "came_from": "{}"}
            counts = {"version": 1, "last_row": 1, "overridden": False, "left": "{}"}
            day = row["since"] or "2026-01-01"
            days = {"entered_on": day, "opened_on": row["opened"], "last_on": day}
            same = {key: row[key] for key in ("ref", "track", "state", "provider", "unit")}
            told = {"opened_by": row["by"], "due_on": row["due"]}
            put(Case, {**kept, **counts, **days, **same, **told})
            ref = {"ref": row["ref"]}
            if row["track"] == "application":
                facts = {"route": "nzqa", "number": 1, "content": "none"}
                facts |= {"kind": row["kind"], "title": row["title"], "law_day": row["submitted"]}
                put(Application, {**ref, **facts})
            elif row["track"] == "listing":
                facts = {key: row[key] for key in ("title", "number", "level", "credits")}
                owner = row["owner"] or None
                put(Listing, {**ref, **facts, "application": "APP-2026-0001", "owner": owner})
            elif row["track"] == "accreditation":
                facts = {"application": "APP-2026-0001", "provider": row["provider"]}
                put(Accreditation, {**ref, **facts, "listing": row["listing"], "granted_on": "x"})
            else:
                facts = {
                    "form": "yearly check",
                    "due_on": "2027-01-01",
                    "covers": "",
                    "waits": True,
                }
                put(Review, {**ref, **facts, "listing": row["listing"], "owner": row["own"]})
        rebuild(connection)
        kept_in_order = table(SearchCase)
        unknown = update(kept_in_order).where(kept_in_order.c.ref.in_(UNKNOWN))
        connection.execute(unknown.values(since=""))


@pytest.fixture
def ask(places: Places) -> Iterator[Ask]:
    with looking(places.made("found", made)) as found:
        yield found


def wide(row: dict[str, Any], word: str) -> bool:
    """Whether a word begins one of those by which a case is called."""
    if word.upper().startswith(("APP-", "MC-", "ACC-", "REV-")):
        return str(row["ref"]).startswith(word.upper())
    said = words(f"{row['title']} {row.get('number') or ''}")
    return all(any(each.startswith(term) for each in said) for term in words(word))


def fits(row: dict[str, Any], wanted: Wanted) -> bool:
    owner = row["by"] if row["track"] == "application" else row["owner"]
    credits = row.get("credits")
    submitted = row["submitted"] if row["track"] == "application" else None
    return (
        all(
            not chosen or row.get(name) in chosen
            for name, chosen in (
                ("track", wanted.tracks),
                ("state", wanted.states),
                ("provider", wanted.providers),
                ("unit", wanted.units),
                ("kind", wanted.kinds),
                ("level", wanted.levels),
            )
        )
        and (wanted.owner is None or owner == wanted.owner)
        and (wanted.since is None or row["since"] >= wanted.since)
        and (wanted.until is None or "" < row["since"] <= wanted.until)
        and (wanted.due_before is None or bool(row["due"] and row["due"] < wanted.due_before))
        and (
            wanted.credits is None
            or (credits is not None and wanted.credits[0] <= credits <= wanted.credits[1])
        )
        and (not wanted.opened or row["opened"][:4] in wanted.opened)
        and (not wanted.submitted or str(submitted)[:4] in wanted.submitted)
        and all(wide(row, word) for word in wanted.words)
    )


def ordered(rows: list[dict[str, Any]], sort: tuple[Key, ...]) -> list[str]:
    unknown = {
        "title": "",
        "number": "",
        "level": 99,
        "credits": 99999,
        "due": "9999",
        "since": "9999",
    }

    def of(row: dict[str, Any], key: Key) -> Any:
        """What is not known comes last, up and down."""
        told = row.get(key.name)
        if key.name == "title":
            return " ".join(words(row["title"]))
        if key.name == "number":
            return (len(told or "") or (0 if key.down else 99), told or "")
        return told or (type(unknown[key.name])() if key.down else unknown[key.name])

    down = bool(sort) and all(key.down for key in sort)
    found = sorted(rows, key=lambda row: row["ref"], reverse=down)
    for key in reversed(sort):
        found.sort(key=partial(of, key=key), reverse=key.down)
    return [row["ref"] for row in found]


some: dict[str, st.SearchStrategy[Any]] = {
    "tracks": st.sets(st.sampled_from(tuple(STATES)), min_size=1, max_size=2),
    "states": st.sets(st.sampled_from([s for own in STATES.values() for s in own]), min_size=1),
    "providers": st.sets(st.sampled_from(PROVIDERS), min_size=1, max_size=2),
    "units": st.just(("nursing",)),
    "kinds": st.just(("change",)),
    "levels": st.sets(st.sampled_from((3, 4, 5)), min_size=1, max_size=2),
    "credits": st.sampled_from([(5, 10), (20, 20)]),
    "opened": st.sets(st.sampled_from(("2022", "2023", "2025")), min_size=1, max_size=2),
    "submitted": st.sampled_from([("2026",), ("2025", "2026"), ("2019",)]),
    "owner": st.sampled_from(PEOPLE),
    "since": st.sampled_from(["2025-01-02", "2026-01-01"]),
    "until": st.sampled_from(["2026-01-02", "2025-01-03"]),
    "due_before": st.sampled_from(["2026-06-01", "2026-04-01"]),
    "words": st.lists(
        st.sampled_from(("MAORI", "māori", "kai", "k", "aina", "dont", "23", "ma", "rev-2027")),
        min_size=1,
        max_size=2,
    ),
}
asks = st.sets(st.sampled_from(sorted(some)), max_size=2).flatmap(
    lambda chosen: st.fixed_dictionaries({name: some[name] for name in sorted(chosen)})
)
sorts = st.lists(
    st.builds(Key, st.sampled_from(tuple(SORTS)), st.booleans()),
    max_size=3,
    unique_by=lambda k: k[0],
)


@settings(max_examples=60)
@given(asks, sorts, st.integers(1, 9), st.booleans())
def test_pages_together_are_exactly_what_a_look_at_each_case_finds(
    ask: Ask, asked: dict[str, Any], by: list[Key], first: int, often: bool
) -> None:
    told: dict[str, Any] = {
        k: tuple(sorted(v)) if isinstance(v, set) else v for k, v in asked.items()
    }
    told["words"] = tuple(told.get("words", ()))
    terms = tuple(term for word in told["words"] for term in words(word)) if often else ()
    wanted, sort = Wanted(**told, parts=("title", "reo", "number"), often=terms), tuple(by)
    meant = ordered([row for row in LIVES if fits(row, wanted)], sort)
    found: list[str] = []
    after = None
    while rows := page(ask, wanted, sort, first, after):
        found += [row.ref for row in rows]
        after = rows[-1].at
    assert found == meant
    assert count(ask, wanted) == len(meant)


def test_a_provider_is_known_by_each_table_that_names_it(places: Places) -> None:
    place = places.copy("found", made)
    of_records = {"ref": "records:1", "name": "x", "simulated": True, "made_at": "x"}
    entered = {"key": "entered", "name": "Entered", "type": "other"}
    adopted = {"seq": 1, "provider": "adopted", "from_day": "2026-01-01", "content": "none"}
    with writing(connect(place)) as connection:
        connection.execute(insert(table(RecordsRow)), [{**of_records, "provider": "own"}])
        connection.execute(insert(table(Organisation)), [entered])
        connection.execute(insert(table(PolicyRow)), [adopted])
        known = queries.providers(connection)
    assert known == {*PROVIDERS, "own", "entered", "adopted"}
    with looking(place) as ask:
        assert providers.every(ask) == known
        assert [key for key in (*known, "nobody", "") if providers.is_known(ask, key)] == [*known]


@settings(max_examples=10)
@given(sorts)
def test_a_case_has_its_place_by_its_reference_too(ask: Ask, by: list[Key]) -> None:
    for row in page(ask, Wanted(), tuple(by), ALL):
        assert place_now(ask, tuple(by), row.ref) == row.at


def test_what_is_not_there_has_no_place(ask: Ask) -> None:
    assert place_now(ask, (), "APP-1999-0001") is None


TRACK, STATE = "c USING INDEX ix_case_record_track_ref", "ix_case_record_track_state_ref"
REF = "c USING INDEX sqlite_autoindex_case_record_1"
LAST_FIRST = (Key("title", down=True),)


@pytest.mark.parametrize(
    ("wanted", "sort", "by"),
    [
        (Wanted(), (), REF),
        (Wanted(), (Key("ref", down=True),), REF),
        (Wanted(tracks=("review", "listing")), (), TRACK),
        (Wanted(states=("drafting",)), (), STATE),
        (Wanted(tracks=("review",), states=("closed",)), (), STATE),
        (Wanted(), (Key("due"),), "ix_case_record_due_on_ref"),
        (Wanted(), (Key("title"),), "ix_search_case_title_ref"),
        (Wanted(), LAST_FIRST, "ix_search_case_title_ref"),
        (Wanted(words=("kai",), often=("kai",)), (Key("title"),), "ix_search_case_title_ref"),
    ],
)
def test_a_page_is_walked_by_an_index_in_its_order(
    tmp_path: Path, wanted: Wanted, sort: tuple[Key, ...], by: str
) -> None:
    for after in (None, ("A", "APP-2026-0001")[-1 if not sort or sort[0].name == "ref" else 0 :]):
        plan = planned(tmp_path, wanted, sort, after)
        assert any(by in step for step in plan), plan
        put_in_order = [n for n, step in enumerate(plan) if "TEMP B-TREE" in step]
        assert all(plan[n - 1].startswith("SCAN p") for n in put_in_order), plan


@pytest.mark.parametrize(
    ("wanted", "by"),
    [
        (Wanted(words=("kaimoana",), parts=("title",)), "t USING PRIMARY KEY (term>? AND term<?)"),
        (Wanted(words=("kai",), often=("kai",)), "x USING INDEX ix_search_text_ref (ref=?)"),
        (Wanted(words=("APP-2026-0007",)), f"{REF} (ref=?)"),
        (Wanted(owner=PEOPLE[0]), "o USING INDEX ix_listing_owner (owner=?)"),
    ],
)
def test_what_is_asked_is_found_by_an_index(tmp_path: Path, wanted: Wanted, by: str) -> None:
    plan = planned(tmp_path, wanted, (), None)
    assert any(by in step for step in plan), plan


@pytest.mark.parametrize("sort", [(), (Key("due"),), (Key("title"),), LAST_FIRST])
def test_whose_cases_are_is_told_by_indexes_alone(tmp_path: Path, sort: tuple[Key, ...]) -> None:
    plan = planned(tmp_path, Wanted(owner=PEOPLE[0]), sort, None)
    assert by_indexes(plan), plan


def test_where_the_cases_of_somebody_are_is_told_by_indexes_alone(tmp_path: Path) -> None:
    place = str(tmp_path / "records.db")
    records.make(place)
    with reading(connect(place)) as connection:
        with noted() as questions:
            theirs = whereabouts.Wanted(owner=PEOPLE[0])
            whereabouts.page(connection, {"d": ("closed",)}, theirs, 25)
        assert len(questions) == 2
        for question in questions:
            values = (None,) * question.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
            steps = [str(row[3]) for row in plan]
            assert by_indexes(steps), steps


def by_indexes(plan: list[str]) -> bool:
    """Whether no table is gone through from end to end, nor by whatever is of one track."""
    steps = [step for step in plan if not step.startswith("SCAN p")]
    return not any(step.startswith("SCAN") or "(track=?" in step for step in steps)


def planned(
    folder: Path, wanted: Wanted, sort: tuple[Key, ...], after: tuple[str, ...] | None
) -> list[str]:
    place = folder / "records.db"
    if not place.exists():
        records.make(str(place))
    with looking(str(place)) as ask:
        sql, values = statement(wanted, sort, 25, after)
        return [str(row[3]) for row in ask(f"EXPLAIN QUERY PLAN {sql}", values)]


def test_each_body_of_a_turn_is_asked_for_by_a_name_of_its_own() -> None:
    turns = (Turn("d1", "s", ("a", "b"), ("c", "d")), Turn("d2", "s", ("e",), ("f",)))
    sql, values = statement(Wanted(turns=turns), (), 25)
    named = {name: value for name, value in values.items() if "_b" in name}
    assert sorted(named.values()) == ["a", "b", "c", "d", "e", "f"]
    assert all(sql.count(f":{name},") + sql.count(f":{name} ") == 1 for name in named)
    again, _ = statement(Wanted(turns=turns, owner="x", words=("kai",)), (), 25)
    assert all(f":{name} " in again for name in named)


def test_a_case_without_its_words_is_listed_all_the_same(places: Places) -> None:
    place = places.copy("found", made)
    gone = LIVES[7]["ref"]
    with writing(connect(place)) as connection:
        connection.execute(delete(table(SearchCase)).where(table(SearchCase).c.ref == gone))
    with looking(place) as ask:
        for sort in ((), (Key("due"),), (Key("since"), Key("title"))):
            rows = page(ask, Wanted(), sort, ALL, None) or []
            assert sorted(row.ref for row in rows) == sorted(row["ref"] for row in LIVES)


@pytest.mark.parametrize("sort", [(), (Key("title"),), LAST_FIRST, (Key("due"),)])
def test_a_page_counts_no_table(ask: Ask, sort: tuple[Key, ...]) -> None:
    asked: list[str] = []

    def heard(sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        asked.append(sql)
        return ask(sql, values)

    assert page(heard, Wanted(), sort, 3, None)
    assert page(heard, Wanted(), sort, 3, place_now(heard, sort, "MC-0001"))
    assert len(asked) == 3
    assert all("LIMIT :first" in sql or "c.ref = :ref" in sql for sql in asked)


def test_all_of_them_in_one_page(ask: Ask) -> None:
    rows = page(ask, Wanted(), (), ALL, None)
    assert [row.ref for row in rows or ()] == sorted(row["ref"] for row in LIVES)
