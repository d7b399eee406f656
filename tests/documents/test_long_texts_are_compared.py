"""Two texts held to one another word by word; long ones sentence by sentence first."""

from __future__ import annotations

from random import Random

import pytest

from mcapproval.documents.application.sending.word_by_word import word_by_word
from mcapproval.documents.content import Part


def test_what_was_put_in_and_taken_out_gives_both_texts_back() -> None:
    before, after = "The course takes five weeks.", "The whole course takes six long weeks."
    parts = word_by_word(before, after)
    told = {how: [p.text for p in parts if p.how == how] for how in ("added", "removed")}
    assert told == {"added": ["whole", "six long"], "removed": ["five"]}
    assert " ".join(p.text for p in parts if p.how != "added") == before
    assert " ".join(p.text for p in parts if p.how != "removed") == after


def test_no_lone_word_stays_between_sentences_that_have_nothing_else_in_common() -> None:
    old = "A tutor from the trust opens every evening; nobody of ours leads one of them alone."
    new = "Learners bring their own case, and work through the law of it with each other."
    whole = [("removed", old), ("added", new)]
    assert [(part.how, part.text) for part in word_by_word(old, new)] == whole
    fees = word_by_word("It costs $100 and takes five weeks.", "It costs $110 and takes six weeks.")
    assert [part.text for part in fees if part.how == "kept"] == ["It costs", "and takes", "weeks."]


def _both(parts: tuple[Part, ...]) -> tuple[list[str], list[str]]:
    """The words of both texts, put together again."""
    return (
        [word for p in parts if p.how != "added" for word in p.text.split()],
        [word for p in parts if p.how != "removed" for word in p.text.split()],
    )


def _changed(parts: tuple[Part, ...]) -> list[tuple[str, str]]:
    return [(p.how, p.text) for p in parts if p.how != "kept"]


def _sentences(many: int) -> list[str]:
    return [f"Step {n} takes some {n * 7} of the hours." for n in range(many)]


@pytest.mark.parametrize(("ends", "between"), [(".", " "), (".", "\n"), ("", "\n")])
def test_a_long_text_is_told_word_by_word_where_its_sentences_or_lines_differ(
    ends: str, between: str
) -> None:
    old = [sentence.rstrip(".") + ends for sentence in _sentences(1500)]
    new = [*old]
    new[3] = new[3].replace("some", "all")
    new[1400] = new[1400].replace("takes some", "asks")
    parts = word_by_word(between.join(old), between.join(new))
    assert _changed(parts) == [
        ("removed", "some"),
        ("added", "all"),
        ("removed", "takes some"),
        ("added", "asks"),
    ]
    assert _both(parts) == (" ".join(old).split(), " ".join(new).split())


def test_more_sentences_than_can_be_looked_at_are_compared_by_halves() -> None:
    lines = ["  ".join(_sentences(40)) + f" Line {n}." for n in range(200)]
    new = [*lines]
    new[7] = new[7].replace("Step 20", "New step 20")
    new[180] = new[180].replace("Step 39", "Stage 39")
    parts = word_by_word("\n".join(lines), "\n".join(new))
    assert _changed(parts) == [
        ("removed", "Step"),
        ("added", "New step"),
        ("removed", "Step"),
        ("added", "Stage"),
    ]


def test_a_piece_that_was_taken_out_of_a_very_long_text_is_told_alone() -> None:
    old = _sentences(6000)
    new = [*old[:500], *old[2500:]]
    new[3] = new[3].replace("some", "all")
    new[-3] = new[-3].replace("some", "all")
    parts = word_by_word("\n".join(old), "\n".join(new))
    word = [("removed", "some"), ("added", "all")]
    assert _changed(parts) == [*word, ("removed", "\n".join(old[500:2500])), *word]


def test_a_long_text_that_differs_in_every_sentence_is_told_word_by_word() -> None:
    old = [f"Learners of group {n} write {n * 3} pages beside a mentor." for n in range(1000)]
    new = [each.replace("write", "may hand in") for each in old]
    parts = word_by_word(" ".join(old), " ".join(new))
    assert _changed(parts) == [("removed", "write"), ("added", "may hand in")] * 1000


def test_and_so_is_one_that_says_the_same_again_and_again() -> None:
    old = ["Each learner keeps a diary of it."] * 300
    new = ["Each learner keeps a journal of it."] * 300
    new.insert(150, "It is read by nobody else.")
    parts = word_by_word("\n".join(old), "\n".join(new))
    told = [("removed", "diary"), ("added", "journal")] * 300
    assert [part for part in _changed(parts) if part in told] == told
    more = "It is read by nobody else."
    assert [part for part in _changed(parts) if part not in told] == [("added", more)]


def test_a_sentence_that_was_taken_out_of_many_that_differ_is_told_whole() -> None:
    old = [f"Learners of group {n} write {n * 3} pages beside a mentor." for n in range(500)]
    new = [each.replace("write", "hand in") for each in old]
    parts = word_by_word(" ".join(old), " ".join(new[:250] + new[260:]))
    gone = ("removed", " ".join(old[250:260]))
    assert gone in _changed(parts)
    assert len(_changed(parts)) == 2 * 490 + 1


def test_a_very_long_text_that_shares_nothing_is_wholly_replaced() -> None:
    old = " ".join(f"a{n}" for n in range(100_000))
    new = " ".join(f"b{n}" for n in range(100_000))
    assert _changed(word_by_word(old, new)) == [("removed", old), ("added", new)]


@pytest.mark.slow
def test_a_very_long_text_that_is_put_in_other_order_loses_nothing() -> None:
    words = [f"a{n % 5000}" for n in range(150_000)]
    other = Random(1).sample(words, len(words))
    assert _both(word_by_word(" ".join(words), " ".join(other))) == (words, other)


def test_a_text_that_ends_in_very_much_space_is_compared() -> None:
    assert _changed(word_by_word(f"One{' ' * 300_000}", "One two")) == [("added", "two")]


@pytest.mark.parametrize("seed", range(20))
def test_any_two_texts_come_back_whole(seed: int) -> None:
    random = Random(seed)
    words = ["kia", "ora.", "\nkoutou", "katoa!", "", " \t", "tēnā"]
    old, new = (
        " ".join(random.choices(words, k=random.choice([0, 1, 50, 2500]))) for _ in range(2)
    )
    assert _both(word_by_word(old, new)) == (old.split(), new.split())
