"""Comments go both ways between a text file and a Word form, each on the question it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.documents.drafts_of_any_kind import AWKWARD, contents
from tests.documents.filling_in import Filled, paragraph_of
from tests.documents.word_lint import faults

from mcapproval.actions.drafts.converting import plain
from mcapproval.documents.word_form.margin import NOTE
from mcapproval.documents.word_form.plan import Section, Table
from mcapproval.documents.word_form.planning import plan
from mcapproval.documents.word_form.reading import read_form
from mcapproval.documents.word_form.writing import form
from mcapproval.draft.comments import Comment
from mcapproval.draft.help import parts
from mcapproval.draft.pointer import pointer
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.draft.sections import has_only_enquiry
from mcapproval.draft.source import FORBIDDEN
from mcapproval.draft.yaml_comments import comments_in
from mcapproval.draft.yaml_text import yaml_text

LOOSE = settings(suppress_health_check=list(HealthCheck), max_examples=15, deadline=None)
LEAST = {"format": "application/1", "route": "nzqa", "kind": "change", "title": "T"}


def of_text(text: str) -> list[Comment]:
    return list(comments_in(text.encode(), "draft.yaml"))


def in_word(content: dict[str, Any], *comments: Comment) -> bytes:
    return form(content, comments=comments, enquiry=has_only_enquiry(content))


def there_and_back(content: dict[str, Any], comments: Iterable[Comment]) -> list[Comment]:
    """By way of a Word form."""
    read = read_form(in_word(content, *comments), "form.docx")
    assert read.reading.draft.data == content
    return of_text(yaml_text(content, comments=read.comments))


# --- any draft ----------------------------------------------------------------------------------


def paths(value: Any, path: str = "") -> Iterator[str]:
    yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from paths(each, path + pointer((key,)))
    if isinstance(value, list):
        for number, each in enumerate(value):
            yield from paths(each, f"{path}/{number}") if isinstance(each, dict) else ()


def _firsts(inner: Iterable[Any]) -> Iterator[str]:
    for one in inner:
        if isinstance(one, Table) and not one.keyed:
            yield one.columns[0].path
        if isinstance(one, Section):
            yield from [one.inner[0].path] if one.repeated else []
            yield from _firsts(one.inner)


FIRST = {*_firsts(plan("", more=tuple(parts()))), "need.evidence.from.organisation"}
"""The first question of each entry, which begins where the entry begins."""


def outermost(path: str) -> str:
    """What begins at the same place in a form."""
    if re.sub(r"/\d+", "", path)[1:].replace("/", ".") in FIRST:
        path = path.rpartition("/")[0]
    return re.sub(r"^/accreditation/0$", "/accreditation", path)


def counted(comments: Iterable[Comment]) -> Counter[Comment]:
    return Counter(replace(c, path=outermost(c.path)) for c in comments)


_WORDS = st.one_of(
    st.sampled_from([*AWKWARD, "# twice", "a: 1", "- id: N9\n  kind: letter", "  in\n\nout"]),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40),
).map(lambda text: FORBIDDEN.sub("", text))


@st.composite
def commented(draw: st.DrawFn) -> tuple[dict[str, Any], list[Comment]]:
    text = yaml_text(plain(draw(contents())))
    content = plain(dict(read_draft_bytes(text.encode(), "draft.yaml").draft.data))
    places = st.sampled_from([*paths(content), "/credits", "/learning_hours/directed", "/review"])
    made = st.builds(Comment, places, _WORDS, st.sampled_from(["", "", "Hana Rewi", "王 小明"]))
    return content, draw(st.lists(made, max_size=12))


@pytest.mark.slow
@LOOSE
@given(commented())
def test_every_comment_of_any_draft_goes_to_a_form_and_back_on_the_same_key(
    drawn: tuple[dict[str, Any], list[Comment]],
) -> None:
    content, comments = drawn
    text = yaml_text(content, comments=comments)
    assert plain(dict(read_draft_bytes(text.encode(), "draft.yaml").draft.data)) == content
    first = of_text(text)
    held = "\n".join(comment.text for comment in first)
    assert all(word in held for c in comments for word in c.text.split())
    assert counted(there_and_back(content, first)) == counted(first)


# --- what they look like ------------------------------------------------------------------------


def test_a_note_is_nothing_that_somebody_said_of_the_form() -> None:
    read = read_form(in_word(LEAST, Comment("/title", "Mine alone")), "form.docx")
    assert (read.remarks, read.reading.told) == ((), ())
    assert read.comments == (Comment("/title", "Mine alone"),)


def test_a_day_that_there_is_not_is_no_day_of_a_comment() -> None:
    read = read_form(in_word(LEAST, Comment("/title", "Why", "Bo", "2026-02-31")), "form.docx")
    assert read.comments == (Comment("/title", "Why", "Bo"),)


def test_what_somebody_wrote_in_the_margin_is_theirs_on_the_same_field_after_a_text() -> None:
    said = Comment("/credits", "Is that enough?\nAsk Mele.", "Hana Rewi", "2026-03-04")
    read = read_form(in_word(LEAST, said, Comment("/credits", "Mine alone")), "form.docx")
    text = yaml_text(LEAST, comments=read.comments)
    assert (
        "# Hana Rewi wrote in the margin on 2026-03-04: Is that enough?\n#   Ask Mele.\n\n"
        "# Mine alone\ncredits:"
    ) in text
    again = read_form(in_word(LEAST, *of_text(text)), "again.docx")
    (remark,) = again.remarks
    assert (remark.author, remark.text, remark.path) == ("Hana Rewi", said.text, "/credits")
    assert again.comments == (said, Comment("/credits", "Mine alone"))
    assert remark.place == "A. Details that are listed, Credits"
    assert [found.code for found in again.reading.told] == ["FORM-COMMENT"]


def test_a_comment_stands_at_what_it_is_about_or_at_what_holds_that() -> None:
    staff = {"resources": {"staff": [{"person": "person-1"}]}}
    content = {
        **LEAST,
        "kind": "listing-approval-and-accreditation",
        "people": {"person-1": {"name": "Ana"}, "person-2": {"name": "Bo"}},
        "need": {"evidence": [{"id": "N1"}, {"id": "N2", "says": "Ten"}]},
        "accreditation": [{"provider": "one"}, {"provider": "two", **staff}],
    }
    exact = (
        "/of",
        "/enquiry",
        "/enquiry/on",
        "/people",
        "/people/person-2",
        "/people/person-2/contact",
        "/funding/fund",
        "/need/evidence",
        "/need/evidence/1/from",
        "/need/evidence/1/from/person",
        "/need/evidence/1/file",
        "/accreditation/0",
        "/accreditation/1",
        "/accreditation/1/consent",
        "/accreditation/1/resources/staff/0/role",
        "/accreditation/1/review",
        "",
    )
    near = {
        "/need/evidence/1": "/need/evidence/1/id",
        "/need/evidence/7/file": "/need/evidence",
        "/need/evidence/1/from/organisation": "/need/evidence/1/from",
        "/accreditation": "/accreditation/0",
        "/accreditation/1/no_such_key": "/accreditation/1",
    }
    on = {**{path: path for path in exact}, **near}
    made = in_word(content, *(Comment(path, f"on {path}.") for path in on))
    assert faults(made) == []
    comments = read_form(made, "form.docx").comments
    assert {comment.text: comment.path for comment in comments} == {
        f"on {path}.": found for path, found in on.items()
    }


def test_a_comment_on_the_heading_of_a_part_is_about_the_part() -> None:
    filled = Filled(in_word(LEAST, Comment("", "Kia ora", "Hana Rewi")))
    (sign,) = filled.root.iterfind(".//{*}commentReference/..")
    (head,) = (p for p in filled.root.iter("{*}p") if "".join(p.itertext()) == "How it began")
    head.append(sign)
    assert filled.read().comments == (Comment("/enquiry", "Kia ora", "Hana Rewi"),)


def test_a_text_outside_the_fields_is_a_note_at_the_head_of_the_text() -> None:
    filled = Filled(in_word(LEAST)).after("structure", paragraph_of("Ask about Thursdays"))
    text = yaml_text(LEAST, comments=filled.read().comments)
    said = "Outside the fields, at Structure: Ask about Thursdays"
    assert text.startswith(f"# {said}\n\nformat:")
    read = read_form(in_word(LEAST, *of_text(text)), "form.docx")
    assert (read.remarks, read.comments) == ((), (Comment("", said),))


def test_a_comment_without_an_author_is_somebody_s_and_is_kept() -> None:
    filled = Filled(in_word(LEAST, Comment("/title", "Kia ora")))

    def nameless(members: dict[str, bytes]) -> None:
        members["word/comments.xml"] = members["word/comments.xml"].replace(NOTE.encode(), b"")

    (remark,) = filled.read(nameless).remarks
    assert (remark.author, remark.path) == ("Somebody", "/title")
