"""A text that a provider keeps once: pinned by version, read in full, found where it is used."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, edited
from tests.documents.reading_back import texts_of

from mcapproval.actions.audit import audit
from mcapproval.actions.cases.standing.examined import completed
from mcapproval.actions.desk import Desk
from mcapproval.actions.drafts.applications import update_application
from mcapproval.actions.drafts.checking import check_file
from mcapproval.actions.drafts.checking_cases import beside, check_case
from mcapproval.actions.lookup import draft_of
from mcapproval.actions.papers.pack_proof import verify_pack
from mcapproval.actions.papers.packs import dossier, pack
from mcapproval.actions.texts.keeping import add_text, list_texts, show_text
from mcapproval.actions.texts.placing import in_place_of_questions
from mcapproval.documents.application.application_form import application
from mcapproval.draft.reader import read_draft
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store import queries
from mcapproval.store.rows.folded import Application

FIELD = "recognition_of_prior_learning"
FIRST = "Prior learning counts where it is shown by a portfolio.\n\nNgā ākonga apply first."
SECOND = "Prior learning counts where it is shown by a portfolio or in an interview."


def keep(desk: Desk, text: str = FIRST, key: str = "rpl") -> None:
    add_text(at(desk, "admin", "2026-06-01"), key, text, question=FIELD)


def naming(draft: Path, said: str) -> Path:
    text = draft.read_text("utf-8")
    new = re.sub(rf"{FIELD}:.*?\n(?=\w)", f"{FIELD}:\n  {said}\n", text, flags=re.DOTALL)
    assert new != text
    draft.write_text(new, "utf-8")
    return draft


def updated(staged: Staged, draft: Path, said: str, day: str = "2026-06-02") -> None:
    update_application(at(staged.desk, "ana", day), staged.ref, naming(draft, said))


def test_the_words_of_a_text_stand_in_the_papers_and_its_name_in_the_records(
    drafting: Staged, draft: Path
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "see: rpl@1")
    with drafting.desk.reading() as connection:
        row = queries.one(connection, Application, ref=drafting.ref)
        assert row is not None
        kept = draft_of(connection, row)
        made = dossier(connection, drafting.ref, drafting.desk.today)
        words = texts_of(application(made))
    assert kept.text(f"/{FIELD}") == "see: rpl@1"
    assert FIRST in words


def test_a_pack_with_a_text_is_built_again_after_the_text_has_a_new_version(
    drafting: Staged, draft: Path, tmp_path: Path
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "see: rpl@1")
    pack(drafting.desk, drafting.ref, tmp_path / "pack")
    keep(drafting.desk, SECOND)
    assert verify_pack(tmp_path / "pack", drafting.desk).faults == ()
    assert audit(drafting.desk).whole


def test_a_new_version_lists_every_application_that_says_the_text(
    drafting: Staged, draft: Path
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "see: rpl@1")
    kept = add_text(at(drafting.desk, "admin", "2026-06-03"), "rpl", SECOND)
    assert [(use.ref, use.number, use.path) for use in kept.uses] == [
        (drafting.ref, 1, f"/{FIELD}")
    ]
    assert kept.named == "rpl@2"
    assert show_text(drafting.desk, "rpl@1").text == FIRST
    assert [row.named for row in list_texts(drafting.desk)] == ["rpl@2"]


def test_what_names_an_earlier_version_is_told_of_the_newer_one_and_not_stopped(
    drafting: Staged, draft: Path
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "see: rpl@1")
    keep(drafting.desk, SECOND)
    found = [f for f in check_case(drafting.desk, drafting.ref, None).findings if "rpl" in f.mend]
    assert [(f.code, f.blocks) for f in found] == [("FORM-TEXT", False)]
    assert found[0].message == "rpl@1 is named here, and version 2 is there"


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("see: rpl", "`see: rpl` names no version"),
        ("'see: rpl@0'", "`see: rpl@0` is not how a standing text is named"),
        ("'SEE: rpl@1'", "`SEE: rpl@1` is not how"),
        ("'see : rpl @ 1'", "is not how"),
        ("'see: rpl@'", "is not how"),
        ("'see: rpl@1 and the handbook'", "is not how"),
        ("see: rpl@2", "the standing text rpl has no version 2"),
        ("see: rlp@1", "there is no standing text `rlp` in the records"),
    ],
)
def test_a_draft_that_names_what_is_not_there_is_refused(
    drafting: Staged, draft: Path, said: str, told: str
) -> None:
    keep(drafting.desk)
    with pytest.raises(Refused) as refusal:
        updated(drafting, draft, said)
    assert told in refusal.value.reasons[0].message


def test_words_that_begin_with_see_are_words(drafting: Staged, draft: Path) -> None:
    keep(drafting.desk)
    for said in ("see: the handbook", "see: info@example.nz", "see", "seen by rpl@1"):
        updated(drafting, draft, f"'{said}'")


def test_a_space_before_the_name_of_a_text_does_not_hide_it(drafting: Staged, draft: Path) -> None:
    keep(drafting.desk)
    updated(drafting, draft, "' see: rpl@1 '")
    with drafting.desk.reading() as connection:
        words = texts_of(application(dossier(connection, drafting.ref, drafting.desk.today)))
    assert FIRST in words


def test_an_approval_falls_where_another_version_is_named(ready: Staged, draft: Path) -> None:
    """What was approved is the text of that version: to name another changes what is covered."""
    keep(ready.desk)
    keep(ready.desk, SECOND)
    edited(draft, "\n    know: >-\n", "\n    know: >-\n      (read again) ")
    found = update_application(at(ready.desk, "ana", "2026-06-11"), ready.ref, draft)
    assert found.fell == ("academic-board",)


def test_rules_read_the_words_and_not_the_name(drafting: Staged, draft: Path) -> None:
    keep(drafting.desk, "To be confirmed")
    naming(draft, "see: rpl@1")
    day = drafting.desk.today
    with_records = check_file(draft, day, None, beside(drafting.desk))
    alone = check_file(draft, day, None)
    asked = [f.asked_by for f in with_records.findings if f.path == f"/{FIELD}"]
    assert asked == ["rule"]
    assert [f.asked_by for f in alone.findings if f.path == f"/{FIELD}"] == ["form"]
    assert [f.severity for f in alone.findings if f.code == "FORM-TEXT"] == ["note"]


def test_a_text_of_another_provider_is_not_found(drafting: Staged, draft: Path) -> None:
    admin = at(drafting.desk, "admin", "2026-06-01")
    add_text(admin, "rpl", FIRST, provider="inspiring-communities")
    with pytest.raises(Refused):
        updated(drafting, draft, "see: rpl@1")


def test_a_new_draft_says_already_what_is_kept(drafting: Staged) -> None:
    keep(drafting.desk)
    assert in_place_of_questions(drafting.desk) == {FIELD: "see: rpl@1"}


def test_the_same_words_twice_are_no_new_version(drafting: Staged) -> None:
    keep(drafting.desk)
    with pytest.raises(Refused, match="says just that already"):
        keep(drafting.desk)


@pytest.mark.parametrize("key", ["RPL", "see", "a b", "x" * 41, "../x", ""])
def test_a_key_is_a_word_in_small_letters(drafting: Staged, key: str) -> None:
    if key == "see":
        keep(drafting.desk, key=key)
        return
    with pytest.raises(AskedWrongly):
        keep(drafting.desk, key=key)


def test_only_those_who_look_after_quality_keep_texts(drafting: Staged) -> None:
    with pytest.raises(Refused, match="keeping a text"):
        add_text(at(drafting.desk, "bo", "2026-06-01"), "rpl", FIRST)


def test_a_text_that_is_not_there_is_unknown_with_the_nearest(drafting: Staged) -> None:
    keep(drafting.desk)
    with pytest.raises(Unknown, match="rpl"):
        show_text(drafting.desk, "rlp")
    with pytest.raises(Unknown, match="no version 4"):
        show_text(drafting.desk, "rpl@4")


def test_a_draft_with_texts_is_put_back_as_it_was_written(drafting: Staged, draft: Path) -> None:
    from mcapproval.draft.standing import as_written

    keep(drafting.desk)
    read = read_draft(naming(draft, "see: rpl@1")).draft
    with drafting.desk.reading() as connection:
        whole = completed(connection, read)
    assert whole.text(f"/{FIELD}") == FIRST
    assert as_written(whole).data == read.data


def test_a_title_that_would_turn_the_line_around_is_not_taken(desk: Desk) -> None:
    with pytest.raises(AskedWrongly, match=r"the title holds .* U\+202E"):
        add_text(at(desk, "admin", "2026-06-01"), "rpl", FIRST, "Prior \u202elearning")


def test_a_title_or_a_question_alone_is_put_right_by_a_new_version(
    drafting: Staged, draft: Path
) -> None:
    desk = at(drafting.desk, "admin", "2026-06-01")
    add_text(desk, "rpl", FIRST, "Prior lerning", "entry")
    updated(drafting, draft, "see: rpl@1")
    kept = add_text(desk, "rpl", FIRST, "Prior learning")
    assert (kept.named, kept.title, kept.question) == ("rpl@2", "Prior learning", "entry")
    assert (kept.only, kept.text) == ("title", FIRST)
    assert [(use.ref, use.number) for use in kept.uses] == [(drafting.ref, 1)]
    assert show_text(desk, "rpl@1").title == "Prior lerning"
    third = add_text(desk, "rpl", FIRST, question=FIELD)
    assert (third.named, third.title, third.only) == ("rpl@3", "Prior learning", "question")
    assert in_place_of_questions(desk) == {FIELD: "see: rpl@3"}
    with pytest.raises(Refused, match="rpl@3 says just that already"):
        add_text(desk, "rpl", FIRST, "Prior learning", FIELD)
    assert audit(drafting.desk).whole
