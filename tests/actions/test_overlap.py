"""What looks like a draft in the records: listed, applied for, and never the draft itself."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import TO_APPROVED, at, copied, edited, walk
from tests.simulated import SAMPLES

from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications
from mcapproval.actions.drafts.checking import check_file
from mcapproval.actions.drafts.checking_cases import beside, check_case
from mcapproval.actions.overlap import Overlap, overlap_of_case, overlap_of_file
from mcapproval.errors import Unknown
from mcapproval.findings import Finding

SAMPLE = SAMPLES / "community-led-development-facilitation" / "draft.yaml"
TITLE = '\ntitle: "Community-Led Development Facilitation"\n'


def seen(found: Overlap) -> list[tuple[str, str, str]]:
    return [(n.known.ref, n.known.status, n.likeness.grade) for n in found.near]


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A draft of another provider, of which title and outcomes are much the same."""
    draft = copied(SAMPLE, tmp_path)
    return edited(draft, TITLE, "\ntitle: Facilitating COMMUNITY-LED Developments\n")


def codes(findings: Iterable[Finding]) -> list[str]:
    return [f.code for f in findings if f.code == "OVERLAP"]


def test_one_that_is_listed_is_found_with_its_number(approved: Staged, other: Path) -> None:
    found = overlap_of_file(approved.desk, other)
    assert seen(found) == [("MC-0001", "current", "very like")]
    (near,) = found.near
    assert (near.known.number, near.known.level, near.known.credits) == ("990011", 5, 10)
    assert {"community", "facilitate"} <= set(near.likeness.shared)
    assert not near.named
    assert found.looked_at == 1


def test_one_that_is_under_way_is_found_and_said_to_be_so(opened: Staged, other: Path) -> None:
    found = overlap_of_file(opened.desk, other)
    assert seen(found) == [(opened.ref, "under way", "very like")]


def test_one_that_is_listed_but_not_yet_finished_is_found_once(
    evaluation: Staged, other: Path
) -> None:
    walk(evaluation.desk, evaluation.ref, TO_APPROVED[:1])
    assert seen(overlap_of_file(evaluation.desk, other)) == [("MC-0001", "current", "very like")]


def test_an_application_is_not_held_against_itself_or_what_came_of_it(approved: Staged) -> None:
    assert overlap_of_case(approved.desk, approved.ref).near == ()
    assert overlap_of_case(approved.desk, "MC-0001").near == ()
    assert overlap_of_case(approved.desk, "MC-0001").looked_at == 0


def test_a_change_is_not_held_against_what_it_changes(approved: Staged, other: Path) -> None:
    text = other.read_text("utf-8")
    kind = next(line for line in text.splitlines() if line.startswith("kind:"))
    for named in ("MC-0001", "'990011'"):
        other.write_text(text.replace(kind, f"kind: change\nof: {named}"), "utf-8")
        assert overlap_of_file(approved.desk, other).near == ()


def test_two_applications_find_one_another(opened: Staged, other: Path) -> None:
    second = applications.open_application(at(opened.desk, "ana", "2026-06-03"), other).ref
    assert seen(overlap_of_case(opened.desk, second)) == [(opened.ref, "under way", "very like")]
    assert seen(overlap_of_case(opened.desk, opened.ref)) == [(second, "under way", "very like")]


def test_the_file_of_an_opened_application_is_known_to_be_the_same(opened: Staged) -> None:
    (near,) = overlap_of_file(opened.desk, SAMPLE).near
    assert near.same_draft
    checked = check_file(SAMPLE, opened.desk.today, None, beside(opened.desk))
    assert codes(checked.findings) == []


def test_what_the_search_names_already_is_marked(approved: Staged, other: Path) -> None:
    named = "found:\n      - number: '990011'\n        differs: It is the one we began from\n"
    text = other.read_text("utf-8")
    assert "    found:" in text
    other.write_text(text.replace("found:\n", named, 1), "utf-8")
    (near,) = overlap_of_file(approved.desk, other).near
    assert near.named


def test_a_case_that_is_neither_is_refused(approved: Staged) -> None:
    with pytest.raises(Unknown, match="ACC-0001 is no application"):
        overlap_of_case(approved.desk, "ACC-0001")


# the finding


def test_checking_a_file_beside_the_records_names_what_is_like_it(
    approved: Staged, other: Path
) -> None:
    day = approved.desk.today
    assert codes(check_file(other, day, None).findings) == []
    checked = check_file(other, day, None, beside(approved.desk))
    (found,) = [f for f in checked.findings if f.code == "OVERLAP"]
    assert found.severity.value == "note"
    assert found.asked_by == "policy"
    assert "MC-0001, number 990011, level 5, 10 credits" in found.message
    assert found.line is not None
    assert checked.findings == tuple(sorted(checked.findings, key=lambda f: (f.line, f.column)))


def test_checking_a_case_finds_what_came_into_the_records_since(
    opened: Staged, other: Path
) -> None:
    assert codes(check_case(opened.desk, opened.ref, None).findings) == []
    second = applications.open_application(at(opened.desk, "ana", "2026-06-03"), other).ref
    assert codes(check_case(opened.desk, opened.ref, None).findings) == ["OVERLAP"]
    assert codes(check_case(opened.desk, second, None).findings) == ["OVERLAP"]


def test_an_empty_draft_looks_like_nothing(approved: Staged, tmp_path: Path) -> None:
    file = tmp_path / "four.yaml"
    file.write_text("format: application/1\nroute: nzqa\nkind: listing-and-approval\n", "utf-8")
    assert overlap_of_file(approved.desk, file).near == ()


def test_erased_and_odd_contents_are_passed_over(desk: Desk, tmp_path: Path) -> None:
    shutil.copytree(SAMPLE.parent, tmp_path / "d")
    applications.open_application(at(desk, "ana", "2026-06-01"), tmp_path / "d" / "draft.yaml")
    with desk.writing() as writer:
        writer.connection.exec_driver_sql("DELETE FROM content WHERE hash IN "
                                          "(SELECT content FROM application)")  # fmt: skip
    assert overlap_of_file(desk, SAMPLE).looked_at == 0
