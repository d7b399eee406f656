"""What must be there before the first cohort: opened, shown, left out with a reason, compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.actions.conftest import Staged
from tests.actions.walking import at, go, shown_ready

from mcapproval.actions import audit
from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.items.answering import change_item
from mcapproval.actions.cases.items.published_page import Facts, missing, words_of
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import known
from mcapproval.errors import AskedWrongly, Reason, Refused, Unknown
from mcapproval.policy.model import SHIPPED
from mcapproval.policy.readiness import TOPICS
from mcapproval.store import queries

ACC = "ACC-0001"
FACTS = Facts("Community-Led Development Facilitation", "Whakawhanake ā-hapori", 5, 10)
PAGE = b"<h1>Community-led development facilitation</h1><p>Level 5, 10 credits</p>"


def codes(refusal: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refusal.value.reasons]


def ready_reasons(desk: Desk) -> tuple[Reason, ...]:
    """What stands in the way of delivering."""
    options = moves.possible(desk, ACC).options
    return next(option.reasons for option in options if option.move == "make-ready")


def test_an_accreditation_is_opened_with_our_list_and_delivers_nothing_before_it_is_shown(
    approved: Staged,
) -> None:
    desk = approved.desk
    lines = of_case.list_items(desk, ACC)
    assert [line.topic for line in lines] == list(SHIPPED.ready_to_deliver) == list(TOPICS)
    assert {line.kind for line in lines} == {"readiness"}
    for move in ("make-ready", "deliver"):
        with pytest.raises(Refused) as refusal:
            go(desk, ACC, "hemi", "2026-09-01", move)
        assert codes(refusal).count("READY-OPEN") == len(TOPICS)
    shown_ready(desk, ACC, "2026-09-01")
    for move in ("make-ready", "deliver"):
        go(desk, ACC, "hemi", "2026-09-02", move)
    assert audit.audit(desk).whole


def test_the_words_of_the_list_are_kept_apart_from_the_journal(approved: Staged) -> None:
    with approved.desk.reading() as connection:
        (opened,) = [e for e in queries.events(connection, ACC) if e.act == "opened"]
    assert b"controlled approved document" not in opened.payload()
    assert len(opened.data["keeps"]["text"]) == len(TOPICS)


def test_an_item_is_done_with_proof_and_by_whoever_may(approved: Staged) -> None:
    desk = approved.desk
    with pytest.raises(Refused) as refusal:
        change_item(at(desk, "ana", "2026-09-01"), ACC, "fee", "closed")
    assert codes(refusal) == ["ROLE", "PROOF"]
    known.add_person(at(desk, "admin", "2026-09-01"), "fin", "Finlay Money", None, None)
    known.grant(at(desk, "admin", "2026-09-01"), "fin", "finance")
    fin = at(desk, "fin", "2026-09-01")
    change_item(fin, ACC, "fee", "closed", "$649, set on 18 August")
    with pytest.raises(Refused) as others:
        change_item(fin, ACC, "assessors", "closed", "I think so")
    assert codes(others) == ["ROLE"]
    with pytest.raises(Refused, match="is closed"):
        change_item(fin, ACC, "fee", "closed", "Again")
    with pytest.raises(Unknown, match="has no item moon"):
        change_item(fin, ACC, "moon", "closed", "x")


def test_what_can_be_not_applicable_has_a_reason_and_the_rest_can_not(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2026-09-01")
    with pytest.raises(AskedWrongly, match="has a reason"):
        change_item(hemi, ACC, "certificate-and-badge", "not-applicable", " ")
    change_item(hemi, ACC, "certificate-and-badge", "not-applicable", "The partner gives it out")
    line = next(li for li in of_case.list_items(hemi, ACC) if li.topic == "certificate-and-badge")
    assert (line.state, line.reply) == ("not-applicable", "The partner gives it out")
    for topic in (key for key, about in TOPICS.items() if about.always):
        with pytest.raises(Refused) as refusal:
            change_item(hemi, ACC, topic, "not-applicable", "We have none")
        assert codes(refusal) == ["ALWAYS"]
    with pytest.raises(Refused) as named:
        change_item(hemi, ACC, "third-party-agreement", "not-applicable", "None")
    assert "names inspiring-communities" in named.value.reasons[0].message
    number = of_case.add_item(hemi, approved.ref, "comment", "Well done")
    with pytest.raises(Refused) as comment:
        change_item(hemi, approved.ref, number, "not-applicable", "No")
    assert codes(comment) == ["NOT-READINESS"]


def test_an_item_is_opened_by_hand_where_policy_asks_for_it_and_it_is_not_there(
    approved: Staged,
) -> None:
    hemi = at(approved.desk, "hemi", "2026-09-01")
    with pytest.raises(Refused) as refusal:
        of_case.add_item(hemi, ACC, "readiness", "", topic="fee")
    assert "has fee already: item 4" in refusal.value.reasons[0].message
    with pytest.raises(Refused) as others:
        of_case.add_item(hemi, approved.ref, "readiness", "", topic="parking")
    assert len(others.value.reasons) == 2
    with pytest.raises(AskedWrongly, match="has a topic"):
        of_case.add_item(hemi, ACC, "readiness", "x")


def test_a_page_that_says_another_thing_than_was_approved_is_not_taken(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2026-09-01")
    wrong = PAGE.replace(b"Level 5", b"Level 6")
    with pytest.raises(Refused) as refusal:
        change_item(hemi, ACC, "published-page", "closed", None, {"page.html": wrong})
    assert [r.message for r in refusal.value.reasons] == [
        "the page does not say level 5, as approved"
    ]
    told = change_item(
        hemi, ACC, "published-page", "closed", None, {"page.html": PAGE, "shot.png": b"PNG"}
    )
    assert told == [
        "shot.png was taken as it is: only text and HTML are compared with what was approved"
    ]


def test_what_else_a_page_says_is_told_and_it_can_be_shown_again(approved: Staged) -> None:
    hemi = at(approved.desk, "hemi", "2026-09-01")
    other = PAGE + b"<p>See also: level 6, 40 credits</p>"
    told = change_item(hemi, ACC, "published-page", "closed", None, {"page.html": other})
    assert told == ["the page also says level 6, 40 credits: see that this is of something else"]
    again = of_case.add_item(hemi, ACC, "readiness", "", topic="published-page")
    waiting = {r.message for r in ready_reasons(hemi) if r.code == "READY-OPEN"}
    assert "published page: not shown yet" in waiting
    assert change_item(hemi, ACC, "published-page", "closed", None, {"page.html": PAGE}) == []
    lines = of_case.list_items(hemi, ACC)
    assert [line.state for line in lines if line.number == again] == ["closed"]
    assert not [r for r in ready_reasons(hemi) if "published page" in r.message]


@pytest.mark.parametrize("attached", [{}, {"shot.png": b"PNG"}, {"page.pdf": b"%PDF"}])
def test_a_page_that_can_not_be_compared_is_not_taken(
    approved: Staged, attached: dict[str, bytes]
) -> None:
    hemi = at(approved.desk, "hemi", "2026-09-01")
    with pytest.raises(Refused) as refusal:
        change_item(hemi, ACC, "published-page", "closed", "https://provider.example/cld", attached)
    assert codes(refusal) == ["PAGE-FILE"]
    change_item(hemi, ACC, "published-page", "not-applicable", "For staff of one employer only")


@pytest.mark.parametrize(
    "page",
    [
        "Community-Led Development Facilitation (Whakawhanake ā-hapori): level 5, 10 credits",
        "COMMUNITY-LED  DEVELOPMENT\nFACILITATION whakawhanake ā-hapori, 10-credit. Level: 5",
        "Community‑Led Development Facilitation Whakawhanake ā-hapori Credit value: 10. Level 5.",
        "Community-Led Development Facilitation Whakawhanake ā-hapori Taumata 5, 10 whiwhinga",
    ],
)
def test_a_page_says_the_approved_facts_in_many_ways(page: str) -> None:
    assert missing(page, FACTS) == ()


@pytest.mark.parametrize(
    ("page", "lacks"),
    [
        ("", ("the title “Community-Led Development Facilitation”",
              "the title in te reo Māori “Whakawhanake ā-hapori”", "level 5", "10 credits")),
        ("Community-Led Development Facilitation, Whakawhanake a-hapori, level 5, 10 credits",
         ("the title in te reo Māori “Whakawhanake ā-hapori”",)),
        ("Community-Led Development Facilitation Whakawhanake ā-hapori level 50, 110 credits",
         ("level 5", "10 credits")),
        ("Community-Led Development Facilitation Whakawhanake ā-hapori level 5.5 10.5 credits",
         ("level 5", "10 credits")),
        ("Community-Led Development Facilitation Whakawhanake ā-hapori 5 levels, credits of ten",
         ("level 5", "10 credits")),
    ],
)  # fmt: skip
def test_what_a_page_does_not_say_is_told(page: str, lacks: tuple[str, ...]) -> None:
    assert missing(page, FACTS) == lacks


def test_what_is_not_known_is_not_looked_for() -> None:
    assert missing("Community-led development facilitation",
                   replace(FACTS, title_te_reo=None, level=None, credits=None)) == ()  # fmt: skip


def test_only_what_people_see_of_a_page_counts() -> None:
    page = (
        "<title>Level 5</title><script>level 5</script><!-- 10 credits -->"
        "<h1>Community-Led <em>Dev</em>elopment</h1><td>Level</td><td>5</td> &amp; ten"
    )
    said = words_of("page.HTML", page.encode())
    assert said is not None
    assert "Development" in said
    assert missing(said, replace(FACTS, title="Community-Led Development", title_te_reo=None)) == (
        "10 credits",
    )
    assert words_of("page.txt", "Māori".encode("cp1252", "replace")) is not None
    assert words_of("page.pdf", b"%PDF level 5") is None
