"""`delivery`: entered, changed, listed, shown and called off; never a learner."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from sqlalchemy import select
from tests.cli.living import MC
from tests.cli.shell import Done, at

from mcapproval.actions.deliveries.wording import from_file
from mcapproval.shipped import schema
from mcapproval.store.clauses import table
from mcapproval.store.keep import TEXT
from mcapproval.store.records import open_records
from mcapproval.store.rows.folded import Journal

Stage = Callable[[str], Path]

COHORT = """\
format: delivery/1
listing: "990011"
cohort: 2026 B
site: Ōtepoti
mode: blended
days:
  registration: {from: 2026-09-01, until: 2026-09-25}
  starts: 2026-10-05
  workshops: [2026-10-12, 2026-11-09]
  ends: 2026-12-11
fees:
  - {for: learner, amount: "345.00", gst: included}
  - {for: employer, amount: "300.00", gst: excluded}
counts: {enrolled: 18, withdrawn: not known}
counts_from:
  - {source: Student system, extracted_on: 2026-08-20, supplier: mele}
"""


def by(day: str, person: str = "hemi") -> tuple[str, ...]:
    return ("--as", person, "--today", day)


def fits(name: str, value: object) -> None:
    contract = Draft202012Validator(schema(f"output-delivery-{name}"), registry=Registry())
    assert [error.message for error in contract.iter_errors(value)] == []


def add(folder: Path, day: str, *words: str) -> Done:
    return at(folder, "delivery", "add", MC, "--cohort", "X", *words, *by(day))


def test_a_cohort_from_a_file_is_shown_listed_changed_and_called_off(stage: Stage) -> None:
    folder = stage("outcome")
    (folder / "cohort.yaml").write_text(COHORT, "utf-8")
    told = at(folder, "delivery", "add", "cohort.yaml", "--json", *by("2026-08-20"), fine=True).json
    fits("add", told)
    assert told == {"ref": "DEL-0001", "warnings": [], "moved": None}
    shown = at(folder, "delivery", "show", "DEL-0001", *by("2026-08-20"), fine=True).out
    assert "$345.00 with GST, $300.00 without" in shown
    assert "18  (Student system, Mele Taufa-Unga, 2026-08-20)" in shown
    assert "withdrawn:                not known" in shown
    assert "registration:             2026-09-01 to 2026-09-25" in shown
    assert "pieces of work moderated: not known" in shown
    sets = ("--set", "withdrawn=0", "--set", "workshops=", "--json")
    changed = at(folder, "delivery", "update", "DEL-0001", *sets, *by("2026-08-21"), fine=True)
    fits("add", changed.json)
    found = at(folder, "delivery", "show", "DEL-0001", "--json", *by("2026-08-21"), fine=True).json
    fits("show", found)
    assert found["withdrawn"] == 0
    assert "workshops" not in found["days"]
    assert "registration" in found["days"]
    (row,) = at(folder, "delivery", "list", "--json", *by("2026-08-21"), fine=True).json
    fits("list", [row])
    assert (row["status"], row["enrolled"], row["completed"]) == ("planned", 18, None)
    note = ("--note", "Too few asked")
    at(folder, "delivery", "cancel", "DEL-0001", *note, *by("2026-08-22"), fine=True)
    gone = at(folder, "delivery", "show", "DEL-0001", *by("2026-08-22"), fine=True).out
    assert "called off: Too few asked" in gone
    assert at(folder, "audit", "verify").code == 0
    where = at(folder, "history", "DEL-0001")
    assert (where.code, "mcapproval delivery show DEL-0001" in where.err) == (2, True)


def test_what_is_not_so_is_refused_with_all_reasons(stage: Stage) -> None:
    days = ("--starts", "2026-12-05", "--ends", "2026-11-11", "--site", "NSN 123456789")
    counts = ("--set", "enrolled=5", "--set", "completed=4", "--set", "withdrawn=2")
    refused = add(stage("outcome"), "2026-08-20", *days, *counts)
    assert refused.code == 1
    for code in ("DELIVERY-DAYS", "DELIVERY-COUNTS", "LEARNER"):
        assert f"[{code}]" in refused.err
    assert "4 completed and 2 withdrew, and 5 enrolled" in refused.err


def test_nobody_completes_before_the_first_day_entered_or_changed(stage: Stage) -> None:
    folder = stage("outcome")
    days = ("--starts", "2026-12-05", "--ends", "2027-02-11", "--set", "enrolled=10")
    counts = ("--set", "completed=9", "--set", "reported=9")
    refused = add(folder, "2026-08-20", *days, *counts)
    said = "9 completed, and its first day, 5 December 2026, is to come  [DELIVERY-COUNTS]"
    assert (refused.code, said in refused.err) == (1, True)
    assert add(folder, "2026-08-20", *days).code == 0
    update = ("delivery", "update", "DEL-0001", *counts)
    later = at(folder, *update, *by("2026-12-04"))
    assert (later.code, said in later.err) == (1, True)
    at(folder, *update, *by("2026-12-05"), fine=True)


@pytest.mark.parametrize("site", ["jo@example.org", "021 123 45 67", "Mele Taufa-Unga's room"])
def test_nothing_that_tells_who_somebody_is_is_kept(stage: Stage, site: str) -> None:
    assert add(stage("outcome"), "2026-08-20", "--site", site).code == 1


def test_a_file_that_is_not_understood_is_told_line_by_line_and_nothing_is_kept(
    stage: Stage,
) -> None:
    folder = stage("outcome")
    wrong = COHORT.replace("enrolled: 18", "enrolled: eighteen") + "learners: [Jo]\n"
    (folder / "wrong.yaml").write_text(wrong, "utf-8")
    done = at(folder, "delivery", "add", "wrong.yaml", *by("2026-08-20"))
    assert done.code == 1
    assert "line 14: enrolled" in done.err
    assert "there is no key `learners` here" in done.err
    assert done.err.endswith("see how a delivery is written: mcapproval delivery add --help\n")
    assert "draft" not in done.err
    assert at(folder, "delivery", "list", "--json", fine=True).json == []
    misspelt = at(folder, "delivery", "add", MC, "--cohort", "X", "--set", "enroled=4")
    assert (misspelt.code, "did you mean `enrolled`" in misspelt.err) == (2, True)


def test_the_help_shows_a_file_that_is_taken_in_and_names_all_that_can_stand_there(
    tmp_path: Path,
) -> None:
    told = at(tmp_path, "delivery", "add", "--help", fine=True).out
    block = told[told.index("    format: delivery/1") :].split("\n\n")[0]
    (tmp_path / "shown.yaml").write_text(dedent(block), "utf-8")
    facts = from_file(tmp_path / "shown.yaml")
    assert facts["days"]["registration"] == {"from": "2026-06-01", "until": "2026-07-10"}
    updating = at(tmp_path, "delivery", "update", "--help", fine=True).out
    form = schema("delivery")["properties"]
    for key in (*form, *form["days"]["properties"]):
        assert re.search(rf"\b{key}\b", told), key
    for key in form["counts"]["properties"]:
        assert re.search(rf"\b{key}\b", updating), key


def test_nobody_delivers_what_they_are_not_accredited_for(stage: Stage) -> None:
    folder = stage("outcome")
    early = add(folder, "2026-08-20", "--starts", "2026-03-05", "--ends", "2026-06-11")
    assert (early.code, "[DELIVER-ACC]" in early.err) == (1, True)
    given = ("organisation", "add", "unitec", "--name", "Unitec", "--type", "polytechnic")
    at(folder, *given, *by("2026-08-20", "admin"), fine=True)
    planned = add(folder, "2026-08-20", "--starts", "2026-10-05", "--provider", "unitec")
    assert (planned.code, "is not accredited for it" in planned.err) == (0, True)


def test_only_who_may_take_the_accreditation_on_keeps_deliveries(stage: Stage) -> None:
    words = ("delivery", "add", MC, "--cohort", "X", *by("2026-08-20", "ana"))
    assert "[ROLE]" in at(stage("outcome"), *words).err


def holding(folder: Path, words: str) -> tuple[int, int]:
    """How many rows of the journal, and how many texts kept apart, have some words."""
    with open_records(str(folder / "records.db")).reading() as connection:
        rows = connection.execute(select(table(Journal).c.payload)).scalars().all()
        texts = connection.execute(select(TEXT.c.body)).scalars().all()
    return sum(words.encode() in row for row in rows), sum(words.encode() in t for t in texts)


def test_whoever_supplied_counts_stands_nowhere_in_the_journal(stage: Stage) -> None:
    folder = stage("outcome")
    assert add(folder, "2026-08-20", "--set", "enrolled=18").code == 0
    day = by("2026-08-21")
    update = ("delivery", "update", "DEL-0001")
    source = ("--supplier", "Aroha Smith", "--source", "Aroha Smith's list")
    counts = ("--set", "completed=12", "--set", "withdrawn=1")
    at(folder, *update, *counts, *source, *day, fine=True)
    assert holding(folder, "Aroha Smith") == (0, 2)
    again = at(folder, *update, *counts, *source, *day)
    assert (again.code, "says just that already" in again.err) == (1, True)
    at(folder, *update, "--set", "moderated=2", "--supplier", "Registry", *day, fine=True)
    shown = at(folder, "delivery", "show", "DEL-0001", *day, fine=True).out
    assert "withdrawn:                1  (Aroha Smith's list, Aroha Smith)" in shown
    assert holding(folder, "Aroha Smith") == (0, 2)


def test_whoever_supplied_counts_can_be_erased_and_the_rest_is_there_still(stage: Stage) -> None:
    folder = stage("outcome")
    assert add(folder, "2026-08-20", "--set", "enrolled=18").code == 0
    day, admin = by("2026-08-21"), by("2026-08-21", "admin")
    source = ("--supplier", "Aroha Smith", "--source", "Class list")
    update = ("delivery", "update", "DEL-0001")
    at(folder, *update, "--set", "completed=12", *source, *day, fine=True)
    at(folder, "people", "add", "aroha-s", "--name", "Aroha Smith", *admin, fine=True)
    at(folder, "people", "erase", "aroha-s", "--note", "asked for it", "--yes", *admin, fine=True)
    shown = at(folder, "delivery", "show", "DEL-0001", *day, fine=True).out
    assert "completed:                12  (Class list, (erased))" in shown
    assert holding(folder, "Aroha Smith") == (0, 0)
    at(folder, *update, "--set", "withdrawn=1", *day, fine=True)
    assert at(folder, "audit", "verify").code == 0
