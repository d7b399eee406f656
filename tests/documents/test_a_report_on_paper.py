"""A report on paper: any table has room, all of it is there, and nothing in it is obeyed."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.documents.pdf_reading import aloud, read
from tests.documents.pdf_structure import faults
from tests.documents.reading_back import texts_of

from mcapproval.documents.content import TableBlock
from mcapproval.documents.docx.render import render as docx
from mcapproval.documents.house import House
from mcapproval.documents.html.render import render as html
from mcapproval.documents.pdf.letters import one_line
from mcapproval.documents.pdf.render import render as pdf
from mcapproval.documents.tabled.facts import Headed, TabledFacts
from mcapproval.documents.tabled.paper import report
from mcapproval.documents.text import render as text
from mcapproval.reports.chart import Chart

Golden = Callable[[str, str], None]

FACTS = TabledFacts(
    title="Time in each stage",
    number="stages",
    asked="Applications of Te Wānanga o Aotearoa",
    columns=(
        Headed("Case", whole=True),
        Headed("Micro-credential"),
        Headed("Days", right=True),
        Headed("Because", below=True),
        Headed("", below=True),
    ),
    rows=(
        ("APP-2026-0001", "Tikanga me te reo Māori i te mahi", "12", "", ""),
        ("APP-2026-0002", "<b>=SUM(A1)</b> {{7*7}}", "1200", "the board asked", "It was told."),
    ),
    empty="No case has a stage.",
    note="2 cases, 1212 days in all.",
    chart=Chart("Time in each stage", "days", (("Drafting", 12), ("NZQA", 1200))),
    as_at=date(2027, 9, 1),
    simulated=True,
    house=House("Te Wānanga o Aotearoa"),
)


def wide(columns: int, rows: int = 2, cell: str = "some words of column") -> TabledFacts:
    return replace(
        FACTS,
        columns=tuple(Headed(f"Column {n}") for n in range(columns)),
        rows=tuple(tuple(f"{cell} {n}" for n in range(columns)) for _ in range(rows)),
    )


def pages(facts: TabledFacts) -> list[pypdf.PageObject]:
    return list(pypdf.PdfReader(BytesIO(pdf(report(facts)))).pages)


def test_it_reads_as_its_golden_file(golden: Golden) -> None:
    golden("report.txt", text(report(FACTS)))
    golden("report-of-nothing.txt", text(report(replace(FACTS, rows=(), chart=None))))


def test_poppler_reads_it_back_as_its_golden_file(golden: Golden, tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(report(FACTS)))
    ran = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, check=True)
    lines = ran.stdout.decode("utf-8").replace("\f", "").splitlines()
    told = (" ".join(line.split()) for line in lines if line.strip())
    golden("report-by-poppler.txt", "\n".join(told) + "\n")


def test_numbers_end_below_one_another(tmp_path: Path) -> None:
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf(report(replace(FACTS, chart=None))))
    ran = subprocess.run(["pdftotext", "-bbox", file, "-"], capture_output=True, check=True)
    ends = re.findall(r'xMax="([0-9.]+)"[^>]*>(12|1200|Days)<', ran.stdout.decode("utf-8"))
    assert [word for _, word in ends] == ["Days", "12", "1200"]
    assert max(float(x) for x, _ in ends) - min(float(x) for x, _ in ends) < 0.1


def test_it_can_be_read_aloud() -> None:
    made = pdf(report(FACTS))
    assert faults(made) == []
    whole = read(made)
    heads = [aloud(each) for each in whole.all() if each.role == "TH"]
    assert heads == ["Case", "Micro-credential", "Days"]
    assert "Because: the board asked It was told." in aloud(whole)
    pictures = [each for each in whole.all() if each.role == "Figure"]
    assert len(pictures) == 1
    assert "Drafting 12; NZQA 1200".encode("utf-16-be").hex().upper().encode() in made


def test_the_same_report_has_the_same_bytes() -> None:
    assert pdf(report(FACTS)) == pdf(report(replace(FACTS)))


def test_few_columns_stand_upright_and_many_lie() -> None:
    assert not report(FACTS).lying
    assert report(wide(6)).lying
    page = pages(wide(6))[0]
    assert page.mediabox.width > page.mediabox.height


@pytest.mark.parametrize("columns", [1, 6, 12, 40, 300])
def test_what_no_column_has_room_for_stands_below_its_row(columns: int) -> None:
    made = report(wide(columns))
    (table,) = (block for block in made.blocks if isinstance(block, TableBlock))
    assert 1 <= len(table.columns) <= 8
    told = " ".join(texts_of(made))
    assert all(f"some words of column {n}" in told for n in range(columns))
    assert faults(pdf(made)) == []


def test_a_long_text_stands_below_its_row_and_leaves_the_table_a_table() -> None:
    facts = replace(FACTS, rows=(("APP-2026-0003", "why " * 400, "3", "", ""), *FACTS.rows))
    (table,) = (block for block in report(facts).blocks if isinstance(block, TableBlock))
    assert (table.columns, table.short) == (("Case", "Days"), True)
    assert table.under[0] == f"Micro-credential: {' '.join(['why'] * 400)}"


def test_a_thousand_rows_have_their_heads_on_every_page() -> None:
    row = ("APP-2026-0001", "Tikanga me te reo Māori i te mahi", "12", "", "told")
    found = pages(replace(FACTS, rows=tuple((f"{n}", *row[1:]) for n in range(1000))))
    assert len(found) <= 50
    for number, page in enumerate(found, 1):
        said = page.extract_text()
        assert "Micro-credential" in said
        assert f"Page {number} of {len(found)}" in said
        assert said.count("Tikanga") > 5 or number == len(found)


def test_no_row_is_parted_from_what_stands_below_it() -> None:
    rows = tuple((f"APP-{n}", "A title", str(n), f"reason {n}.", "") for n in range(300))
    for page in pages(replace(FACTS, rows=rows, chart=None)):
        said = page.extract_text()
        for n in range(300):
            assert (f"APP-{n} A title" in said) == (f"reason {n}." in said)


def test_nothing_in_a_cell_is_obeyed() -> None:
    evil = "<script>alert(1)</script> =cmd|'/c calc'!A0 {{7*7}} %s \x1b[31m \u202egnp.exe"
    facts = replace(
        FACTS,
        title=evil,
        columns=tuple(replace(each, heading=each.heading and evil) for each in FACTS.columns),
        rows=((evil,) * 5,),
        note=evil,
        chart=Chart(evil, evil, ((evil, 3),)),
    )
    page = html(report(facts))
    assert "<script" not in page
    assert not {"\x1b", "\u202e"} & {*page}
    made = pdf(report(facts))
    assert faults(made) == []
    assert not [name for name in (b"/JavaScript", b"/Launch") if name in made]
    assert one_line(evil) in " ".join(aloud(read(made)).split())
    assert docx(report(facts)).startswith(b"PK")


cells = st.text(max_size=40) | st.text(max_size=500) | st.sampled_from(["", "7", "a" * 300])
looks = st.builds(
    Headed, st.text(max_size=20) | st.just(""), st.booleans(), st.booleans(), st.booleans()
)


@st.composite
def tables(draw: st.DrawFn) -> TabledFacts:
    columns = tuple(draw(st.lists(looks, max_size=14)))
    row = st.tuples(*(cells for _ in columns))
    return replace(
        FACTS,
        title=draw(st.text(max_size=60)),
        asked=draw(st.text(max_size=60)),
        note=draw(st.text(max_size=60)),
        columns=columns,
        rows=tuple(draw(st.lists(row, max_size=6))),
        chart=Chart(
            draw(st.text(max_size=40)),
            draw(st.text(max_size=10)),
            tuple(draw(st.lists(st.tuples(cells, st.integers(-5, 10**9)), max_size=30))),
        ),
    )


@settings(max_examples=60, deadline=None)
@given(tables())
def test_any_table_can_be_printed_in_every_look(facts: TabledFacts) -> None:
    made = report(facts)
    pdf(made), docx(made), html(made), text(made)
    if facts.rows and facts.columns:
        told = " ".join(" ".join(texts_of(made)).split())
        for row in facts.rows:
            assert all(" ".join(cell.split()) in told for cell in row)
