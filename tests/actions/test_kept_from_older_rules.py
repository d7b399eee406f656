"""What was approved under the rules before 2023 and is kept is brought under the present ones, by a
change that the law asks for since 1 January 2025.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from tests.actions.walking import at, edited
from tests.rows import row
from tests.simulated import SAMPLES

from mcapproval.actions import audit, changes, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.effects.left_to_do import APPLY, done_by
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.cases.standing.brought_over import review_day
from mcapproval.actions.cases.standing.change_judged import judged
from mcapproval.actions.demo.playing import play
from mcapproval.actions.demo.story import FILE, read_story
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.drafts import applications
from mcapproval.actions.due.ticking import tick
from mcapproval.actions.lookup import application_row, draft_of
from mcapproval.actions.people import known
from mcapproval.actions.reviewing import answering, opening
from mcapproval.errors import Refused
from mcapproval.rules.legacy_kept import asked_over
from mcapproval.store import queries
from mcapproval.store.rows.folded import Item, Listing, Review
from mcapproval.workflow.definition import load

FOLDER = SAMPLES / "digital-skills-for-the-workplace"
MC = "MC-0001"
BEFORE, SINCE = "2024-12-31", "2025-01-01"


@dataclass(frozen=True)
class Kept:
    """Listed in 2020, re-evaluated in 2021, and a draft of a change in which nothing differs."""

    desk: Desk
    draft: Path


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("played")
    story = read_story(FOLDER / FILE)
    where = str(folder / "records.db")
    desk = setup.init(where, "admin", simulated=True, day=story.steps[0].on)
    play(desk, story, FOLDER, folder / "packs", lambda told: None)
    return folder / "records.db"


@pytest.fixture
def kept(played: Path, tmp_path: Path) -> Kept:
    records = tmp_path / "records.db"
    shutil.copy(played, records)
    draft = shutil.copytree(FOLDER, tmp_path / "sample") / "draft.yaml"
    edited(draft, "kind: listing-approval-and-accreditation", f"kind: change\nof: {MC}")
    return Kept(sit_down(str(records), "admin", date(2024, 10, 1)), draft)


def decided(kept: Kept, move: str, day: str = "2024-12-10", **sets: str) -> None:
    """The re-evaluation that waits, due in 2022, decided."""
    sione = at(kept.desk, "sione", "2024-11-01")
    ref = opening.open_review(sione, MC).ref
    answering.answer(sione, ref, kept.draft.parent / "review.yaml")
    said = {"how": "circular", "present": "vaine", "resolution": "So be it",
            "minute_reference": "2024-9", **sets}  # fmt: skip
    admin = at(kept.desk, "admin", day)
    moves.move(admin, ref, move, Said(said, override=True, note="For the test"))


def says(kept: Kept, day: str) -> str:
    """What is said of an application for the change when it is sent on a day, and by `judge`."""
    ref = applications.open_application(at(kept.desk, "hiria", "2024-12-20"), kept.draft).ref
    with kept.desk.reading() as connection:
        row = application_row(connection, ref)
        draft = draft_of(connection, row)
        found = judged(connection, row, draft, date.fromisoformat(day))
    assert found is not None
    assert changes.judge(at(kept.desk, "hiria", day), MC, ref).says == found.says
    return found.says


def test_before_the_law_asks_for_it_nothing_is_applied_for_where_nothing_differs(
    kept: Kept,
) -> None:
    decided(kept, "decide-migrate", reason="It is of 2020")
    assert says(kept, BEFORE) == "no"


def test_since_then_what_is_brought_over_is_applied_for_whatever_differs(kept: Kept) -> None:
    decided(kept, "decide-migrate", reason="It is of 2020")
    assert says(kept, SINCE) == "yes"
    found = changes.judge(at(kept.desk, "hiria", SINCE), MC, str(kept.draft))
    assert (found.rule.differs, found.rule.clause) == (
        (),
        "NZQA, review, approved before mid-January 2023",
    )


SMALL = ("small and middle-sized businesses", "small businesses")


def manager(kept: Kept, day: str) -> Desk:
    admin = at(kept.desk, "admin", SINCE)
    known.add_person(admin, "aroha", "Aroha Pene", None, None)
    known.grant(admin, "aroha", "quality-manager")
    return at(kept.desk, "aroha", day)


def overruled(desk: Desk, draft: Path) -> changes.Judged:
    return changes.overrule(desk, MC, str(draft), "no", "NZQA took it over by itself")


@pytest.mark.parametrize("differs", [True, False])
def test_what_judge_says_holds_for_noting_and_overruling_it(kept: Kept, differs: bool) -> None:
    decided(kept, "decide-migrate", reason="It is of 2020")
    if differs:
        edited(kept.draft, *SMALL)
    aroha = manager(kept, "2025-02-01")
    assert changes.judge(aroha, MC, str(kept.draft)).says == "yes"
    with pytest.raises(Refused) as refusal:
        changes.record(aroha, MC, str(kept.draft))
    (reason,) = refusal.value.reasons
    assert reason.code == "CHANGE-NEEDED"
    assert "brings it under the present ones (NZQA, review, approved before" in reason.message
    with pytest.raises(Refused, match="the rule says yes already"):
        changes.overrule(aroha, MC, str(kept.draft), "yes", "So be it")
    found = overruled(aroha, kept.draft)
    assert (found.rule.says, found.says, found.overruled_by) == ("yes", "no", "Aroha Pene")
    line = looking.history(kept.desk, MC)[-1]
    assert line.act.endswith("needs no application and is noted (the rule says yes)")
    again = changes.judge(aroha, MC, str(kept.draft))
    assert (again.rule.says, again.rule.differs, again.says) == ("yes", (), "no")
    with pytest.raises(Refused, match="nothing differs"):
        changes.record(aroha, MC, str(kept.draft))
    with pytest.raises(Refused, match="Aroha Pene says no already"):
        overruled(aroha, kept.draft)
    assert audit.audit(kept.desk).whole


def test_a_word_from_before_it_was_kept_is_not_about_that(kept: Kept) -> None:
    aroha = manager(kept, "2025-01-02")
    edited(kept.draft, "credits: ", "credits: 1")
    overruled(aroha, kept.draft)
    decided(kept, "decide-migrate", "2025-02-03", reason="It is of 2020")
    assert changes.judge(at(kept.desk, "aroha", "2025-02-04"), MC, str(kept.draft)).says == "yes"


def test_what_was_not_re_evaluated_since_then_is_not(kept: Kept) -> None:
    assert says(kept, SINCE) == "no"


def set_by_nzqa(kept: Kept) -> None:
    """NZQA is not satisfied with the re-evaluation that was decided, and sets a further one."""
    admin = at(kept.desk, "admin", "2024-12-16")
    said = {"reason": "The need is not shown", "due": "2025-03-03"}
    letter = {"letter.txt": b"What NZQA wrote."}
    ref = "REV-2022-0001"
    moves.move(admin, ref, "decide-regulator-intervention",
               Said(said, {}, letter, override=True, note="For the test"))  # fmt: skip


def test_what_was_decided_to_come_over_comes_over_also_where_nzqa_sets_a_further_review(
    kept: Kept,
) -> None:
    decided(kept, "decide-migrate", reason="It is of 2020")
    set_by_nzqa(kept)
    assert says(kept, SINCE) == "yes"


@pytest.mark.parametrize(("day", "refused"), [("2023-01-15", True), ("2023-01-16", False)])
def test_nothing_is_decided_to_come_under_rules_that_are_not_there_yet(
    kept: Kept, day: str, refused: bool
) -> None:
    ref = opening.open_review(at(kept.desk, "sione", "2022-12-01"), MC).ref
    options = moves.possible(at(kept.desk, "vaine", day), ref).options
    against = next(one.reasons for one in options if one.move == "decide-migrate")
    assert ("NOT-LEGACY" in {reason.code for reason in against}) == refused


@pytest.mark.parametrize(
    ("decision", "due_on", "day", "asked"),
    [
        ("continue", date(2025, 1, 1), date(2025, 1, 1), True),
        ("continue", date(2025, 1, 1), date(2024, 12, 31), False),
        ("continue", date(2024, 12, 31), date(2025, 1, 1), False),
        ("migrate", date(2024, 12, 31), date(2025, 1, 1), True),
        ("migrate", date(2024, 12, 31), date(2024, 12, 31), False),
        ("not-needed", date(2025, 6, 1), date(2025, 7, 1), False),
        ("pause", date(2025, 6, 1), date(2025, 7, 1), False),
        ("regulator-intervention", date(2025, 6, 1), date(2025, 7, 1), False),
        (None, None, date(2026, 3, 2), False),
    ],
)
def test_the_law_asks_for_it_on_these_days(
    decision: str | None, due_on: date | None, day: date, asked: bool
) -> None:
    assert asked_over(decision, due_on, day) == asked


def test_the_application_that_brings_it_over_has_its_last_day_and_sending_it_is_what_does_it(
    kept: Kept,
) -> None:
    agreed = {"how": "circular", "present": "vaine", "resolution": "So", "minute_reference": "1"}
    late, asked = ("2024-10-01", "decide-continue"), ("2025-10-01", "decide-migrate")
    for day, move in (late, asked):
        ref = opening.open_review(at(kept.desk, "sione", day), MC).ref
        sets = agreed if move == late[1] else {**agreed, "reason": "It is of 2020"}
        said = Said(sets, override=True, note="For the test")
        made = moves.move(at(kept.desk, "admin", day), ref, move, said)
    application = made.opened[0]
    assert f"{application} is to be sent by 2 December 2025" in made.told
    with kept.desk.reading() as connection:
        (item,) = queries.many(connection, Item, ref=application)
    assert (item.kind, item.due, item.owner) == ("action", "2025-12-02", "quality-manager")
    told = tick(at(kept.desk, "admin", "2025-11-27")).notices
    assert [notice.kind for notice in told if notice.ref == application] == ["remind"]
    (submit,) = load("nzqa-application").called("submit")
    assert done_by(submit, [item]) == [item.number]
    assert audit.audit(kept.desk).whole


def test_each_year_it_is_kept_leaves_one_action_to_apply_as_long_as_it_is_open(kept: Kept) -> None:
    agreed = {"how": "circular", "present": "vaine", "resolution": "So", "minute_reference": "1"}
    for day in ("2025-10-01", "2026-10-01", "2027-10-01"):
        ref = opening.open_review(at(kept.desk, "sione", day), MC).ref
        said = Said(agreed, override=True, note="For the test")
        moves.move(at(kept.desk, "admin", day), ref, "decide-continue", said)
    with kept.desk.reading() as connection:
        (item,) = queries.many(connection, Item, topic=APPLY)
    assert (item.state, item.due) == ("open", "2026-12-02")


@pytest.mark.parametrize(
    ("due_on", "covers", "register", "counted"),
    [
        ("2026-09-28", "2026-09-28", None, "2026-09-28"),
        ("2026-09-08", "2026-09-28", None, "2026-09-28"),  # decided elsewhere, before the day
        ("2026-09-28", "2026-10-20", None, "2026-09-28"),  # ours was soon after it
        ("2026-08-31", "2026-09-15", "2026-09-15", "2026-09-15"),
        ("2026-11-10", "2026-11-10", None, "2026-11-10"),
    ],
)
def test_the_months_are_counted_from_nzqas_day_that_was_answered_for(
    due_on: str, covers: str, register: str | None, counted: str
) -> None:
    listing = row(Listing, 
        ref="MC-0001", application="APP-2019-0001", title="A", approved_on="2019-09-28",
        nzqa_review_on=register,
    )  # fmt: skip
    review = row(Review, 
        ref="REV-2026-0001", listing="MC-0001", form="full review", due_on=due_on, covers=covers,
        waits=False,
    )  # fmt: skip
    assert review_day(listing, review) == date.fromisoformat(counted)
