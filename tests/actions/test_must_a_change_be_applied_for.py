"""Whether a change must be applied for: the rule, a person over it, and a smaller change noted."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import newcomer
from tests.actions.walking import (
    TO_BOARD,
    TO_DRAFTING,
    TO_READY,
    at,
    change_under_evaluation,
    edited,
    go,
    opened,
)

from mcapproval.actions import audit, changes, looking
from mcapproval.actions.changes import Judged
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import delegating, known
from mcapproval.actions.people.erasing import erase
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Judgement, Person

LEAST = ("least_numbers: 14", "least_numbers: 9")
CREDITS = ("\ncredits: 10 ", "\ncredits: 12 ")
DAY = "2027-02-01"


def judged(staged: Staged, source: Path | str, day: str = DAY) -> Judged:
    return changes.judge(at(staged.desk, "ana", day), "MC-0001", str(source))


def record(staged: Staged, draft: Path | str, day: str = DAY, who: str = "hemi") -> Judged:
    return changes.record(at(staged.desk, who, day), "MC-0001", str(draft))


def overrule(
    staged: Staged, source: Path | str, says: str, day: str = DAY, who: str = "hemi"
) -> Judged:
    note = "A slip of the pen"
    return changes.overrule(at(staged.desk, who, day), "MC-0001", str(source), says, note)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def test_a_draft_is_held_to_what_was_approved_answer_by_answer(
    approved: Staged, draft: Path
) -> None:
    assert judged(approved, draft).rule.because == "nothing differs"
    edited(edited(draft, *CREDITS), *LEAST)
    found = judged(approved, draft)
    assert found.held_to == "what was approved with APP-2026-0001, version 1"
    assert [(one.path, one.before, one.after, one.kind) for one in found.rule.differs] == [
        ("/business_case/least_numbers", 14, 9, "noted"),
        ("/credits", 10, 12, "listed"),
    ]
    assert (found.says, found.rule.because) == (
        "yes",
        "what is listed or was approved differs: credits",
    )


def test_to_look_needs_nobody_and_changes_nothing(approved: Staged, draft: Path) -> None:
    before = audit.audit(approved.desk)
    edited(draft, *CREDITS)
    assert judged(approved, draft).says == "yes"
    assert audit.audit(approved.desk) == before


def test_a_smaller_change_is_noted_and_the_next_comparison_starts_from_it(
    approved: Staged, draft: Path
) -> None:
    edited(draft, *LEAST)
    assert record(approved, draft).says == "no"
    found = judged(approved, draft, "2027-02-02")
    assert found.held_to == "what was noted on 1 February 2027"
    assert found.rule.differs == ()
    edited(draft, *CREDITS)
    assert [one.path for one in judged(approved, draft).rule.differs] == ["/credits"]
    assert looking.history(approved.desk, "MC-0001")[-1].act == (
        "change judged: it needs no application and is noted"
    )
    edited(draft, *reversed(CREDITS))
    with pytest.raises(Refused, match="nothing differs"):
        record(approved, draft)
    assert audit.audit(approved.desk).whole


def test_what_has_to_be_applied_for_is_not_noted(approved: Staged, draft: Path) -> None:
    edited(draft, *CREDITS)
    with pytest.raises(Refused) as refusal:
        record(approved, draft)
    (reason,) = refusal.value.reasons
    assert reason.code == "CHANGE-NEEDED"
    assert "credits (NZQA, applying, changes)" in reason.message
    assert "overrule" in reason.mend


@pytest.mark.parametrize("who", ["ana", "bo", "head"])
def test_a_change_is_noted_by_the_quality_team_only(
    approved: Staged, draft: Path, who: str
) -> None:
    edited(draft, *LEAST)
    with pytest.raises(Refused) as refusal:
        record(approved, draft, who=who)
    assert codes(refusal) == {"NOT-YOUR-ROLE"}


def test_only_a_quality_manager_overrules_and_says_why(approved: Staged, draft: Path) -> None:
    edited(draft, *CREDITS)
    with pytest.raises(Refused) as refusal:
        overrule(approved, draft, "no", who="mele")
    assert codes(refusal) == {"NOT-YOUR-ROLE"}
    hemi = at(approved.desk, "hemi", DAY)
    with pytest.raises(AskedWrongly, match="says why"):
        changes.overrule(hemi, "MC-0001", str(draft), "no", "  ")
    with pytest.raises(Refused, match="the rule says yes already"):
        overrule(approved, draft, "yes")


def test_a_word_over_the_rule_is_taken_back_by_another(approved: Staged, draft: Path) -> None:
    edited(draft, *LEAST)
    assert overrule(approved, draft, "yes").says == "yes"
    with pytest.raises(Refused) as refusal:
        record(approved, draft)
    (reason,) = refusal.value.reasons
    assert reason.message == f"Hemi Parkinson-Te Rau overruled the rule on {DAY}"
    with pytest.raises(Refused, match="says yes already"):
        overrule(approved, draft, "yes")
    assert overrule(approved, draft, "no").says == "no"
    assert judged(approved, draft).rule.differs == ()
    assert audit.audit(approved.desk).whole


def test_a_person_over_the_rule_is_kept_with_both_words_and_the_reason_apart(
    approved: Staged, draft: Path
) -> None:
    edited(draft, 'title: "Community-Led', 'title: "Community-led')
    found = overrule(approved, draft, "no")
    assert (found.rule.says, found.says) == ("yes", "no")
    assert (found.overruled_by, found.overruled_on) == ("Hemi Parkinson-Te Rau", DAY)
    with approved.desk.reading() as connection:
        (row,) = queries.many(connection, Judgement)
        event = list(queries.events(connection, "MC-0001"))[-1]
    assert (row.ref, row.rule_says, row.says, row.on_day) == ("MC-0001", "yes", "no", DAY)
    assert "slip" not in event.payload().decode()
    line = looking.history(approved.desk, "MC-0001")[-1]
    assert line.act.endswith("needs no application and is noted (the rule says yes)")
    assert line.text == "note: A slip of the pen"
    assert judged(approved, draft).rule.differs == ()
    assert audit.audit(approved.desk).whole


def test_the_people_of_a_noted_content_are_taken_in_and_none_is_named_in_the_journal(
    approved: Staged, draft: Path
) -> None:
    edited(draft, *LEAST)
    edited(draft, "\npeople:\n", "\npeople:\n  person-9: {name: Niko Vaka-Rees}\n")
    record(approved, draft)
    with approved.desk.reading() as connection:
        event = list(queries.events(connection, "MC-0001"))[-1]
        bound = event.data["content"]["people"]["person-9"]["person"]
        assert queries.one(connection, Person, ref=bound)
        assert not any(b"Niko" in e.payload() for e in queries.events(connection))
    assert audit.audit(approved.desk).whole


# --- an application for a change --------------------------------------------------------------


def to_submit(staged: Staged, draft: Path, *edits: tuple[str, str]) -> str:
    """A change of MC-0001 with some edits, ready to be submitted."""
    edited(draft, "kind: listing-approval-and-accreditation", "kind: change\nof: MC-0001")
    for edit in edits:
        edited(draft, *edit)
    with draft.open("a", encoding="utf-8") as out:
        out.write("  - {for: before-and-after, title: Compared, file: evidence/h1-hui-notes.md}\n")
        out.write("change: {summary: Fewer, transition: None is under way}\n")
    ref = opened(staged.desk, draft, DAY)
    for one in (*TO_DRAFTING, *TO_BOARD, *TO_READY):
        go(staged.desk, ref, one.who, "2027-02-02", one.move, **one.sets)
    return ref


def test_a_change_that_needs_no_application_is_not_submitted(approved: Staged, draft: Path) -> None:
    ref = to_submit(approved, draft, LEAST)
    with pytest.raises(Refused) as refusal:
        go(approved.desk, ref, "hemi", "2027-02-03", "submit")
    (reason,) = refusal.value.reasons
    assert reason.code == "CHANGE-NOT-NEEDED"
    assert f"mcapproval change overrule MC-0001 {ref} --says yes" in reason.mend
    assert judged(approved, ref).application == ref


def test_one_that_a_person_wants_all_the_same_is(approved: Staged, draft: Path) -> None:
    ref = to_submit(approved, draft, LEAST)
    assert overrule(approved, ref, "yes", "2027-02-02").says == "yes"
    assert judged(approved, ref).overruled_by == "Hemi Parkinson-Te Rau"
    assert go(approved.desk, ref, "hemi", "2027-02-03", "submit").now == "Submitted"
    assert audit.audit(approved.desk).whole


def test_another_content_than_the_one_overruled_is_judged_anew(
    approved: Staged, draft: Path
) -> None:
    ref = to_submit(approved, draft, LEAST)
    overrule(approved, ref, "yes", "2027-02-02")
    ana = at(approved.desk, "ana", "2027-02-02")
    applications.update_application(ana, ref, edited(draft, "summary: Fewer", "summary: Less"))
    assert judged(approved, ref).says == "yes", "what is told around it is not compared"
    applications.update_application(ana, ref, edited(draft, *reversed(LEAST)))
    edited(draft, "least_numbers: 14", "least_numbers: 8")
    applications.update_application(ana, ref, draft)
    assert judged(approved, ref).says == "no"


def test_nobody_overrules_the_rule_for_an_application_of_their_own(
    approved: Staged, draft: Path
) -> None:
    ref = to_submit(approved, draft, LEAST)
    known.grant(at(approved.desk, "admin", DAY), "ana", "quality-manager")
    with pytest.raises(Refused) as refusal:
        overrule(approved, ref, "yes", "2027-02-02", who="ana")
    assert codes(refusal) == {"OWN-CASE"}


def test_no_co_author_and_nobody_in_an_authors_place_overrules_the_rule_for_it(
    approved: Staged, draft: Path
) -> None:
    ref = to_submit(approved, draft, LEAST)
    admin = at(approved.desk, "admin", DAY)
    newcomer(admin)
    known.grant(admin, "kiri", "quality-manager")
    delegating.delegate(admin, "ana", "kiri", None, None, date(2027, 3, 1))
    known.grant(admin, "hemi", "author", case=ref)
    for who in ("kiri", "hemi"):
        with pytest.raises(Refused) as refusal:
            overrule(approved, ref, "yes", "2027-02-02", who=who)
        assert codes(refusal) == {"OWN-CASE"}


def test_a_change_noted_in_place_of_somebody_names_them_too(approved: Staged, draft: Path) -> None:
    edited(draft, *LEAST)
    admin = at(approved.desk, "admin", DAY)
    newcomer(admin)
    delegating.delegate(admin, "hemi", "kiri", None, None, date(2027, 3, 1))
    record(approved, draft, who="kiri")
    with approved.desk.reading() as connection:
        row = list(queries.events(connection, "MC-0001"))[-1]
        hemi = queries.person(connection, "hemi")
    assert hemi
    assert (row.act, row.by.acts_for) == ("judged", hemi.ref)


def test_a_granted_change_stands_approved_from_then_on(approved: Staged, draft: Path) -> None:
    ref = change_under_evaluation(approved.desk, draft)
    assert judged(approved, ref, "2027-02-02").says == "yes"
    sets = {"results": "approval:granted", "listing_version": "2"}
    go(approved.desk, ref, "hemi", "2027-03-01", "record-outcome", letter=True, **sets)
    found = judged(approved, ref, "2027-03-02")
    assert found.held_to == f"what was approved with {ref}, version 1"
    assert found.rule.differs == ()


def test_only_a_change_of_the_same_micro_credential_can_be_judged_by_its_reference(
    approved: Staged,
) -> None:
    with pytest.raises(AskedWrongly, match="no application for a change of MC-0001"):
        judged(approved, approved.ref)
    with pytest.raises(Unknown):
        changes.judge(approved.desk, "MC-0009", approved.ref)


def test_a_file_about_a_person_that_came_with_a_noted_content_goes_when_they_are_erased(
    approved: Staged, draft: Path
) -> None:
    edited(draft, "\npeople:\n", "\npeople:\n  person-9: {name: Niko Vaka-Rees}\n")
    (draft.parent / "evidence" / "cv.txt").write_text("Teaches for ten years", "utf-8")
    with draft.open("a", encoding="utf-8") as out:
        out.write("  - {for: staff-and-resources, file: evidence/cv.txt, about: person-9}\n")
    record(approved, draft)
    with approved.desk.reading() as connection:
        event = list(queries.events(connection, "MC-0001"))[-1]
    bound = event.data["content"]["people"]["person-9"]["person"]
    about = {f["sha256"] for f in event.data["content"]["files"] if f["about"] == bound}
    gone = erase(at(approved.desk, "admin", "2027-02-02"), bound, "They asked for it")
    assert about
    assert about <= set(gone.files)
    assert audit.audit(approved.desk).whole
