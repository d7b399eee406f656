"""The words of titles, outcomes and notes: kept up with every row, and gone with what is erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select
from tests.actions.walking import opened
from tests.store.conftest import Lived

from mcapproval.actions.audit import audit
from mcapproval.actions.desk import Desk
from mcapproval.actions.setup import upgrade
from mcapproval.store import keep
from mcapproval.store.clauses import table
from mcapproval.store.engine import connect, trying
from mcapproval.store.finding import search, search_index
from mcapproval.store.finding.search_index import TERM, TEXT, Found
from mcapproval.store.finding.search_words import LONGEST, words
from mcapproval.store.rows.kept import SearchCase, TextRow
from mcapproval.store.verifying.verify import verify
from mcapproval.store.verifying.verify_search import MEND


def indexed(connection: Connection) -> tuple[Any, Any]:
    """All that can be found, whatever the numbers of its texts are."""
    terms: dict[int, set[str]] = {}
    for term, text in connection.execute(select(TERM.c.term, TERM.c.text)):
        terms.setdefault(text, set()).add(term)
    places = connection.execute(select(TEXT.c.ref, TEXT.c.part, TEXT.c.source, TEXT.c.text))
    told = sorted((ref, part, source or "", sorted(terms[n])) for ref, part, source, n in places)
    cases = connection.execute(select(table(SearchCase)))
    return told, sorted(tuple(row) for row in cases)


def test_what_was_kept_up_is_what_a_rebuilding_makes(lived: Lived) -> None:
    with trying(connect(lived.where)) as connection:
        kept = indexed(connection)
        search.rebuild(connection)
        assert indexed(connection) == kept
    assert {part for _, part, *_ in kept[0]} >= {"title", "number", "outcomes", "note"}
    assert len(kept[1]) > 3


def test_words_go_with_the_text_that_has_them(lived: Lived) -> None:
    with trying(connect(lived.where)) as connection:
        notes = select(TEXT.c.source).where(TEXT.c.part == "note")
        gone = set(connection.execute(notes).scalars())
        assert gone
        assert gone <= set(connection.execute(select(table(TextRow).c.commitment)).scalars())
        keep.forget_texts(connection, gone)
        assert not [each for each in indexed(connection)[0] if each[1] == "note"]
        search.rebuild(connection)
        assert not [each for each in indexed(connection)[0] if each[1] == "note"]


def test_words_go_with_the_content_that_has_them(lived: Lived) -> None:
    with trying(connect(lived.where)) as connection:
        outcomes = select(TEXT.c.source).where(TEXT.c.part == "outcomes")
        gone = {each for each in connection.execute(outcomes).scalars() if each}
        assert gone
        keep.forget_contents(connection, gone)
        assert not [each for each in indexed(connection)[0] if each[1] == "outcomes"]
        assert [each for each in indexed(connection)[0] if each[1] == "title"]


def test_a_text_of_two_cases_keeps_its_words_while_one_of_them_is_there(lived: Lived) -> None:
    with trying(connect(lived.where)) as connection:
        search_index.empty(connection)
        search_index.put(connection, [Found(("REV-1", "REV-2"), "note", "Kia ora", "c")])
        search_index.drop(connection, "REV-1")
        assert indexed(connection)[0] == [("REV-2", "note", "c", ["kia", "ora"])]
        search_index.drop(connection, "REV-2")
        assert connection.execute(select(TERM)).first() is None


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Te Reo Māori: whānau's ʻāina", ["te", "reo", "maori", "whanaus", "aina"]),
        ("Wha\u0304nau", ["whanau"]),
        ("co-design, 2.5_a", ["co", "design", "2", "5", "a"]),
        ("STRASSE straße ﬁre", ["strasse", "strasse", "fire"]),
        ("— … !!", []),
        ("x" * 99, ["x" * LONGEST]),
    ],
)
def test_words_are_told_apart_by_their_letters_alone(said: str, found: list[str]) -> None:
    assert words(said) == found


@given(st.text(max_size=40))
def test_words_are_words_of_themselves_and_stand_in_any_database(said: str) -> None:
    for word in words(said):
        assert words(word) == [word]
        assert word.strip()
        assert "\x00" not in word


def test_what_a_draft_holds_however_odd_is_no_fault() -> None:
    from mcapproval.store.finding.search_words import outcomes, te_reo

    odd_ones: list[Any] = [None, [], "", {"learning_outcomes": "one"}, {"learning_outcomes": {}}]
    for odd in odd_ones:
        assert outcomes(odd) == []
        assert te_reo(odd) == ""
    rows = {"learning_outcomes": ["Kōrero", {"statement": "Pānui"}, {"statement": 3}, 4, None]}
    assert outcomes(rows) == ["Kōrero", "Pānui", "", "", ""]
    assert te_reo({"title_te_reo": ["a"]}) == ""


def test_rows_of_others_are_left_alone(lived: Lived) -> None:
    with trying(connect(lived.where)) as connection:
        before = indexed(connection)
        connection.execute(
            insert(table(TextRow)),
            {"commitment": "f" * 64, "salt": b"s", "body": b'"Kia ora"', "about": None},
        )
        keep.forget_texts(connection, {"f" * 64})
        assert indexed(connection) == before


A_WORD = "(SELECT min(term) FROM search_term)"
A_TEXT = "(SELECT min(text) FROM search_text)"
SPOILT = {
    "a word that is gone": f"DELETE FROM search_term WHERE term = {A_WORD}",
    "a text that is gone": f"DELETE FROM search_text WHERE text = {A_TEXT}",
    "another word": f"UPDATE search_term SET term = 'zzz' WHERE term = {A_WORD}",
    "another title": "UPDATE search_case SET title = 'another'",
    "another day": "UPDATE search_case SET since = '1999-01-01'",
    "a case that is gone": "DELETE FROM search_case WHERE ref = (SELECT max(ref) FROM search_case)",
    "a case that never was": "INSERT INTO search_case VALUES ('APP-1999-0001', 'never', NULL)",
    "a text of no case": "INSERT INTO search_text VALUES (9999, 'APP-1999-0001', 'note', NULL)",
    "a word of no text": "INSERT INTO search_term VALUES ('never', 9999)",
    "a note elsewhere": "UPDATE search_text SET part = 'title' WHERE part = 'note'",
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_a_verification_names_what_is_found_otherwise_and_what_makes_it_anew(
    lived: Lived, spoilt: str
) -> None:
    with trying(connect(lived.where)) as connection:
        assert verify(connection).whole
        connection.exec_driver_sql(SPOILT[spoilt])
        (fault,) = verify(connection).faults
        assert fault.message.endswith("make it anew with: mcapproval init --upgrade")
        search.rebuild(connection)
        assert verify(connection).whole


def test_the_tables_of_the_records_come_first(lived: Lived) -> None:
    """What is made of them says nothing of its own while they are wrong."""
    with trying(connect(lived.where)) as connection:
        connection.exec_driver_sql("UPDATE application SET title = 'another'")
        assert not any(
            "searched" in f.message or MEND in f.message for f in verify(connection).faults
        )


def test_the_command_that_is_named_makes_it_anew(desk: Desk, sample: Path) -> None:
    opened(desk, sample)
    with connect(desk.records.where).begin() as connection:
        connection.exec_driver_sql("DELETE FROM search_term")
    assert MEND in audit(desk).faults[0].message
    assert "were made anew" in upgrade(desk.records.where).said
    assert audit(desk).whole
