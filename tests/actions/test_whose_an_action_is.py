"""Whose an action is: by its role, and by who looks after what it is of."""

from __future__ import annotations

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at

from mcapproval.actions.cases.items import of_case
from mcapproval.actions.reviewing.actions import actions
from mcapproval.actions.reviewing.owners import assign
from mcapproval.errors import Unknown

REV, DAY = "REV-2027-0001", "2027-07-01"


@pytest.fixture
def staged(approved: Staged) -> Staged:
    """An action of nobody, of a quality adviser and of the quality manager."""
    hemi = at(approved.desk, "hemi", DAY)
    for owner in (None, "quality-adviser", "quality-manager"):
        of_case.add_item(hemi, REV, "action", f"For {owner}", owner=owner)
    return approved


def said(staged: Staged, owner: str, who: str = "admin") -> list[str]:
    return [row.says.removeprefix("For ") for row in actions(at(staged.desk, who, DAY), owner)]


def test_a_persons_are_those_of_the_roles_that_they_hold_on_the_case(staged: Staged) -> None:
    assert said(staged, "quality-adviser") == ["quality-adviser"]
    assert said(staged, "mele") == ["quality-adviser"]
    assert said(staged, "hemi") == ["None", "quality-manager"]
    assert said(staged, "me", "mele") == ["quality-adviser"]
    assert said(staged, "admin") == []
    assert said(staged, "none") == ["None"]


def test_what_somebody_looks_after_is_no_other_advisers(staged: Staged) -> None:
    hemi = at(staged.desk, "hemi", DAY)
    for ref in ("MC-0001", REV):
        assign(hemi, [ref], "ana")
        assert said(staged, "ana") == ["None", "quality-adviser"]
        assert said(staged, "mele") == []
        assert said(staged, "hemi") == ["quality-manager"]
        assign(hemi, ["MC-0001"], "mele")
    assert said(staged, "ana") == ["None", "quality-adviser"]


def test_what_is_no_role_body_or_person_is_not_taken_for_one_without_actions(
    staged: Staged,
) -> None:
    with pytest.raises(Unknown, match="no role, organisation or person bob"):
        said(staged, "bob")
