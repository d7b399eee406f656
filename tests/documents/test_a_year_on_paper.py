"""The months of re-evaluation on paper: what stands on which page."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf

from mcapproval.documents.pdf.render import render
from mcapproval.documents.pictures.timeline import MONTHS
from mcapproval.documents.reviews.year import YearFacts, year

KINDS = ("Announced", "Begun", "Reminded", "Overdue", "Decided", "Reported")
FIRST, LAST = date(2027, 9, 1), date(2029, 8, 31)
TWO_YEARS = [f"{2027 + n // 12}-{n % 12 + 1:02}" for n in range(8, 32)]


def pages(months: list[str]) -> list[str]:
    rows = tuple((month, (n % 7, 3, 5, 0, 4, n % 3)) for n, month in enumerate(months))
    note = "Overdue counts each re-evaluation in the month in which its day passed undecided. " * 2
    facts = YearFacts(FIRST, LAST, rows, KINDS, as_at=LAST, simulated=True, note=note)
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(render(year(facts)))).pages]


def test_the_picture_of_two_years_stands_below_the_head_and_its_table_on_a_page() -> None:
    months = [f"{MONTHS[int(each[5:]) - 1]} {each[:4]}" for each in TWO_YEARS]
    first, second = pages(TWO_YEARS)
    for page, said in ((first, "In all"), (second, "in numbers")):
        assert said in page
        assert [page.count(month) for month in months] == [1] * 24
