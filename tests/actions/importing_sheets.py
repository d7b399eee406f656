"""Workbooks to import, as a quality team keeps them, and records that know who is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from tests.simulated import peopled

from mcapproval.actions import setup
from mcapproval.actions.desk import Desk

Rows = Sequence[Sequence[object]]

LISTED: Rows = (
    (
        *("Title", "NZQA number", "Version", "Level", "Credits", "Approved on", "Review period"),
        *("Next review date", "Owner", "Providers", "Last review on", "Last review decision"),
        *("Fee", "Embedded in", "Sites"),
    ),
    (
        *("Orchard Irrigation", 4977, "v1", "L5", "10 cr", "3/04/2023", "2 years"),
        *("3/04/2027", "mele", "Otago Polytechnic", "20/03/2025", "Continue, with actions"),
        *("$450", "Diploma in Horticulture", "Cromwell; Dunedin"),
    ),
    ("Frost Protection", 5001, 2, 4, 5.0, 45019),
    ("Known by its title only",),
)
COHORTS: Rows = (
    ("NZQA number", "Cohort", "Starts", "Ends", "Enrolled", "Withdrawn", "Completed"),
    *(
        (4977, f"{year} autumn", f"4/03/{year}", f"14/06/{year}", 14, 1, 12)
        for year in (2024, 2025)
    ),
    (4977, "2023 spring", "4/09/2023", None, 9, None, "not known"),
)
RUNNING: Rows = (
    ("Title", "Step", "Drafting", "Academic approval", "Submitted on", "Author"),
    ("Reading a Plan", "academic  Approval", "1/12/2025", "20/01/2026", None, "ana"),
    ("Safe Work at Heights", "Being evaluated", None, "1/11/2025", "5/12/2025", None),
)
ACTIONS: Rows = (
    ("NZQA No.", "Action", "Owner", "Due"),
    ("4977", "Renew the letters of support", "Quality adviser", "1/05/2026"),
)
WHOLE: Mapping[str, Rows] = {
    "Micro-Credentials": LISTED,
    "Cohorts": COHORTS,
    "Applications": RUNNING,
    "Actions": ACTIONS,
}

EVERY_COLUMN: Mapping[str, Mapping[str, object]] = {
    "Micro-credentials": {
        "Title": "Orchard Irrigation",
        "Title in te reo Māori": "Te Whakamākūkū Māra",
        "NZQA number": "4977",
        "Version": 2,
        "Reporting code": "0077",
        "Level": 5,
        "Credits": 10,
        "NZSCED": "050301",
        "Status": "expiring",
        "Rule set": "2022",
        "Approved on": date(2023, 4, 3),
        "Listed on": date(2023, 4, 4),
        "Accredited on": date(2023, 4, 5),
        "Review period": 2,
        "NZQA review date": date(2027, 4, 3),
        "Last day for learners": date(2027, 12, 1),
        "Owner": "mele",
        "School or faculty": "horticulture",
        "Applicant": "Otago Polytechnic",
        "Partner": "Otago Polytechnic",
        "Providers": "Otago Polytechnic",
        "Sites": "Cromwell; Dunedin",
        "Embedded in": "Diploma in Horticulture",
        "Fee": 450,
        "Last review on": date(2025, 3, 20),
        "Last review decision": "continue with actions",
    },
    "Cohorts": {
        "NZQA number": "4977",
        "Title": "Orchard Irrigation",
        "Provider": "Otago Polytechnic",
        "Cohort": "2024 autumn",
        "Site": "Cromwell",
        "Mode": "blended",
        "Client": "Otago Polytechnic",
        "Starts": date(2024, 3, 4),
        "Ends": date(2024, 6, 14),
        "Last enrolled on": date(2024, 3, 5),
        "Completed on": date(2024, 6, 28),
        "Reported on": date(2024, 7, 5),
        "Enrolled": 14,
        "Withdrawn": 1,
        "Still active": 1,
        "Completed": 12,
        "Completed after resubmission": 2,
        "Pieces of work moderated": 3,
        "Reported": 12,
        "Fee": 450,
    },
    "Applications": {
        "Title": "Orchard Irrigation",
        "Title in te reo Māori": "Te Whakamākūkū Māra",
        "Kind": "change",
        "Of": "4977",
        "Step": "Academic approval",
        "Author": "ana",
        "Application reference": "A-1",
        "Applicant": "Otago Polytechnic",
        "School or faculty": "horticulture",
        "Level": 5,
        "Credits": 10,
    },
    "Actions": {
        "NZQA number": "4977",
        "Title": "Orchard Irrigation",
        "Action": "Renew the letters of support",
        "Owner": "quality-adviser",
        "Due": date(2026, 5, 1),
    },
}
"""A row of each sheet with an answer in every column but that of our references."""


def workbook(sheets: Mapping[str, Rows], then: Callable[[Workbook], object] | None = None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    if then:
        then(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def written(folder: Path, sheets: Mapping[str, Rows], name: str = "ours.xlsx") -> Path:
    file = folder / name
    file.write_bytes(workbook(sheets))
    return file


def bodied(where: str) -> Desk:
    """The simulated records with the provider entered as an organisation."""
    desk = peopled(where)
    setup.add_organisation(desk, "otago-polytechnic", "Otago Polytechnic", "polytechnic", None)
    return desk
