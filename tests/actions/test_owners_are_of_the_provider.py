"""Whoever looks after a micro-credential has something to do with the provider whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.importing_sheets import written
from tests.actions.walking import at

from mcapproval.actions import setup
from mcapproval.actions.importing.taking import import_file
from mcapproval.actions.people import known
from mcapproval.actions.reviewing.owners import assign
from mcapproval.errors import Refused

DAY, OTHER, OURS = "2027-07-01", "the-mind-lab", "otago-polytechnic"
SAID = f"rua has roles of other providers only, and it belongs to {OURS}"


@pytest.fixture
def staged(approved: Staged) -> Staged:
    """Rua is a quality adviser of another provider."""
    admin = at(approved.desk, "admin", DAY)
    setup.add_organisation(admin, OTHER, "The Mind Lab", "pte", None)
    known.add_person(admin, "rua", "Rua Ngata", None, None)
    known.grant(admin, "rua", "quality-adviser", unit=OTHER)
    return approved


def why_not(staged: Staged, to: str = "rua") -> list[str]:
    (line,) = assign(at(staged.desk, "hemi", DAY), ["MC-0001"], to)
    return [reason.message for reason in line.reasons]


def test_somebody_of_another_provider_only_looks_after_nothing_of_ours(staged: Staged) -> None:
    assert why_not(staged) == [SAID]
    (line,) = assign(at(staged.desk, "hemi", DAY), [staged.ref], "rua")
    assert SAID in [reason.message for reason in line.reasons]
    assert why_not(staged, "ana") == []


@pytest.mark.parametrize("reach", [{"unit": OURS}, {"case": "APP-2026-0001"}, {}])
def test_any_role_with_us_is_enough(staged: Staged, reach: dict[str, Any]) -> None:
    known.grant(at(staged.desk, "admin", DAY), "rua", "library", **reach)
    assert why_not(staged) == []


def test_an_import_says_the_same_of_its_cell(staged: Staged, tmp_path: Path) -> None:
    admin = at(staged.desk, "admin", DAY)
    head = ("Title", "Owner", "Applicant")
    rows = (("A", "rua", OURS), ("B", "rua", OTHER), ("C", "mele", OURS))
    with pytest.raises(Refused) as refusal:
        import_file(admin, written(tmp_path, {"Micro-credentials": (head, *rows)}))
    (reason,) = refusal.value.reasons
    assert reason.message == f"Micro-credentials!B2: {SAID}"
    import_file(admin, written(tmp_path, {"Micro-credentials": (head, ("A", "", OURS), *rows[1:])}))
    with pytest.raises(Refused, match="1 thing to mend"):
        import_file(admin, written(tmp_path, {"Micro-credentials": (head, rows[0])}))


def test_who_belongs_to_us_by_what_is_known_of_them_may_have_roles_elsewhere(
    staged: Staged,
) -> None:
    admin = at(staged.desk, "admin", DAY)
    known.add_person(admin, "toa", "Toa Ngata", None, OURS)
    known.grant(admin, "toa", "quality-adviser", unit=OTHER)
    assert why_not(staged, "toa") == []
