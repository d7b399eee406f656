"""A note of what somebody saw in the portal: it has its own day and person, and moves nothing."""

from __future__ import annotations

from datetime import date

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import codes, newcomer
from tests.actions.walking import at, go

from mcapproval.actions import audit, looking
from mcapproval.actions.cases import seeing
from mcapproval.actions.papers import packs
from mcapproval.actions.people import delegating, erasing
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Case

TEXT = "With an evaluator, says the portal"


def case(staged: Staged) -> Case:
    with staged.desk.reading() as connection:
        found = queries.one(connection, Case, ref=staged.ref)
    assert found is not None
    return found


def test_it_moves_nothing_and_is_counted(evaluation: Staged) -> None:
    before = case(evaluation)
    there = at(evaluation.desk, "hemi", "2026-07-05")
    seen = seeing.note_seen(there, evaluation.ref, TEXT, date(2026, 7, 3), "mele")
    assert (seen.on, seen.by, seen.text) == (date(2026, 7, 3), "Mele Taufa-Unga", TEXT)
    after = case(evaluation)
    assert after.version == before.version + 1
    assert after == before._replace(version=after.version)
    assert audit.audit(evaluation.desk).faults == ()


def test_nothing_was_seen_of_a_case_before_it_began(evaluation: Staged) -> None:
    there = at(evaluation.desk, "hemi", "2026-07-05")
    with pytest.raises(Refused) as refusal:
        seeing.note_seen(there, evaluation.ref, TEXT, date(2026, 5, 31))
    assert codes(refusal) == {"DAY"}
    assert "2026-05-31 is before 2026-06-01" in refusal.value.reasons[0].message
    assert seeing.note_seen(there, evaluation.ref, TEXT, date(2026, 6, 1)).on == date(2026, 6, 1)


def test_history_and_show_say_on_which_day_and_by_whom(evaluation: Staged) -> None:
    there = at(evaluation.desk, "hemi", "2026-07-05")
    seeing.note_seen(there, evaluation.ref, TEXT, date(2026, 7, 3), "mele")
    seeing.note_seen(there, evaluation.ref, "Received", date(2026, 6, 20))
    lines = looking.history(evaluation.desk, evaluation.ref)[-2:]
    assert [(line.act, line.text, line.who) for line in lines] == [
        ("seen in the portal on 3 July 2026 by Mele Taufa-Unga", TEXT, "Hemi Parkinson-Te Rau"),
        (
            "seen in the portal on 20 June 2026 by Hemi Parkinson-Te Rau",
            "Received",
            "Hemi Parkinson-Te Rau",
        ),
    ]
    assert looking.show_case(evaluation.desk, evaluation.ref)["seen"] == {
        "on": "2026-07-03",
        "by": "Mele Taufa-Unga",
        "text": TEXT,
    }, "the newest day, not the newest note"


def test_a_letter_of_yesterday_can_be_recorded_after_it(evaluation: Staged) -> None:
    seeing.note_seen(at(evaluation.desk, "hemi", "2026-07-20"), evaluation.ref, TEXT)
    go(
        *(evaluation.desk, evaluation.ref, "hemi", "2026-07-14", "request-information"),
        letter=True,
        items=["One thing"],
    )
    assert case(evaluation).entered_on == "2026-07-14"


def test_nobody_has_seen_what_is_still_to_come(evaluation: Staged) -> None:
    there = at(evaluation.desk, "hemi", "2026-07-05")
    with pytest.raises(Refused) as refusal:
        seeing.note_seen(there, evaluation.ref, TEXT, date(2026, 7, 6))
    assert codes(refusal) == {"DAY"}


def test_it_is_for_people_with_a_role_on_the_case(evaluation: Staged) -> None:
    newcomer(evaluation.desk)
    kiri = at(evaluation.desk, "kiri", "2026-07-05")
    with pytest.raises(Refused) as refusal:
        seeing.note_seen(kiri, evaluation.ref, TEXT, date(2026, 7, 6))
    assert codes(refusal) == {"ROLE", "DAY"}
    day = date(2026, 7, 5)
    delegating.delegate(at(evaluation.desk, "hemi", day), "hemi", "kiri", None, day, day)
    seeing.note_seen(kiri, evaluation.ref, TEXT)
    assert looking.history(evaluation.desk, evaluation.ref)[-1].acts_for == "Hemi Parkinson-Te Rau"


def test_a_note_says_something_and_names_somebody_who_is_known(evaluation: Staged) -> None:
    there = at(evaluation.desk, "hemi", "2026-07-05")
    before = audit.audit(evaluation.desk).rows
    with pytest.raises(AskedWrongly, match="a note says something"):
        seeing.note_seen(there, evaluation.ref, "  ")
    with pytest.raises(Unknown, match="know no person nobody"):
        seeing.note_seen(there, evaluation.ref, TEXT, None, "nobody")
    assert audit.audit(evaluation.desk).rows == before


def test_what_it_says_of_somebody_goes_when_they_are_erased(evaluation: Staged) -> None:
    newcomer(evaluation.desk)
    there = at(evaluation.desk, "hemi", "2026-07-05")
    said = "Kiri Newcomer-Waipapa has it, says the portal"
    seeing.note_seen(there, evaluation.ref, said, None, "kiri")
    erasing.erase(at(evaluation.desk, "admin", "2026-07-06"), "kiri", "Asked for it")
    line = looking.history(evaluation.desk, evaluation.ref)[-1]
    assert line.act == "seen in the portal on 5 July 2026 by (erased)"
    assert line.text == "(erased)"
    assert audit.audit(evaluation.desk).faults == ()


def test_a_pack_is_the_same_with_it(ready: Staged) -> None:
    with ready.desk.reading() as connection:
        before = packs.dossier(connection, ready.ref, date(2026, 7, 5)).row
    seeing.note_seen(at(ready.desk, "hemi", "2026-07-05"), ready.ref, TEXT)
    with ready.desk.reading() as connection:
        assert packs.dossier(connection, ready.ref, date(2026, 7, 5)).row == before
