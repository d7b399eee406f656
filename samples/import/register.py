"""Make `register.html` and `register.csv`: a copy of NZQA's register as it could look, to compare.

    python samples/import/register.py

Invented: it is no copy of any page of NZQA. Its rows are those of `sixty.xlsx` with numbers, levels
and credits made up where that leaves them open, and with the differences of `PLANTED`.
"""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

from mcapproval.clock import spoken
from mcapproval.sheets.cells import Value
from mcapproval.sheets.reading import read_workbook
from mcapproval.sheets.writing import SheetOut, csv_bytes

HERE = Path(__file__).resolve().parent
HEAD = ("No.", "Ver.", "Title", "Level", "Credits", "Status", "Review date", "Developer")
OURS, OTHERS = "Otago Polytechnic", "Another Institute of Technology"

PLANTED: dict[str, dict[str, Value]] = {
    "Contract Milking 101": {"Title": "Contract Milking One", "Ver.": 2},
    "Business Forestry Leadership": {"Review date": date(2029, 6, 25)},
    "Forestry Earthworks Plant Operation": {"Level": 4},
    "Practising Leadership with Self-Awareness": {"Credits": 15},
    "Taumata Tū: Tikanga": {"Status": "Expiring"},
}
"""What the register says otherwise, by the title that we have."""

MISSING = ("Core Forestry Leadership", "Write Up")
"""What is not on it: one whose number we know, and one whose number we don't."""

TWICE = "Speak Up"
MORE: tuple[tuple[Value, ...], ...] = (
    (6990, 1, "Beekeeping for Beginners", 3, 10, "Current", date(2028, 4, 1), OURS),
    (7001, 1, "Write Up", 3, 10, "Current", date(2028, 4, 1), OTHERS),
    (7002, 3, "Welding in Tight Places", 3, 10, "Current", None, OTHERS),
)


def rows() -> list[tuple[Value, ...]]:
    book = read_workbook((HERE / "sixty.xlsx").read_bytes(), "sixty.xlsx")
    head, *lines = book.sheets[0].rows
    found: list[tuple[Value, ...]] = []
    for at, line in enumerate(lines):
        ours = {str(word.value): cell.value for word, cell in zip(head, line, strict=True)}
        title = str(ours["Title"])
        if title in MISSING:
            continue
        row = {
            "No.": ours["NZQA number"] or 6001 + at,
            "Ver.": 1,
            "Title": title,
            "Level": ours["Level"] or 3,
            "Credits": ours["Credits"] or 10,
            "Status": str(ours["Status"]).capitalize(),
            "Review date": ours["NZQA review date"],
            "Developer": OURS,
        }
        row |= PLANTED.get(title, {})
        found += [tuple(row[word] for word in HEAD)] * (2 if title == TWICE else 1)
    return [*found, *MORE]


def page(given: list[tuple[Value, ...]]) -> str:
    head = "".join(f"<th>{escape(word)}</th>" for word in HEAD)
    body = "\n".join(
        f"<tr>{''.join(f'<td>{escape(_said(value))}</td>' for value in row)}</tr>" for row in given
    )
    return f"""<!DOCTYPE html>
<html lang="en-NZ"><head><meta charset="utf-8"><title>An invented register</title>
<script>document.title = "never run"</script></head>
<body><table><tr><td>Home</td><td>Search</td></tr></table>
<p>Invented for trying mcapproval: no page of NZQA looks so, and nothing here is listed by it.</p>
<table><caption>Micro-credentials</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody></table></body></html>
"""


def _said(value: Value) -> str:
    return spoken(value) if isinstance(value, date) else str(value if value is not None else "")


if __name__ == "__main__":
    held = rows()
    (HERE / "register.html").write_text(page(held), "utf-8")
    (HERE / "register.csv").write_bytes(csv_bytes(SheetOut("Register", HEAD, held)))
