"""The comments of a YAML draft: what is one, what it is about, and which are only our help."""

from __future__ import annotations

import pytest

from mcapproval.draft.comments import Comment
from mcapproval.draft.template import new_draft
from mcapproval.draft.yaml_comments import comments_in, without_help
from mcapproval.draft.yaml_text import yaml_text
from mcapproval.errors import Unreadable

DRAFT = """\
# The draft
#
#   as a whole
format: application/1  # and so is this
# above
title: "A # in quotes
  # and another" # beside
purpose: >- # beside a block
  # in the block

  # still in it
# about the next
need:
  summary: |
    words
    # words
   # deeper than what comes next, so about the summary
  evidence:
  # above the entry
  - id: N1 # beside its first key
    says: plain#no #1 ''yes
    outcomes: [LO1, # of a list
      LO2] # of the list
   # - id: N2
   #   says: to come
  - file: x
    # the last key
structure: see#no   # first
                    # second

# on its own
credits:
# the end
"""


def of(text: str) -> list[Comment]:
    return list(comments_in(text.encode(), "draft.yaml"))


def test_each_comment_is_about_the_key_that_it_stands_at() -> None:
    assert [(comment.path, comment.text) for comment in of(DRAFT)] == [
        ("", "The draft\n\n  as a whole\nand so is this"),
        ("/title", "above"),
        ("/title", "beside"),
        ("/purpose", "beside a block"),
        ("/need", "about the next"),
        ("/need/summary", "deeper than what comes next, so about the summary"),
        ("/need/evidence/0", "above the entry\nbeside its first key"),
        ("/need/evidence/0/says", "1 ''yes"),
        ("/need/evidence/0/outcomes", "of a list\nof the list"),
        ("/need/evidence/0", "- id: N2\n  says: to come"),
        ("/need/evidence/1", "the last key"),
        ("/structure", "first\nsecond"),
        ("/credits", "on its own"),
        ("", "the end"),
    ]


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    windows = "\ufeff" + DRAFT.replace("\n", "\r\n")
    assert of(windows) == of(DRAFT)


def test_json_has_no_comments_and_what_is_no_draft_is_refused_as_ever() -> None:
    assert of('{"title": "# none"}') == []
    with pytest.raises(Unreadable, match="second time"):
        of("title: a\ntitle: b # twice\n")


def test_many_lines_of_comments_are_found_as_fast_as_they_are_read() -> None:
    keys = "".join(f"      key_{n}: x\n" for n in range(2_000))
    text = f"a:\n  b:\n    c:\n{keys}" + "   # deep\n\n" * 20_000 + "z: 1\n"
    assert {comment.path for comment in of(text)} == {"/a/b"}


def test_what_somebody_wrote_in_a_margin_is_theirs_and_the_lines_after_it_are_not() -> None:
    text = (
        "format: application/1\n"
        "# Mine\n"
        "# Hana Rewi wrote in the margin on an unknown day: Ask\n"
        "#   Mele,\n"
        "#\n"
        "#     then me\n"
        "# Bo wrote in the margin on 2026-03-04:\n"
        "#   Yes\n"
        "# mine again\n"
        "title: T\n"
    )
    found = of(text)
    assert found == [
        Comment("/title", "Mine"),
        Comment("/title", "Ask\nMele,\n\n  then me", "Hana Rewi"),
        Comment("/title", "Yes", "Bo", "2026-03-04"),
        Comment("/title", "mine again"),
    ]
    content = {"format": "application/1", "title": "Title"}
    assert of(yaml_text(content, comments=found)) == found


def test_a_note_of_what_somebody_wrote_without_its_day_stays_a_note() -> None:
    text = "title: T # Ana wrote in the margin: hi\n"
    assert of(text) == [Comment("/title", "Ana wrote in the margin: hi")]


def test_a_note_with_a_day_that_there_is_not_stays_a_note() -> None:
    said = "Ana wrote in the margin on 2026-02-31: hi"
    assert of(f"title: T # {said}\n") == [Comment("/title", said)]


def test_what_somebody_of_a_very_long_name_wrote_stays_theirs() -> None:
    text = yaml_text({"title": "T"}, comments=[Comment("/title", "Ask", "Ana " * 60)])
    assert of(text) == [Comment("", "Ask", ("Ana " * 50).rstrip())]


def test_a_character_that_no_draft_may_have_is_told_by_its_code_in_a_comment() -> None:
    text = yaml_text({"title": "Title"}, comments=[Comment("/title", "a\u202eb\x85c")])
    assert text == "# a\\u202eb\n# c\ntitle: Title\n"
    assert of(text) == [Comment("", "a\\u202eb\nc")]


def test_a_comment_on_a_key_without_a_value_has_the_key_where_the_schema_has_it() -> None:
    content = {"format": "application/1", "title": "Title", "need": {"summary": "Ten"}}
    comments = [
        Comment("/credits", "How many?"),
        Comment("/need/evidence/0/file", "Lost"),
        Comment("/nothing/such", "Lost too"),
    ]
    assert yaml_text(content, comments=comments) == (
        "# Lost too\n\nformat: application/1\ntitle: Title\n# How many?\ncredits:\n"
        "need:\n  summary: Ten\n  # Lost\n  evidence:\n"
    )


@pytest.mark.parametrize("kind", ["listing-and-approval", "change"])
def test_our_help_in_a_new_draft_is_no_note_and_what_is_added_to_it_is_one(kind: str) -> None:
    text = new_draft("nzqa", kind)
    assert len(of(text)) > 20
    assert list(without_help(of(text))) == []
    added = text.replace("\ncredits:", "\n# 20? ask Hana\ncredits:")
    example = "#    - id: N1\n"
    assert example in text
    edited = added.replace(example, "#    - id: N7\n")
    first, second = without_help(of(edited))
    assert first == Comment("/credits", "20? ask Hana")
    assert second.text.startswith("   - id: N7\n     ")
    assert list(without_help([Comment("", "Mine\n\nalone")])) == [Comment("", "Mine\n\nalone")]
