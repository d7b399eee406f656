"""What looks like a micro-credential: both engines find the same, whatever people wrote."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection
from tests.store.empty import empty

from mcapproval.rules.folding import folded
from mcapproval.store import engine as engines
from mcapproval.store.finding.likeness import Content, Likeness, common, likest
from mcapproval.store.finding.ranking import ranked

FACILITATION = Content(
    "",
    "Community-Led Development Facilitation",
    "Te Whakahaere Whanaketanga ā-Hapori",
    "Facilitate a process that a community leads. Reflect on one's own facilitation of hui",
    "090599",
)

KNOWN = (
    Content(
        "MC-0001",
        "Facilitating Community-Led Development",
        "",
        "Facilitate hui that a community leads and reflect on it",
        "090599",
    ),
    Content(
        "MC-0002",
        "Tikanga Māori mō te Mahi",
        "",
        "Apply tikanga Māori in everyday work with whānau",
        "090313",
    ),
    Content(
        "MC-0003",
        "Forestry Road Pavement",
        "",
        "Build the pavement of a forestry road; compact aggregate",
        "030901",
    ),
    Content("MC-0004", "Digital Accessibility", "", "Check web pages against WCAG", "020307"),
    Content("MC-0005", "Contract Milking 101", "", "", ""),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def connection(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Connection]:
    place = str(tmp_path_factory.mktemp("alike") / "r.db")
    if request.param == "postgresql":
        place = request.getfixturevalue("postgresql")
    with engines.reading(engines.connect(empty(place))) as opened:
        yield opened


def seen(found: tuple[Likeness, ...]) -> list[tuple[str, str]]:
    return [(one.key, one.grade) for one in found]


def test_it_finds_what_says_the_same_in_other_words_and_another_order(
    connection: Connection,
) -> None:
    (found,) = likest(connection, FACILITATION, KNOWN)
    assert (found.key, found.grade) == ("MC-0001", "very like")
    assert {"community", "led", "facilitate", "hui"} <= set(found.shared)
    assert not {"a", "that", "and", "development"} & set(found.shared)


@pytest.mark.parametrize(
    "title",
    [
        "Tikanga Māori mō te Mahi",
        "TIKANGA MAORI MO TE MAHI",
        unicodedata.normalize("NFD", "tikanga māori mō te mahi"),
        "Mahi: Tikanga Māori",
        "Introduction to Tikanga Maori (micro-credential)",
        "Tikanga Moari mo te Mahi",
    ],
)
def test_macrons_capitals_order_and_slips_of_the_pen_make_no_odds(
    connection: Connection, title: str
) -> None:
    found = likest(connection, Content("", title), KNOWN)
    assert [one.key for one in found] == ["MC-0002"]
    assert found[0].grade in ("very like", "like")


def test_words_are_shown_as_they_are_written(connection: Connection) -> None:
    (found,) = likest(connection, Content("", "Tikanga Māori at Mahi"), KNOWN)
    assert found.shared == ("tikanga", "māori", "mahi")


def test_the_same_title_is_very_like_though_nothing_else_is_known(connection: Connection) -> None:
    sought = Content("", "Contract milking", "", "Milk a herd under a contract", "050101")
    (found,) = likest(connection, sought, KNOWN)
    assert (found.key, found.grade) == ("MC-0005", "very like")


def test_the_same_outcomes_are_found_under_another_title(connection: Connection) -> None:
    sought = Content("", "Websites for Everybody", "", "Check web pages against WCAG", "020307")
    (found,) = likest(connection, sought, KNOWN)
    assert found.key == "MC-0004"
    assert found.grade in ("very like", "like")


@pytest.mark.parametrize("others", [0, 3, 30])
@pytest.mark.parametrize("copies", [1, 2, 3, 6])
def test_every_copy_is_found_however_small_the_records_and_many_the_copies(
    connection: Connection, copies: int, others: int
) -> None:
    outcomes = "Prune kiwifruit vines by the season. Train canes to the wire. Judge the fruit set"
    sought = Content("", "Orchard Work One", "", outcomes, "050301")
    known = [
        Content(f"MC-{n}", f"Growing Block {n}", "", outcomes, "050301") for n in range(copies)
    ]
    known += [
        Content(f"OT-{n}", f"Pavement {n}", "", f"Compact aggregate {n}", "") for n in range(others)
    ]
    found = likest(connection, sought, known)
    assert seen(found) == [(f"MC-{n}", "very like") for n in range(copies)]


def test_a_title_in_te_reo_is_compared_too(connection: Connection) -> None:
    known = Content("MC-0009", "Growing Communities", "Whakahaere whanaketanga a hapori")
    sought = Content("", "Leading Change", FACILITATION.title_te_reo)
    assert seen(likest(connection, sought, [known])) == [("MC-0009", "very like")]


def test_words_that_say_nothing_do_not_make_anything_alike(connection: Connection) -> None:
    sought = Content("", "Introduction to the Skills of Learning", "", "Apply and explain skills")
    known = Content("MC-0009", "Introductory Skills for Learners", "", "Explain and apply it")
    assert likest(connection, sought, [known, *KNOWN]) == ()
    assert likest(connection, Content("", ""), KNOWN) == ()
    assert likest(connection, FACILITATION, []) == ()


def test_titles_of_common_words_are_told_apart_by_these(connection: Connection) -> None:
    known = Content("MC-0009", "Digital Learning")
    assert (
        likest(connection, Content("", "Digital Skills for the Workplace"), [known])[0].points < 70
    )
    (same,) = likest(connection, Content("", "digital learning"), [known])
    assert same.grade == "very like"


def test_one_word_that_stands_in_a_longer_title_does_not_make_it_the_same(
    connection: Connection,
) -> None:
    known = Content("MC-0009", "Carpentry for Restoring Heritage Buildings and Bridges")
    assert seen(likest(connection, Content("", "Carpentry"), [known])) == [
        ("MC-0009", "somewhat like")
    ]


def test_one_field_alone_is_no_likeness(connection: Connection) -> None:
    assert likest(connection, Content("", "Whakairo", "", "", "030901"), KNOWN) == ()


HOSTILE = (
    'Forestry "Road" Pavement',
    "Forestry NEAR(Road Pavement, 2)",
    "Forestry AND NOT Road OR Pavement",
    "-Forestry *Road ^Pavement",
    "named: Forestry {outcomes}: Road + Pavement*",
    "Forestry' | !Road & (Pavement <-> :*",
    "'; DROP TABLE listing; -- Forestry Road Pavement",
    "100% Forestry\\ Road_Pavement %s :words $1 {}",
    "Forestry\x00 Road\ufffe Pavement \U0001f332",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_nothing_in_a_title_is_obeyed(connection: Connection, title: str) -> None:
    found = likest(connection, Content("", title), KNOWN)
    assert found[0].key == "MC-0003"
    assert {"forestry", "road", "pavement"} <= set(found[0].shared)
    (back,) = likest(connection, KNOWN[2], [Content("MC-0009", title)])
    assert back.grade in ("very like", "like")


@pytest.mark.parametrize("words", [["AND"], ["NOT", "OR"], ["NEAR", "x"], ["simple", "or"]])
def test_a_word_is_never_an_operator(connection: Connection, words: list[str]) -> None:
    rows = [("is", "and not or near simple"), ("other", "nothing")]
    assert list(ranked(connection, words, rows)) in (["is"], ["is", "other"])


def test_texts_of_any_length_are_compared(connection: Connection) -> None:
    long = " ".join(f"word{n}" for n in range(5000))
    for sought in (Content("", "x" * 10_000, "", long), Content("", long, "", "y" * 300_000)):
        (found,) = likest(
            connection, sought, [Content("MC-0009", *(sought.title, "", sought.outcomes))]
        )
        assert found.grade == "very like"


def test_the_common_words_are_written_as_they_are_compared() -> None:
    every = [word for words in common().values() for word in words]
    assert [word for word in every if folded(word) != word] == []


def test_both_engines_find_the_same(
    postgresql: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    place = str(tmp_path_factory.mktemp("alike") / "r.db")
    with (
        engines.reading(engines.connect(empty(place))) as here,
        engines.reading(engines.connect(postgresql)) as there,
    ):
        for sought in (FACILITATION, *KNOWN):
            assert seen(likest(here, sought, KNOWN)) == seen(likest(there, sought, KNOWN))
