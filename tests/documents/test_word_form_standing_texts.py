"""A standing text can be read in the form that names it, and is no answer there."""

from __future__ import annotations

from typing import Any

from tests.documents.filling_in import Filled

from mcapproval.documents.word.names import w
from mcapproval.documents.word_form.standing import STYLE
from mcapproval.documents.word_form.writing import form

RPL = "recognition_of_prior_learning"
CONTENT = {"route": "nzqa", "kind": "listing-and-approval", "title": "Working title"}
WORDS = "Shown by a portfolio.\n\nOr in an interview, m\u0101te mahi."
TEXTS = {"rpl@2": WORDS, "rpl@1": "Older words."}


def filled(content: dict[str, str] = CONTENT) -> Filled:
    return Filled(form(content, standing={RPL: "see: rpl@2"}, texts=TEXTS))


def standing(of: Filled) -> list[Any]:
    styles = of.root.iter(w("pStyle"))
    return [e.getparent().getparent() for e in styles if e.get(w("val")) == STYLE]


def words(of: Filled) -> list[str]:
    return ["".join(t.text for t in p.iter(w("t"))) for p in standing(of)]


def test_the_words_of_a_text_stand_below_the_field_that_names_it() -> None:
    named = filled()
    head, first, second = words(named)
    assert head.startswith("Our standing text rpl, version 2, says what follows.")
    assert [first, second] == WORDS.split("\n\n")
    assert named.paragraph(RPL).getnext() is standing(named)[0]


def test_they_are_no_answer_and_nothing_is_told_of_them() -> None:
    read = filled().read()
    assert read.reading.draft.get(f"/{RPL}") == "see: rpl@2"
    assert (read.reading.told, read.remarks) == ((), ())


def test_a_form_shows_the_version_that_its_answer_names_and_none_beside_other_words() -> None:
    assert words(filled({**CONTENT, RPL: "see: rpl@1"}))[1:] == ["Older words."]
    assert words(filled({**CONTENT, RPL: "By a portfolio."})) == []
    assert words(filled({**CONTENT, RPL: "see: rpl@7"})) == []


def test_whoever_changes_them_is_told_that_it_changes_nothing_and_nothing_is_lost() -> None:
    form = filled()
    next(standing(form)[1].iter(w("t"))).text = "Shown by a portfolio of three pieces."
    read = form.read()
    assert read.reading.draft.get(f"/{RPL}") == "see: rpl@2"
    (found,) = read.reading.told
    assert found.code == "FORM-OUTSIDE"
    assert found.place == "Recognition of prior learning and credit transfer"
    assert found.message == (
        "our standing text was changed here, and that changes nothing: "
        "Shown by a portfolio of three pieces."
    )
    assert "write them in the box above" in found.mend
    assert [remark.text for remark in read.remarks] == ["Shown by a portfolio of three pieces."]
