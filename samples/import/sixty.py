"""Make `sixty.xlsx`: the sixty micro-credentials with which a simulated provider begins.

    python samples/import/sixty.py

Titles, levels, credits, two numbers and the partners are published (`published.json`, with where).
All else is invented by chance with a fixed seed, and so are twelve of the titles: days, periods,
owners, sites, fees, cohorts, actions, and that one provider has all of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from mcapproval.actions.importing.headings import sheets
from mcapproval.actions.importing.template import sheet_out, shown
from mcapproval.clock import add_years
from mcapproval.sheets.cells import Value
from mcapproval.sheets.writing import SheetOut, workbook_bytes

HERE = Path(__file__).resolve().parent
SEED = 20270901
ON = date(2027, 9, 1)
"""The day on which the workbook is as it is."""

PROVIDER = "otago-polytechnic"
"""Whose they are all said to be."""

OWNERS = ("mele", "hemi", "sina")
PARTNERS = (
    *("Aquaculture New Zealand", "Cisco", "Department of Internal Affairs", "Education Unlimited"),
    *("Inspiring Communities", "Irrigation New Zealand", "Microsoft", "Seafood New Zealand"),
    *("Spark New Zealand", "TupuToa", "Waihanga Ara Rau"),
)
"""Those of the published partners that are named as bodies."""

DEMONSTRATED = (
    "Community-Led Development Facilitation",
    "Digital Skills for the Workplace",
    "Introduction to digital accessibility: Delivering inclusive digital content",
)
"""Published ones that `mcapproval demo` walks, so that they are listed in its records already."""

SITES = ("Dunedin", "Cromwell", "Auckland", "online")
STEPS = ("drafting", "internal-check", "academic-approval", "submitted", "evaluation")
RUNNING = (
    ("Seasonal Team Leading", "Drafting"),
    ("Frost Protection for Growers", "Internal check"),
    ("Visitor Welcome in Two Languages", "Academic approval"),
    ("Reading a Building Plan", "Submitted"),
    ("Safe Work at Heights Refresher", "Being evaluated"),
)
ACTIONS = (
    "Renew the letters of support",
    "Ask the graduates of two years how they use it",
    "Bring the assessment up to the present standard",
    "Ask the advisory group about its level",
)
NOTES = (
    "Invented for trying mcapproval, by samples/import/sixty.py with a fixed seed.",
    "Published: the titles of 48 rows, their levels, credits, NZQA numbers and partners, as far "
    "as public pages give them; see published.json for where. What they leave open is empty here.",
    "Invented: all days, review periods, statuses, owners, sites, fees, cohorts, actions and "
    "applications, twelve titles that end in “: next steps”, and that one provider has them all.",
    "Enter the owners first: mcapproval people add mele --name NAME, and hemi, and sina.",
    "Import it with --add-organisations: the partners are not known to new records.",
)


def credentials(chance: random.Random) -> list[dict[str, Any]]:
    """Sixty rows by column, in the order of their titles."""
    every = json.loads((HERE / "published.json").read_text("utf-8"))
    published = [row for row in every if row["title"] not in DEMONSTRATED]
    invented = [
        {"title": f"{row['title']}: next steps", "level": None, "credits": 5, "partner": None}
        for row in chance.sample(published, 60 - len(published))
    ]
    rows = sorted((*published, *invented), key=lambda row: str(row["title"]))
    return [_credential(row, at, chance) for at, row in enumerate(rows)]


def _credential(row: dict[str, Any], at: int, chance: random.Random) -> dict[str, Any]:
    approved = date(2019, 2, 1) + timedelta(days=chance.randrange(2900))
    years = 1 if approved < date(2023, 1, 1) else chance.choice((1, 2, 2, 3))
    due = next(d for n in range(1, 12) if (d := add_years(approved, n * years)) > ON)
    status = "expiring" if at % 17 == 5 else "discontinued" if at % 29 == 11 else "current"
    passed = max(n for n in range(12) if add_years(approved, n) <= ON)
    last = add_years(approved, passed - (at % 12 == 7)) - timedelta(days=20)
    reviewed = approved < last < ON and at % 4 != 3
    partner = row.get("partner") or ""
    return {
        "title": row["title"],
        "number": row.get("nzqa_number"),
        "version": 1 if row.get("nzqa_number") else None,
        "level": row["level"],
        "credits": row["credits"],
        "status": status,
        "approved_on": approved,
        "listed_on": approved,
        "review_period": years,
        "nzqa_review_on": due if status == "current" and at % 5 else None,
        "teach_out": date(2028, 11, 30) if status == "expiring" else None,
        "owner": OWNERS[at % len(OWNERS)] if at % 10 else None,
        "applicant": PROVIDER,
        "partner": "; ".join(name for name in PARTNERS if name in partner) or None,
        "providers": PROVIDER,
        "sites": "; ".join(sorted(chance.sample(SITES, 1 + at % 2))),
        "fee": 50 * chance.randrange(4, 30) if at % 3 else None,
        "last_review_on": last if reviewed else None,
        "last_review_decision": ("continue with actions" if at % 6 == 0 else "continue")
        if reviewed
        else None,
    }


def cohorts(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    """Up to two cohorts a year, of the five years before, for all but some that never ran."""
    for at, row in enumerate(rows):
        for year in range(ON.year - 5, ON.year) if at % 7 != 6 else ():
            for half, month in enumerate((3, 8), 1):
                starts = date(year, month, 1 + chance.randrange(25))
                if starts < row["approved_on"] or chance.random() < 0.45:
                    continue
                yield _cohort(row, f"{year}-{half}", starts, chance)


def _cohort(row: dict[str, Any], name: str, starts: date, chance: random.Random) -> dict[str, Any]:
    ends = starts + timedelta(weeks=6 + chance.randrange(10))
    enrolled = 5 + chance.randrange(20)
    withdrawn = chance.randrange(1 + enrolled // 6)
    completed = enrolled - withdrawn - chance.randrange(1 + enrolled // 8)
    counted = chance.random() < 0.92
    reported = ends + timedelta(days=20 + chance.randrange(50))
    return {
        "title": row["title"],
        "cohort": name,
        "site": str(row["sites"]).split("; ")[0],
        "starts": starts,
        "ends": ends,
        "enrolled": enrolled,
        "withdrawn": withdrawn if counted else None,
        "still_active": enrolled - withdrawn - completed if counted else None,
        "completed": completed if counted else "not known",
        "completed_on": ends if counted else None,
        "reported": completed if counted and reported < ON else None,
        "reported_on": reported if counted and reported < ON else None,
    }


def actions(rows: list[dict[str, Any]], chance: random.Random) -> Iterator[dict[str, Any]]:
    for row in rows:
        if row["last_review_decision"] == "continue with actions":
            due = ON + timedelta(days=30 + chance.randrange(200))
            yield {"title": row["title"], "action": chance.choice(ACTIONS), "due": due}


def running() -> Iterator[dict[str, Any]]:
    """Five applications, each one step further than the one before."""
    for at, (title, step) in enumerate(RUNNING):
        entered = {
            f"step:{state}": ON - timedelta(days=20 + 25 * (at - n))
            for n, state in enumerate(STEPS[: at + 1])
        }
        reference = "C90017" if step == "Being evaluated" else None
        told = {"title": title, "step": step, "author": OWNERS[at % 3], "level": 3 + at % 3}
        told["applicant"] = PROVIDER
        yield {**told, "credits": 5, "application_reference": reference, **entered}


def workbook() -> bytes:
    """The same bytes every time."""
    chance = random.Random(SEED)  # noqa: S311
    listed = credentials(chance)
    held = {
        "micro-credentials": listed,
        "cohorts": list(cohorts(listed, chance)),
        "applications": list(running()),
        "actions": list(actions(listed, chance)),
    }
    made = [_sheet(name, rows) for name, rows in held.items()]
    return workbook_bytes([*made, SheetOut("Read me", ("Read me",), [(note,) for note in NOTES])])


def _sheet(name: str, rows: list[dict[str, Any]]) -> SheetOut:
    kind = sheets()[name]
    columns = [column.name for column in shown(kind, STEPS)]
    lines: list[list[Value]] = [[row.get(column) for column in columns] for row in rows]
    return sheet_out(kind, lines, STEPS)


if __name__ == "__main__":
    (HERE / "sixty.xlsx").write_bytes(workbook())
