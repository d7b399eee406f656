"""An approval falls when what it covers is edited, a waiver when what its rule reads is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import BOARD, TO_DRAFTING, at, edited, go, opened, walk

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.standing.view import standing
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts import applications, waivers
from mcapproval.actions.drafts.checking_cases import check_case
from mcapproval.actions.drafts.opened import Opened
from mcapproval.actions.papers.subjects import made
from mcapproval.actions.reporting import waivers as reported
from mcapproval.documents import text
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import keep, queries
from mcapproval.store.rows.folded import Approval, Case, Waiver


def update(staged: Staged, draft: Path, old: str, new: str, day: str = "2026-06-11") -> Opened:
    edited(draft, old, new)
    return applications.update_application(at(staged.desk, "ana", day), staged.ref, draft)


def codes(refusal: pytest.ExceptionInfo[Refused]) -> set[str]:
    return {reason.code for reason in refusal.value.reasons}


def approvals(staged: Staged, body: str = "academic-board") -> list[Approval]:
    with staged.desk.reading() as connection:
        return queries.many(connection, Approval, ref=staged.ref, body=body)


COVERED = {
    "level": ("\nlevel: 5 ", "\nlevel: 6 "),
    "credits": ("\ncredits: 10 ", "\ncredits: 11 "),
    "purpose": ("use_in: [New Zealand]", "use_in: [New Zealand, Niue]"),
    "learning_outcomes": ("    hours: 50\n", "    hours: 51\n"),
}
NOT_COVERED = {
    "entry": ("Open to people already working", "Open to all who are already working"),
    "title": ('title: "Community-Led', 'title: "Community Led'),
    "assessments": ("    weight: 50\n", "    weight: 45\n"),
}


@pytest.mark.parametrize("key", COVERED)
def test_an_edit_of_what_it_covers_fells_the_approval(ready: Staged, draft: Path, key: str) -> None:
    found = update(ready, draft, *COVERED[key])
    assert found.fell == ("academic-board",)
    assert [row.stands for row in approvals(ready)] == [False]
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit")
    assert "APPROVAL-FALLEN" in codes(refusal)
    assert looking.show_case(ready.desk, ready.ref)["state"] == "ready-to-submit"


@pytest.mark.parametrize("key", NOT_COVERED)
def test_an_edit_of_anything_else_leaves_the_approval_standing(
    ready: Staged, draft: Path, key: str
) -> None:
    assert update(ready, draft, *NOT_COVERED[key]).fell == ()
    assert [row.stands for row in approvals(ready)] == [True]
    tried = moves.possible(at(ready.desk, "hemi", "2026-06-15"), ready.ref).options
    submit = next(option for option in tried if option.move == "submit")
    assert not {reason.code for reason in submit.reasons} & {"APPROVAL-FALLEN", "APPROVAL-MISSING"}


OF_BODIES = {
    "an outcome": (COVERED["learning_outcomes"], ("academic-board",)),
    "the least numbers": (("least_numbers: 14", "least_numbers: 12"), ("head-of-school",)),
    "the enquiry": (("  learners: 20\n", "  learners: 21\n"), ("head-of-school",)),
    "a contact address": (("person1@otago-", "person.1@otago-"), ()),
    "how one enters": (NOT_COVERED["entry"], ()),
}


@pytest.mark.parametrize("edit", OF_BODIES)
def test_exactly_the_approvals_that_cover_an_edit_fall(
    ready: Staged, draft: Path, edit: str
) -> None:
    change, bodies = OF_BODIES[edit]
    assert update(ready, draft, *change).fell == bodies
    told = looking.show_case(ready.desk, ready.ref)["approvals"]
    assert [row["body"] for row in told] == ["head-of-school", "academic-board"]
    assert {row["body"] for row in told if not row["standing"]} == set(bodies)
    assert {row["fell_on"] for row in told} == ({None, "2026-06-11"} if bodies else {None})
    hemi = at(ready.desk, "hemi", "2026-06-15")
    found = moves.possible(hemi, ready.ref)
    title = {"academic-board": "academic board", "head-of-school": "head of school"}
    said = [reason.message for reason in found.fallen]
    assert len(said) == len(bodies)
    assert all(title[body] in one for body, one in zip(bodies, said, strict=True))
    submit = next(option for option in found.options if option.move == "submit")
    fell = [r.message for r in submit.reasons if r.code == "APPROVAL-FALLEN"]
    assert fell == said


def test_a_fallen_approval_says_what_was_edited_and_who_gives_it_again(
    ready: Staged, draft: Path
) -> None:
    update(ready, draft, "least_numbers: 14", "least_numbers: 12")
    (reason,) = moves.possible(at(ready.desk, "hemi", "2026-06-15"), ready.ref).fallen
    assert reason.message == (
        "the approval by the head of school of 2026-06-02 has fallen: "
        "what it covers was edited after it: business case"
    )
    assert reason.who == "head of school"
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit")
    assert codes(refusal) == {"APPROVAL-FALLEN"}
    go(ready.desk, ready.ref, "head", "2026-06-15", "develop-again")
    assert [row.stands for row in approvals(ready, "head-of-school")] == [False, True]
    assert [row.stands for row in approvals(ready)] == [True]
    assert moves.possible(at(ready.desk, "hemi", "2026-06-15"), ready.ref).fallen == ()
    assert go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit").now == "Submitted"
    assert audit.audit(ready.desk).whole


def test_a_fallen_approval_does_not_rise_when_the_edit_is_taken_back(
    ready: Staged, draft: Path
) -> None:
    update(ready, draft, *COVERED["level"])
    assert update(ready, draft, *reversed(COVERED["level"])).fell == ()
    assert [row.stands for row in approvals(ready)] == [False]
    with pytest.raises(Refused):
        go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit")
    go(ready.desk, ready.ref, "bo", "2026-06-12", "approve-again", **BOARD)
    assert [row.stands for row in approvals(ready)] == [False, True]
    assert go(ready.desk, ready.ref, "hemi", "2026-06-15", "submit").now == "Submitted"
    assert audit.audit(ready.desk).whole


def test_an_approval_names_the_very_content_that_was_approved(ready: Staged, draft: Path) -> None:
    update(ready, draft, *NOT_COVERED["entry"])
    with ready.desk.reading() as connection:
        row = queries.many(connection, Approval, ref=ready.ref, body="academic-board")[0]
        approved = keep.content(connection, row.content)
    assert approved["entry"].startswith("Open to people already working")
    assert (row.body, row.on_day) == ("academic-board", "2026-06-10")
    assert "people" not in approved


def test_a_reordered_file_that_says_the_same_of_what_is_covered_fells_nothing(
    ready: Staged, draft: Path
) -> None:
    text = draft.read_text("utf-8").replace("\nlevel: 5 ", "\n# moved\nlevel: 5 ")
    draft.write_text(text, "utf-8")
    assert update(ready, draft, *NOT_COVERED["entry"]).fell == ()


def test_an_old_text_that_was_erased_does_not_stop_a_new_version(
    ready: Staged, draft: Path
) -> None:
    """The approved content is an older version by now, and went with somebody's name."""
    update(ready, draft, *NOT_COVERED["entry"])
    with ready.desk.writing() as writer:
        keep.forget_contents(writer.connection, {approvals(ready)[0].content})
    assert update(ready, draft, *NOT_COVERED["title"]).fell == ()
    assert update(ready, draft, *COVERED["credits"]).fell == ("academic-board",)


def test_the_history_says_that_an_approval_fell(ready: Staged, draft: Path) -> None:
    update(ready, draft, *COVERED["level"])
    assert looking.history(ready.desk, ready.ref)[-1].act == (
        "version 2; approval by the academic board fell"
    )


# --- waivers ----------------------------------------------------------------------------------

SHORT = ("  assessment: 12\n", "  assessment: 2\n")
"""Ten hours fewer than ten credits ask for: HOURS-10, which may be waived."""


@pytest.fixture
def short(desk: Desk, draft: Path) -> Staged:
    """In drafting, with too few hours."""
    ref = opened(desk, edited(draft, *SHORT))
    walk(desk, ref, TO_DRAFTING)
    return Staged(desk, ref)


def waive(staged: Staged, who: str = "mele", code: str = "HOURS-10") -> int:
    there = at(staged.desk, who, "2026-06-12")
    return len(waivers.waive(there, staged.ref, code, "Practice is counted elsewhere"))


def blocked_by(staged: Staged) -> set[str]:
    with staged.desk.reading() as connection:
        case = queries.one(connection, Case, ref=staged.ref)
        assert case is not None
        stands = standing(connection, case, at(staged.desk, "ana", "2026-06-03").today)
    return {finding.code for finding in stands.situation.findings}


def stand(staged: Staged) -> list[bool]:
    with staged.desk.reading() as connection:
        return [row.stands for row in queries.many(connection, Waiver, ref=staged.ref)]


def test_a_waived_finding_holds_up_nothing(short: Staged) -> None:
    assert blocked_by(short) == {"HOURS-10"}
    with pytest.raises(Refused) as refusal:
        go(short.desk, short.ref, "ana", "2026-06-03", "send-to-check")
    assert codes(refusal) == {"HOURS-10"}
    assert waive(short) == 1
    assert blocked_by(short) == set()
    checked = check_case(at(short.desk, "ana", "2026-06-03"), short.ref, None)
    assert checked.exit_code == 0
    assert "HOURS-10" in {finding.code for finding in checked.findings}, "it is still told"
    assert go(short.desk, short.ref, "ana", "2026-06-12", "send-to-check").now == "Internal check"
    assert audit.audit(short.desk).whole


def test_a_waiver_lapses_when_the_records_say_otherwise_what_its_rule_reads(
    desk: Desk, draft: Path
) -> None:
    """The draft leaves its applicant to the records, which first call it an industry body."""
    own = "  otago-polytechnic:\n    name: Otago Polytechnic\n    type: polytechnic\n"
    edited(draft, own, "")
    admin = at(desk, "admin", "2026-06-01")
    setup.add_organisation(admin, "otago-polytechnic", "A Body", "industry-body", None)
    staged = Staged(desk, opened(desk, draft))
    walk(desk, staged.ref, TO_DRAFTING)
    assert blocked_by(staged) == {"APPLICANT-ROLE"}
    assert waive(staged, code="APPLICANT-ROLE") == 1
    assert blocked_by(staged) == set()
    setup.add_organisation(admin, "otago-polytechnic", "Another Body", "iwi", None)
    assert blocked_by(staged) == {"APPLICANT-ROLE"}
    checked = check_case(at(desk, "ana", "2026-06-13"), staged.ref, None)
    assert checked.waived == {}
    (told,) = reported.waivers_page(at(desk, "mele", "2026-06-13")).rows
    assert told.standing == "lapsed"


def test_the_code_of_a_waiver_may_be_typed_in_small_letters(short: Staged) -> None:
    mele = at(short.desk, "mele", "2026-06-03")
    found = waivers.waive(mele, short.ref, "hours-10", "Practice is counted elsewhere")
    assert [finding.code for finding in found] == ["HOURS-10"]
    assert stand(short) == [True]
    assert blocked_by(short) == set()


def test_a_waiver_lapses_when_what_its_rule_reads_is_edited(short: Staged, draft: Path) -> None:
    waive(short)
    found = update(short, draft, "  assessment: 2\n", "  assessment: 3\n")
    assert found.lapsed == ("HOURS-10",)
    acts = [line.act for line in looking.history(short.desk, short.ref)]
    assert acts[-1] == "version 2; 1 waiver lapsed"
    assert stand(short) == [False]
    assert blocked_by(short) == {"HOURS-10"}
    told = text.render(made(at(short.desk, "mele", "2026-06-12"), "record-copy", short.ref))
    assert "It lapsed on 11 June 2026: what it covers was changed." in told
    assert "None recorded" not in told.partition("Findings waived")[2]
    assert waive(short) == 1
    assert stand(short) == [False, True]


def test_waivers_are_listed_with_their_reason_and_whether_they_still_stand(
    short: Staged, draft: Path
) -> None:
    waive(short)
    assert [w["standing"] for w in looking.show_case(short.desk, short.ref)["waivers"]] == [True]
    update(short, draft, "  assessment: 2\n", "  assessment: 3\n")
    waive(short)
    assert [w["standing"] for w in looking.show_case(short.desk, short.ref)["waivers"]] == [
        False,
        True,
    ]
    then = at(short.desk, "mele", "2026-06-12")
    listed = reported.waivers_page(then).rows
    assert listed == reported.waivers_page(then, ref=short.ref).rows
    assert [(w.ref, w.code, w.path, w.standing) for w in listed] == [
        (short.ref, "HOURS-10", "/learning_hours", "lapsed"),
        (short.ref, "HOURS-10", "/learning_hours", "stands"),
    ]
    assert {w.note for w in listed} == {"Practice is counted elsewhere"}
    assert {w.by for w in listed} == {"Mele Taufa-Unga"}
    with short.desk.writing() as writer:
        keep.forget_texts(writer.connection, {waiver_notes(short)[0]})
    assert next(w.note for w in reported.waivers_page(then).rows) == "(erased)"


def waiver_notes(staged: Staged) -> list[str]:
    with staged.desk.reading() as connection:
        return [row.note for row in queries.many(connection, Waiver, ref=staged.ref)]


def test_a_waiver_outlives_an_edit_of_anything_else(short: Staged, draft: Path) -> None:
    waive(short)
    assert update(short, draft, *NOT_COVERED["entry"]).lapsed == ()
    assert stand(short) == [True]
    assert blocked_by(short) == set()


@pytest.mark.parametrize("who", ["bo", "head", "admin"])
def test_waiving_is_for_the_quality_team(short: Staged, who: str) -> None:
    with pytest.raises(Refused) as refusal:
        waive(short, who)
    assert codes(refusal) == {"ROLE"}
    assert stand(short) == []


def test_nobody_waives_on_their_own_application(short: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        waive(short, "ana")
    assert codes(refusal) == {"ROLE", "OWN"}


def test_an_error_is_waived_by_nobody(short: Staged, draft: Path) -> None:
    update(short, draft, "\ncredits: 10 ", "\ncredits: 41 ")
    blocking = blocked_by(short) - {"HOURS-10"}
    assert "CRED-MAX" in blocking
    with pytest.raises(Refused) as refusal:
        waive(short, "mele", "CRED-MAX")
    assert codes(refusal) == {"CRED-MAX"}


def test_there_is_something_to_waive_and_a_reason_for_it(short: Staged) -> None:
    mele = at(short.desk, "mele", "2026-06-03")
    with pytest.raises(Refused, match="TITLE-WORD finds nothing to waive"):
        waivers.waive(mele, short.ref, "TITLE-WORD", "Because")
    with pytest.raises(Refused, match="HOURS-10 finds nothing to waive"):
        waivers.waive(mele, short.ref, "HOURS-10", "Because", path="/title")
    with pytest.raises(AskedWrongly, match="gives its reason"):
        waivers.waive(mele, short.ref, "HOURS-10", "  ")
    with pytest.raises(Unknown, match="no rule hours-1; did you mean HOURS-10"):
        waivers.waive(mele, short.ref, "hours-1", "Because")
    with pytest.raises(Unknown, match=r"no rule XYZZY$"):
        waivers.waive(mele, short.ref, "XYZZY", "Because")


def test_what_is_waived_already_is_told_with_who_did_it_and_when(short: Staged) -> None:
    waive(short)
    done = f"HOURS-10 in {short.ref} is already waived by Mele Taufa-Unga, on 12 June 2026"
    with pytest.raises(Refused) as refusal:
        waive(short)
    assert refusal.value.message == done
    mele = at(short.desk, "mele", "2026-06-12")
    with pytest.raises(Refused, match="HOURS-10 finds nothing to waive"):
        waivers.waive(mele, short.ref, "HOURS-10", "Because", path="/title")


@pytest.mark.parametrize("place", ["/learning_hours", "Learning hours"])
def test_one_place_is_named_by_its_path_or_as_check_tells_it(short: Staged, place: str) -> None:
    mele = at(short.desk, "mele", "2026-06-12")
    (found,) = waivers.waive(mele, short.ref, "HOURS-10", "Because", path=place)
    assert (found.path, found.place) == ("/learning_hours", "Learning hours")


def test_a_warning_needs_no_waiver(short: Staged, draft: Path) -> None:
    update(short, draft, "hours_a_week: ", "hours_a_week: 1 # ")
    with pytest.raises(Refused) as refusal:
        waive(short, "mele", "WORK-WEEKS")
    assert refusal.value.message == (
        f"what WORK-WEEKS finds in {short.ref} is a warning, which needs no waiver"
    )


def test_the_reason_of_a_waiver_is_kept_apart_from_the_journal(short: Staged) -> None:
    waive(short)
    with short.desk.reading() as connection:
        last = list(queries.events(connection, short.ref))[-1]
    assert "Practice is counted" not in last.payload().decode()
    assert "Practice is counted elsewhere" in looking.history(short.desk, short.ref)[-1].text
