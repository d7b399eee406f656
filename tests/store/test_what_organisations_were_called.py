"""Papers name organisations as they were called at a row, without reading the whole journal."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.questions import noted
from tests.store.attacking import read_rows, undone
from tests.store.conftest import Lived

from mcapproval.store import queries
from mcapproval.store.events import Author
from mcapproval.store.writer import Writer

DAY = date(2026, 5, 31)


def test_an_organisation_has_the_name_that_it_had_at_a_row(lived: Lived) -> None:
    with undone(lived.where) as connection:
        before = queries.organisations_at(connection, len(read_rows(connection)))
        writer = Writer(connection, Author("PER-0001", "shell"), datetime(2026, 6, 1, tzinfo=UTC))
        rows = []
        for name in ("First", "Second"):
            told = {"key": "x", "name": name, "type": "other", "moe_number": None}
            rows.append(writer.add("organisation:x", "organisation-entered", DAY, told).seq)
        assert "another-provider" in before
        assert "x" not in before
        assert queries.organisations_at(connection, rows[0] - 1) == before
        assert queries.organisations_at(connection, rows[0]) == before | {"x": "First"}
        assert queries.organisations_at(connection, rows[1]) == before | {"x": "Second"}


def test_only_their_rows_of_the_journal_are_read(lived_file: Lived) -> None:
    with lived_file.records.reading() as connection:
        with noted() as questions:
            queries.organisations_at(connection, lived_file.heads[-1][0])
        (question,) = questions
        values = (None,) * question.count("?")
        planned = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {question}", values)
        plan = [str(row[3]) for row in planned]
    assert [step for step in plan if " journal " in step] == [
        "SEARCH journal USING INDEX sqlite_autoindex_journal_2 (ref=?)"
    ]
