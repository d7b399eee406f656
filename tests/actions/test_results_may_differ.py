"""Listing, approval and accreditation are three results: what each answer opens, and what can end.

The answers are written by their first letters: granted, declined, or a dash for none yet.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import LETTER, at, delivered_by_two, edited, go, opened
from tests.simulated import SAMPLES, START, peopled

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import sit_down
from mcapproval.actions.looking import show_case
from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Accreditation, Case, Listing

if TYPE_CHECKING:
    from tests.conftest import Places

SAMPLE = SAMPLES / "community-led-development-facilitation"
DAY = "2026-08-11"
RESULTS = ("listing", "approval", "accreditation")
WORDS = {"g": "granted", "d": "declined"}


@dataclass(frozen=True)
class Ends:
    """What one letter opens, and which of `finish` and `record-decline` are possible after it."""

    opens: str
    can: str


NZQA = {
    "ggg": Ends("MC ACC REV", "finish"),
    "ggd": Ends("MC REV", "finish"),
    "gg-": Ends("MC REV", ""),
    "g-g": Ends("MC ACC", ""),
    "gdd": Ends("MC", "record-decline"),
    "gd-": Ends("MC", "record-decline"),
    "g-d": Ends("MC", ""),
    "g--": Ends("MC", ""),
    "ddd": Ends("", "record-decline"),
    "dd-": Ends("", "record-decline"),
    "d-d": Ends("", "record-decline"),
    "d--": Ends("", "record-decline"),
    "-dd": Ends("", "record-decline"),
    "-d-": Ends("", "record-decline"),
    "--d": Ends("", ""),
}
"""What NZQA can answer to an application for all three; any other answer can't be."""

SKILLS_BOARD = {
    "gg": Ends("MC REV", "finish"),
    "gd": Ends("MC", "record-decline"),
    "g-": Ends("MC", ""),
    "dd": Ends("", "record-decline"),
    "d-": Ends("", "record-decline"),
    "-d": Ends("", "record-decline"),
}

CUAP = {
    "gg": Ends("ACC REV", "finish"),
    "-g": Ends("ACC", ""),
    "gd": Ends("REV", "finish"),
    "g-": Ends("REV", ""),
    "dd": Ends("", "record-decline"),
    "d-": Ends("", "record-decline"),
    "-d": Ends("", ""),
}
"""What Universities New Zealand can answer on approval and accreditation, once NZQA has listed."""


def answers(count: int) -> list[str]:
    """Every combination in which something is answered."""
    return ["".join(one) for one in product("gd-", repeat=count) if set(one) != {"-"}]


def said(answer: str, of: tuple[str, ...] = RESULTS) -> str:
    given = zip(of, answer, strict=False)
    return ",".join(f"{name}:{WORDS[letter]}" for name, letter in given if letter in WORDS)


def recorded(staged: Staged, move: str, results: str, **more: str) -> str:
    """The tracks that a letter opened, each once."""
    made = go(staged.desk, staged.ref, "hemi", DAY, move, letter=True, results=results, **more)
    return " ".join(dict.fromkeys(ref.partition("-")[0] for ref in made.opened))


def possible(staged: Staged) -> str:
    found = moves.possible(at(staged.desk, "hemi", DAY), staged.ref).options
    ends = ("finish", "record-decline")
    return " ".join(option.move for option in found if option.move in ends and option.possible)


def listing(staged: Staged) -> Listing:
    with staged.desk.reading() as connection:
        (found,) = queries.many(connection, Listing)
    return found


# --- to evaluation on each route --------------------------------------------------------------


def under_evaluation(where: str, folder: Path, route: str, kind: str) -> None:
    """The sample on another route: what its rules would say of it is gone past by the
    administrator, since nothing here rests on it.
    """
    desk = peopled(where)
    draft = folder / "draft.yaml"
    edited(draft, "route: nzqa", f"route: {route}")
    edited(draft, "kind: listing-approval-and-accreditation", f"kind: {kind}")
    ref = opened(desk, draft)
    decided = {"how": "circular", "present": "bo", "minute_reference": "D-7", "resolution": "Yes"}
    for move, sets in (
        ("show-need", {}),
        ("accept-need", {}),
        ("develop", {}),
        ("begin-draft", {}),
        ("send-to-check", {}),
        ("send-to-board", {}),
        ("approve", decided),
        ("submit", {}),
        ("record-receipt", {"application_reference": "C1"}),
    ):
        given = Said(sets, override=True, note="For the test")
        moves.move(at(desk, "admin", "2026-06-15"), ref, move, given)


@pytest.fixture
def university(places: Places, tmp_path: Path) -> Staged:
    return _at_evaluation(places, tmp_path, "university", "listing-approval-and-accreditation")


@pytest.fixture
def skills_board(places: Places, tmp_path: Path) -> Staged:
    return _at_evaluation(places, tmp_path, "skills-board", "listing-and-approval")


def _at_evaluation(places: Places, folder: Path, route: str, kind: str) -> Staged:
    def build(where: str) -> None:
        shutil.copytree(SAMPLE, folder / route)
        under_evaluation(where, folder / route, route, kind)

    places.made(route, build, None)
    return Staged(sit_down(places.copy(route), "admin", START), "APP-2026-0001")


# --- the tables -------------------------------------------------------------------------------


@pytest.mark.parametrize("answer", answers(3))
def test_each_answer_of_nzqa_opens_what_rests_on_it_and_can_end_so(
    evaluation: Staged, answer: str
) -> None:
    held(evaluation, partial(recorded, evaluation, "record-outcome"), said(answer), NZQA, answer)


def test_what_is_listed_and_was_not_approved_has_nothing_that_stands_approved(
    evaluation: Staged,
) -> None:
    recorded(evaluation, "record-outcome", "listing:granted,approval:declined")
    assert "stands_approved" not in show_case(evaluation.desk, "MC-0001")
    recorded(evaluation, "record-outcome", "approval:granted")
    assert "APP-2026-0001" in show_case(evaluation.desk, "MC-0001")["stands_approved"]


@pytest.mark.parametrize("answer", answers(2))
def test_each_answer_to_a_skills_board(skills_board: Staged, answer: str) -> None:
    record = partial(recorded, skills_board, "record-outcome")
    held(skills_board, record, said(answer), SKILLS_BOARD, answer)


@pytest.mark.parametrize("answer", answers(2))
def test_each_answer_of_universities_new_zealand_once_nzqa_has_listed(
    university: Staged, answer: str
) -> None:
    assert recorded(university, "record-listing", "listing:granted") == "MC"
    record = partial(recorded, university, "record-approval")
    held(university, record, said(answer, RESULTS[1:]), CUAP, answer)


def held(
    staged: Staged,
    record: Callable[[str], str],
    results: str,
    table: dict[str, Ends],
    answer: str,
) -> None:
    expected = table.get(answer)
    if expected is None:
        with pytest.raises(Refused, match="can't be recorded so") as refusal:
            record(results)
        assert any("can't be granted where" in r.message for r in refusal.value.reasons)
        return
    assert record(results) == expected.opens
    assert possible(staged) == expected.can
    assert audit.audit(staged.desk).whole


@pytest.mark.parametrize("answer", answers(2))
def test_a_university_is_answered_by_nzqa_first(university: Staged, answer: str) -> None:
    """Listing Rules 2022, rule 14.5(c); which body answers first is data, not code."""
    with pytest.raises(Refused) as refusal:
        recorded(university, "record-approval", said(answer, RESULTS[1:]))
    (reason,) = refusal.value.reasons
    assert reason.code == "RESULT-NOT-GRANTED"
    assert reason.message == (
        "listing must be granted first and is not answered yet (Listing Rules 2022, rule 14.5(c))"
    )


def test_what_nzqa_does_not_list_a_university_can_only_end_as_declined(university: Staged) -> None:
    recorded(university, "record-listing", "listing:declined")
    assert possible(university) == "record-decline"
    with pytest.raises(Refused) as refusal:
        recorded(university, "record-approval", "approval:granted")
    assert "is declined (Listing Rules 2022, rule 14.5(c))" in refusal.value.reasons[0].message


# --- what becomes of a listing without an approval --------------------------------------------


def test_a_listing_without_an_approval_is_delivered_by_nobody_until_it_is_approved(
    evaluation: Staged,
) -> None:
    """It stays listed, as NZQA has it; it is removed by NZQA's letter, or approved after all."""
    desk, ref = evaluation.desk, evaluation.ref
    recorded(evaluation, "record-outcome", "listing:granted,approval:declined", listing_number="9")
    go(desk, ref, "hemi", DAY, "record-decline")
    assert listing(evaluation).approved_on is None
    with desk.reading() as connection:
        assert queries.many(connection, Accreditation) == []
        (case,) = queries.many(connection, Case, ref="MC-0001")
    assert case.state == "current"
    hemi = at(desk, "hemi", DAY)
    removed = moves.move(hemi, "MC-0001", "remove", Said({"reason": "Not approved"}, {}, LETTER))
    assert removed.now == "Removed: listed in error"
    assert audit.audit(desk).whole


# --- providers --------------------------------------------------------------------------------


def two_providers(where: str, folder: Path) -> None:
    delivered_by_two(folder / "draft.yaml")
    under_evaluation(where, folder, "nzqa", "listing-approval-and-accreditation")


@pytest.fixture
def two(places: Places, tmp_path: Path) -> Staged:
    def build(where: str) -> None:
        shutil.copytree(SAMPLE, tmp_path / "two")
        two_providers(where, tmp_path / "two")

    places.made("two-providers", build, None)
    return Staged(sit_down(places.copy("two-providers"), "admin", START), "APP-2026-0001")


def accredited(staged: Staged) -> list[str]:
    with staged.desk.reading() as connection:
        return [row.provider for row in queries.many(connection, Accreditation)]


def test_a_letter_can_name_the_providers_that_were_accredited(two: Staged) -> None:
    recorded(two, "record-outcome", said("ggg"), providers="another-polytechnic")
    assert accredited(two) == ["another-polytechnic"]
    recorded(two, "record-outcome", "accreditation:granted")
    assert accredited(two) == ["another-polytechnic", "otago-polytechnic"], "the other came later"
    assert audit.audit(two.desk).whole


@pytest.mark.parametrize(
    ("results", "provider", "why"),
    [
        (said("ggg"), "whitireia", "whitireia is none of those"),
        (said("ggd"), "otago-polytechnic", "no accreditation is granted"),
    ],
)
def test_a_provider_that_was_not_asked_for_is_not_accredited(
    two: Staged, results: str, provider: str, why: str
) -> None:
    with pytest.raises(Refused) as refusal:
        recorded(two, "record-outcome", results, providers=provider)
    assert any(why in reason.message for reason in refusal.value.reasons)


def test_an_accreditation_that_was_given_up_can_be_granted_again(evaluation: Staged) -> None:
    desk = evaluation.desk
    recorded(evaluation, "record-outcome", said("ggg"))
    go(desk, "ACC-0001", "hemi", DAY, "withdraw", reason="No teacher")
    assert recorded(evaluation, "record-outcome", "accreditation:granted") == "ACC"
    assert accredited(evaluation) == ["otago-polytechnic"] * 2
