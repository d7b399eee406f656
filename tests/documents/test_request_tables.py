"""A request for information in a Word table: read a row at a time, answered in the same table."""

from __future__ import annotations

from datetime import date

import pytest
from tests.documents.filled_forms import body, lines
from tests.documents.forms_of_ours import request_table
from tests.documents.raw_members import raw_members
from tests.documents.word_made import cell, document, heads, paragraph, row, table

from mcapproval.documents.official_forms import request_table as requests
from mcapproval.documents.official_forms.request_table import Reply, RequestTable
from mcapproval.documents.official_forms.word_file import word_file
from mcapproval.errors import AskedWrongly

THREE = (800, 4400, 4400)


def read(form: bytes, **columns: str) -> RequestTable:
    return requests.request_table(word_file(form, "rfi.docx"), columns)


def asking(words: tuple[str, ...], *rows: tuple[str, ...]) -> bytes:
    widths = (2000,) * len(words)
    told = [row(*(cell(text) for text in texts)) for texts in rows]
    return document(table(widths, heads(widths, *words), *told))


def test_each_row_is_what_an_item_says_with_its_number_and_its_clause() -> None:
    found = read(request_table())
    assert [row.says for row in found.rows] == [
        "1. Criterion 2, need: Which employers were asked, and when?",
        "2. Criterion 3: How is LO2 assessed for a learner who works alone? Give a sample.",
        "3. r6.1(d)(iv): Which certificates credit it?",
    ]
    assert found.taken == {
        "number": "No",
        "clause": "Criterion",
        "asked": "Information required",
        "reply": "TEO response",
    }


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        (("#", "Query", "Provider's reply"), {"number": "#", "asked": "Query"}),
        (("Clause", "Comment", "Answer"), {"clause": "Clause", "asked": "Comment"}),
        (("Item", "Question", "Due date", "Response"), {"asked": "Question", "due": "Due date"}),
        (("Rule", "Further information requested", "Reply"), {"clause": "Rule"}),
    ],
)
def test_columns_are_known_by_the_words_of_their_heads(
    words: tuple[str, ...], taken: dict[str, str]
) -> None:
    blank = tuple("" if "date" in word else "x" for word in words[:-1])
    found = read(asking(words, (*blank, "")))
    assert taken.items() <= found.taken.items()
    assert found.taken["reply"] == words[-1]


@pytest.mark.parametrize("day", ["28 July 2026", "2026-07-28", "28/07/2026", "28 Jul 2026"])
def test_a_day_of_its_own_is_read_as_people_write_it(day: str) -> None:
    (asked,) = read(asking(("Question", "Due", "Reply"), ("Why?", day, ""))).rows
    assert asked.due == date(2026, 7, 28)


def test_a_day_that_cant_be_read_is_refused_by_its_row() -> None:
    with pytest.raises(AskedWrongly, match="row 2 has no day that can be read: `soon`"):
        read(asking(("Question", "Due", "Reply"), ("A?", "", ""), ("B?", "soon", "")))


def test_a_cell_over_several_rows_is_the_clause_of_all_of_them() -> None:
    top = cell("Criterion 4").replace("<w:tcPr>", '<w:tcPr><w:vMerge w:val="restart"/>')
    under = cell().replace("<w:tcPr>", "<w:tcPr><w:vMerge/>")
    form = document(
        table(
            THREE,
            heads(THREE, "Criterion", "Question", "Reply"),
            row(top, cell("Why?"), cell()),
            row(under, cell("How?"), cell()),
            row(cell("Part B", span=3)),
            row(cell("", width=800), cell(""), cell()),
        )
    )
    assert [asked.says for asked in read(form).rows] == ["Criterion 4: Why?", "Criterion 4: How?"]


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (document(paragraph("Please tell us more.")), "no table in it has a head"),
        (asking(("No.", "Matter", "Yours"), ("1", "x", "")), "no table in it has a head"),
        (
            asking(("Question", "Comment", "Reply"), ("a", "b", "")),
            "two columns could be the one for what is asked: `Question` and `Comment`",
        ),
        (
            asking(("Question", "Reply", "Response"), ("a", "", "")),
            "two columns could be the one for the reply: `Reply` and `Response`",
        ),
        (asking(("Question", "Reply"), ("Why?", ""), ("Why?", "")), "two rows ask the same: Why?"),
        (asking(("Question", "Reply"), ("", "")), "has no row that asks for anything"),
    ],
)
def test_what_is_ambiguous_is_refused_in_a_sentence(form: bytes, said: str) -> None:
    with pytest.raises(AskedWrongly) as refused:
        read(form)
    assert said in refused.value.message
    assert refused.value.message.startswith("rfi.docx: ")


def test_two_tables_that_ask_are_read_and_answered_in_their_order() -> None:
    first, again = heads(THREE, "No.", "Question", "Reply"), heads(THREE, "No.", "Query", "Reply")
    form = document(
        table(THREE, first, row(cell("1"), cell("A"), cell()), first, row(cell("2"), cell("B"))),
        paragraph("And of the assessment:"),
        table(THREE, again, row(cell("1"), cell("C"), cell())),
    )
    found = read(form)
    assert [asked.says for asked in found.rows] == ["1. A", "1. C"]
    assert found.taken == {"number": "No", "asked": "Question / Query", "reply": "Reply"}
    assert found.passed == (
        ("table 1, row 3 (2 | B)", "it has no cell of its own for what is asked and for the reply"),
    )
    done = requests.answered(word_file(form, "f"), {"1. A": Reply("So"), "1. C": Reply("Thus")})
    assert [text for text in lines(done.data) if text in ("So", "Thus")] == ["So", "Thus"]
    assert done.bare == found.passed


def test_an_answered_row_in_the_words_of_a_head_is_no_head() -> None:
    words = ("1", "What feedback did you get?", "A good response")
    form = asking(("No.", "Question", "Reply"), words, ("2", "Why?", ""))
    assert [asked.says for asked in read(form).rows] == ["1. What feedback did you get?", "2. Why?"]


def test_a_row_over_all_columns_heads_the_items_below_and_none_is_dropped_untold() -> None:
    form = document(
        table(
            THREE,
            heads(THREE, "No.", "Question", "Reply"),
            row(cell("1"), cell("Who?"), cell()),
            row(cell("Criterion 3", span=3)),
            row(cell("2"), cell("Why?"), cell()),
            row(cell("3"), cell(), cell()),
            row(cell(), cell(), cell()),
            row(cell("Please note " * 9, span=3)),
        )
    )
    found = read(form)
    assert [asked.says for asked in found.rows] == ["1. Who?", "2. Criterion 3: Why?"]
    assert [told for told, _ in found.passed] == [
        "row 4 (3)",
        f"row 6 ({('Please note ' * 5).strip()})",
    ]
    assert found.passed[0][1] == "nothing stands in it under `Question`"


def test_somebody_can_say_which_column_is_what() -> None:
    form = asking(("No.", "Matter", "Yours"), ("1", "Why?", ""))
    found = read(form, asked="matter", reply="Yours")
    assert [row.says for row in found.rows] == ["1. Why?"]
    both = asking(("Question", "Comment", "Reply"), ("a", "b", ""))
    assert [row.says for row in read(both, asked="Comment").rows] == ["b"]


def test_replies_go_into_their_rows_and_nothing_else_is_changed() -> None:
    form = request_table()
    asked = [row.says for row in read(form).rows]
    replies = {
        asked[0]: Reply("Kōtare Freight <b>& others</b>,\nin April."),
        asked[1]: Reply("", "item 2 is open and has no reply"),
    }
    done = requests.answered(word_file(form, "rfi.docx"), replies)
    assert done.written == (asked[0],)
    assert done.bare == (
        (asked[1], "item 2 is open and has no reply"),
        (asked[2], "no item of the case says this"),
    )
    told, before = lines(done.data), lines(form)
    at = told.index("Which employers were asked, and when?")
    assert told[at + 1 : at + 3] == ["Kōtare Freight <b>& others</b>,", "in April."]
    assert [*told[: at + 1], "", *told[at + 3 :]] == before
    old, new = raw_members(form), raw_members(done.data)
    assert {name for name in old if old[name] != new[name]} == {"word/document.xml"}
    assert body(done.data).tag == body(form).tag


def test_a_reply_that_stands_there_already_is_not_written_over() -> None:
    form = asking(("Question", "Reply"), ("Why?", "Because."))
    done = requests.answered(word_file(form, "rfi.docx"), {"Why?": Reply("Otherwise")})
    assert done.bare == (("Why?", "its place for the reply holds text already"),)
    assert done.data == form


def test_a_replied_table_is_known_again() -> None:
    form = request_table()
    asked = [row.says for row in read(form).rows]
    done = requests.answered(word_file(form, "f"), {says: Reply("So") for says in asked})
    again = read(done.data)
    assert [row.says for row in again.rows] == asked
    assert all(row.answered for row in again.rows)
