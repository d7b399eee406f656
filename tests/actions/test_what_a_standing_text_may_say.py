"""What is kept as a standing text: whose names it may not say, and what is found of it later."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Connection
from tests.actions.conftest import Staged
from tests.actions.test_standing_texts import FIRST, SECOND, keep, updated
from tests.actions.walking import at
from tests.documents.reading_back import texts_of

from mcapproval.actions.audit import audit
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.people import erasing, known
from mcapproval.actions.texts import keeping
from mcapproval.actions.texts.keeping import add_text, list_texts, show_text
from mcapproval.documents.application.application_form import application
from mcapproval.errors import AskedWrongly, Refused, Unknown
from mcapproval.store.keep import content_bytes


def test_a_text_that_says_somebodys_name_is_refused(drafting: Staged) -> None:
    known.add_person(
        at(drafting.desk, "admin", "2026-06-01"), "hoani", "Hoani Unheard-Of", None, None
    )
    for text, title in (("Ask hoani unheard-of.", None), (FIRST, "Hoani Unheard-Of's text")):
        with pytest.raises(Refused, match="says who somebody is") as refusal:
            add_text(at(drafting.desk, "admin", "2026-06-01"), "rpl", text, title)
        assert [reason.code for reason in refusal.value.reasons] == ["FORM-NAME"]
    assert list_texts(drafting.desk) == []


def test_a_text_that_says_the_name_of_who_is_erased_is_mended_first_and_shows_as_erased(
    drafting: Staged, draft: Path
) -> None:
    keep(drafting.desk, "Ask Hoani Unheard-Of.")
    updated(drafting, draft, "see: rpl@1")
    admin = at(drafting.desk, "admin", "2026-06-02")
    known.add_person(admin, "hoani", "Hoani Unheard-Of", None, None)
    with pytest.raises(Refused, match=r"the present text of rpl@1 says the name"):
        erasing.erase(admin, "hoani", "asked for it")
    keep(drafting.desk, SECOND)
    erasing.erase(admin, "hoani", "asked for it")
    assert show_text(drafting.desk, "rpl@1").text == "(erased)"
    assert list_texts(drafting.desk)[0].uses[0].number == 1
    with drafting.desk.reading() as connection:
        words = texts_of(application(dossier(connection, drafting.ref, drafting.desk.today)))
    assert "(erased)" in words
    assert audit(drafting.desk).whole


@pytest.mark.parametrize("said", ["'see:rpl@1'", "'see:   rpl@1'"])
def test_an_application_that_names_a_text_with_other_blanks_is_listed(
    drafting: Staged, draft: Path, said: str
) -> None:
    keep(drafting.desk)
    updated(drafting, draft, said)
    assert [use.ref for use in show_text(drafting.desk, "rpl").uses] == [drafting.ref]


def test_each_content_is_looked_at_once_however_many_texts_there_are(
    drafting: Staged, draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key in ("rpl", "appeals", "support"):
        keep(drafting.desk, key=key)
    updated(drafting, draft, "see: appeals@1")
    read: list[str] = []

    def counted(connection: Connection, name: str) -> bytes | None:
        read.append(name)
        return content_bytes(connection, name)

    monkeypatch.setattr(keeping, "content_bytes", counted)
    found = {row.key: len(row.uses) for row in list_texts(drafting.desk)}
    assert found == {"appeals": 1, "rpl": 0, "support": 0}
    assert len(read) == 1


@pytest.mark.parametrize("title", ["", "  ", "x" * 121])
def test_a_title_says_something_in_few_words(drafting: Staged, title: str) -> None:
    with pytest.raises(AskedWrongly, match="title"):
        add_text(at(drafting.desk, "admin", "2026-06-01"), "rpl", FIRST, title)


def test_a_text_that_only_names_another_is_refused(drafting: Staged) -> None:
    keep(drafting.desk)
    for text in ("see: rpl@1", "\n see: rpl \n", "See : rpl@1."):
        with pytest.raises(AskedWrongly, match="only names another"):
            add_text(at(drafting.desk, "admin", "2026-06-01"), "other", text)
    assert [kept.named for kept in list_texts(drafting.desk)] == ["rpl@1"]


@pytest.mark.parametrize(
    ("key", "title"),
    [("te-tiriti", "Te Tiriti o Waitangi"), ("support", "Support"), ("role", "Role")],
)
def test_a_text_without_a_title_is_called_as_the_one_question_of_its_name(
    drafting: Staged, key: str, title: str
) -> None:
    assert add_text(at(drafting.desk, "admin", "2026-06-01"), key, FIRST).title == title


def test_a_title_is_one_line(drafting: Staged) -> None:
    kept = add_text(at(drafting.desk, "admin", "2026-06-01"), "rpl", FIRST, "What\nis  it")
    assert kept.title == "What is it"


def test_texts_of_nobody_that_is_known_are_not_said_to_be_none(drafting: Staged) -> None:
    with pytest.raises(Unknown, match="no organisation nowhere"):
        list_texts(drafting.desk, "nowhere")
