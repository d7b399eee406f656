"""Levels, verbs and openings: the data hold together, and any statement is read without harm."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rules.casebook import TODAY, base

from mcapproval.draft.model import Draft
from mcapproval.findings import Finding
from mcapproval.policy.model import SHIPPED
from mcapproval.rules import outcome_level, outcome_pairs, outcome_single, outcome_verbs
from mcapproval.rules.descriptors import (
    EARLIER,
    PRESENT,
    applying,
    caveat,
    chosen,
    descriptors,
    known,
    read,
)
from mcapproval.rules.examine import examine
from mcapproval.rules.law import Law, values
from mcapproval.rules.openings import looked_through, opening
from mcapproval.rules.outcome_pairs import sides
from mcapproval.rules.verbs import verbs
from mcapproval.shipped import in_room, schema

RULES = (outcome_verbs.RULE, outcome_single.RULE, outcome_level.RULE, outcome_pairs.RULE)
FILES = (EARLIER, PRESENT, "pairs", "verbs")
DAYS = (date(2020, 7, 15), date(2024, 7, 15), date(2025, 12, 31), TODAY)


def found(statement: str, level: int | None = None, day: date = TODAY) -> tuple[Finding, ...]:
    """What the four rules say of one outcome, at the level of the whole."""
    row: dict[str, Any] = {"id": "LO1", "statement": statement}
    data = {**base(), "learning_outcomes": [row if level is None else {**row, "level": level}]}
    if level is not None:
        data["level"] = level
    return examine(Draft(data), day, SHIPPED, RULES)


# the data


def test_each_file_says_what_it_is_where_it_is_from_and_how_sure() -> None:
    there = {file.name.removesuffix(".toml") for file in in_room("rules", "levels").iterdir()}
    assert there == set(FILES)
    for name in FILES:
        raw = read(name)
        assert raw["format"].endswith("/1")
        assert raw["title"]
        assert raw["source"]
        assert raw["confidence"] in ("confirmed", "secondary", "inferred")


def test_both_sets_are_those_that_a_draft_can_name() -> None:
    named = schema("application")["properties"]["level_descriptors"]["enum"]
    assert sorted(named) == sorted((EARLIER, PRESENT))


def test_the_earlier_set_has_ten_levels_in_three_dimensions_the_upper_five_by_inference() -> None:
    earlier = descriptors(EARLIER)
    assert list(earlier.levels) == list(range(1, 11))
    assert len(earlier.dimensions) == 3
    assert all(tuple(level.says) == earlier.dimensions for level in earlier.levels.values())
    sure = {n: level.confidence for n, level in earlier.levels.items()}
    assert sure == {n: "confirmed" if n <= 5 else "inferred" for n in range(1, 11)}


def test_of_the_present_set_levels_1_to_3_are_known_and_nothing_is_invented() -> None:
    present = descriptors(PRESENT)
    assert list(present.levels) == [1, 2, 3]
    assert len(present.dimensions) == 7
    for level in present.levels.values():
        assert set(level.says) < set(present.dimensions)
        assert {"collaboration", "communication"}.isdisjoint(level.says)


def test_no_two_levels_of_a_set_say_the_same() -> None:
    for name in (EARLIER, PRESENT):
        said = [level.words() for level in descriptors(name).levels.values()]
        assert len(set(said)) == len(said)


def test_one_set_follows_the_other_without_a_gap() -> None:
    earlier, present = descriptors(EARLIER), descriptors(PRESENT)
    assert earlier.until is not None
    assert present.since is not None
    assert (present.since - earlier.until).days == 1
    (law,) = values()[("level_descriptors", "set")]
    assert (law.value, law.since) == (present.name, present.since)
    assert {held.value for held in values()[("level_descriptors", "still")]} == {earlier.name}


def test_each_verb_has_one_span_of_levels_and_is_not_one_that_nobody_can_see() -> None:
    listed = [verb for row in read("verbs")["span"] for verb in row["verbs"]]
    assert [verb for verb, n in Counter(listed).items() if n > 1] == []
    assert len(listed) > 150
    for lowest, highest in verbs().spans.values():
        assert 1 <= lowest < highest <= 10
    unseen = set(verbs().instead)
    assert not {(verb,) for verb in listed} & unseen


def test_words_about_verbs_are_about_verbs_that_are_listed() -> None:
    raw, spans = read("verbs"), verbs().spans
    assert [verb for verb in raw["joined"]["nouns_too"] if verb not in spans] == []
    assert [verb for verb in raw["joined"]["lets"] if verb not in spans] == []
    known_pairs = [pair.split(" and ") for pair in raw["joined"]["one_piece"]]
    assert [pair for pair in known_pairs if pair[0] not in spans] == []


def test_the_verbs_of_a_pair_suit_both_levels_so_that_no_outcome_is_remarked_on_twice() -> None:
    for raw in read("pairs")["pair"]:
        assert raw["upper"] - raw["lower"] == 1
        assert not set(raw["lower_verbs"]) & set(raw["upper_verbs"])
        for side in ("lower", "upper"):
            for verb in raw[f"{side}_verbs"]:
                lowest, highest = verbs().spans[verb]
                assert lowest <= raw["lower"] < raw["upper"] <= highest, verb
            assert all(phrase == phrase.lower() for phrase in raw[f"{side}_phrases"])
    assert sorted(sides()) == [4, 5]


# which set applies


@pytest.mark.parametrize(
    ("named", "began", "day", "set_"),
    [
        ("", None, date(2018, 8, 22), EARLIER),
        ("", None, date(2025, 6, 30), EARLIER),
        ("", None, date(2025, 7, 1), PRESENT),
        ("", date(2025, 6, 30), date(2025, 7, 1), EARLIER),
        ("", date(2025, 6, 30), date(2025, 12, 31), EARLIER),
        ("", date(2025, 6, 30), date(2026, 1, 1), PRESENT),
        ("", date(2025, 7, 1), date(2025, 8, 1), PRESENT),
        (EARLIER, None, date(2026, 6, 15), EARLIER),
        (PRESENT, date(2020, 1, 1), date(2024, 6, 15), PRESENT),
        ("another", None, date(2026, 6, 15), PRESENT),
    ],
)
def test_the_set_is_the_one_named_else_that_of_the_day_and_of_work_under_way(
    named: str, began: date | None, day: date, set_: str
) -> None:
    assert chosen(named, began, Law(day)).name == set_


def test_the_set_is_read_from_a_draft_of_any_shape() -> None:
    assert applying(Draft({"work_began": "2025-05-05"}), Law(date(2025, 8, 1))).name == EARLIER
    shapes: tuple[Any, ...] = (1, [], {}, "soon", True)
    for odd in shapes:
        draft = Draft({"work_began": odd, "level_descriptors": odd})
        assert applying(draft, Law(date(2025, 8, 1))).name == PRESENT


def test_words_of_the_earlier_set_are_never_shown_as_those_of_the_present_one() -> None:
    present, earlier = descriptors(PRESENT), descriptors(EARLIER)
    for level in range(1, 11):
        told = known(level, present)
        assert told is not None
        borrowed = level not in present.levels
        assert ("until 30 June 2025" in caveat((level,), present)) is borrowed
        assert (told is earlier.levels[level]) is borrowed
        assert ("our reading" in caveat((level,), present)) is (told.confidence == "inferred")
    assert caveat((4, 5), earlier) == " (in our words)"
    assert "level 8 asks could not be read and is our reading" in caveat((8,), earlier)
    assert known(11, present) is None


def test_two_levels_of_a_pair_are_set_side_by_side_once_in_a_draft() -> None:
    rows = [
        {"id": "LO1", "statement": "Justify a choice", "level": 4},
        {"id": "LO2", "statement": "Evaluate a choice", "level": 4},
        {"id": "LO3", "statement": "Describe a choice", "level": 5},
    ]
    draft = Draft({**base(), "learning_outcomes": rows})
    mends = [one.mend for one in examine(draft, TODAY, SHIPPED, [outcome_pairs.RULE])]
    assert ["asks for" in mend for mend in mends] == [True, False, False]
    assert all(mend.startswith("say in the statement what shows level") for mend in mends)
    assert "move it to level 4" in mends[2]


# openings


@pytest.mark.parametrize(
    ("written", "verb"),
    [
        ("analyse", "analyse"), ("Analyses", "analyse"), ("Analysing", "analyse"),
        ("Analyze", "analyse"), ("organizes", "organise"), ("organizing", "organise"),
        ("Planning", "plan"), ("Applies", "apply"), ("Applying", "apply"), ("carries", "carry out"),
        ("Teaches", "teach"), ("Using", "use"), ("Running", "run"), ("Setting", "set up"),
    ],
)  # fmt: skip
def test_a_verb_is_known_however_it_is_written(written: str, verb: str) -> None:
    assert opening(f"{written} a method").verb == verb


@pytest.mark.parametrize(
    "before",
    [
        "", "1. ", "1) ", "(a) ", "iv. ", "LO1: ", "LO 2 - ", "• ", "“", '"', "- ", "Critically ",
        "critically and safely ", "Be able to ", "be able to critically ", "To ",
        "Demonstrate the ability to ", "The learner will be able to ", "Ability to ", "Learners ",
        "The learner ", "Each student must ", "Ākonga ", "A graduate should be able to ",
        "By the end of this course students will ", "At the end of the micro-credential, you can ",
        "Upon completion of training participants are able to ",
        "On completion, learners will be able to: ",
    ],
)  # fmt: skip
def test_what_stands_before_the_verb_is_passed_over(before: str) -> None:
    assert opening(f"{before}analyse soil").verb == "analyse"
    assert found(f"{before}analyse the soil") == ()
    (one,) = found(f"{before}understand the soil")
    assert one.code == "LO-VERB"


@pytest.mark.parametrize(
    "statement",
    [
        "Whakamārama i ngā āhuatanga",
        "Ka whakamārama i te tikanga",
        "Kia mōhio ki te pepeha",
        "A te mutunga ka taea te kōrero",
        "He kaikōrero pai",
        "Te Tiriti o Waitangi",
        "Tū hei kaikōrero and understand",
        "Me mōhio ki te tikanga",
    ],
)
@pytest.mark.parametrize("level", [1, 4, 5, 10])
def test_te_reo_maori_is_let_be_at_every_level(statement: str, level: int) -> None:
    assert found(statement, level) == ()


def test_a_word_that_we_do_not_know_passes_at_every_level() -> None:
    for level in range(1, 11):
        assert found("Whittle a spoon", level) == ()


def test_each_unobservable_word_is_found_in_each_form_with_what_to_write() -> None:
    for words, instead in verbs().instead.items():
        (one,) = found(f"{' '.join(words).capitalize()} the tikanga of a place")
        assert (one.code, one.severity.value) == ("LO-VERB", "warning")
        assert instead in one.mend


def test_every_verb_within_its_span_passes_but_for_the_pair_of_levels() -> None:
    for verb, (lowest, highest) in verbs().spans.items():
        for level in range(1, 11):
            codes = [f.code for f in found(f"{verb.capitalize()} a part of the work", level)]
            assert ("LO-LEVEL" in codes) is not (lowest <= level <= highest), (verb, level)
            assert set(codes) <= {"LO-LEVEL", "LO-PAIR"}, (verb, codes)
            assert "LO-PAIR" not in codes or level in (4, 5)


def test_a_finding_at_the_pair_shows_both_descriptors_and_what_settles_it() -> None:
    (one,) = found("Evaluate a process", 4)
    levels = descriptors(EARLIER).levels
    assert one.mend.index(levels[4].words()) < one.mend.index(levels[5].words())
    assert all(side.shows in one.mend for side in sides().values())


# the 51 published, and the samples


def test_of_what_published_micro_credentials_say_only_what_nobody_can_see_is_remarked_on() -> None:
    """What published micro-credentials are for, told in short, read as outcomes at level 5."""
    remarked = {said: [f.code for f in found(said)] for said in PUBLISHED}
    assert {said: codes for said, codes in remarked.items() if codes} == {
        "Understand safety duties at work and at home.": ["LO-VERB"],
    }


PUBLISHED = (
    "Teach people who publish digital content to remove access barriers and meet rules.",
    "Help public servants collect, use and share personal information lawfully and respectfully.",
    "Recognise people who can plan and run community-led development processes and reflect.",
    "Give students and workers practical digital skills for any job.",
    "Prepare people to work well with colleagues and clients from many cultures.",
    "Let secondary school students try and start automotive trade learning.",
    "Build leaders' understanding of how their style affects others.",
    "Give forestry leaders core skills in safety, people, wellbeing and te ao Māori.",
    "Recognise people who commission or verify water measurement systems.",
    "Give the conservation sector people who can prepare and work well in a supervised team.",
    "Show newcomers what screen jobs are and how to behave on set.",
    "Help current and future contract milkers judge contracts and finances before signing.",
    "Build confidence with karakia, mihi and waiata in cultural settings.",
    "Help people trace whakapapa and present their pepeha.",
    "Introduce safe, ethical and useful use of generative AI at work in New Zealand.",
    "Bring under-represented people into entry-level security roles.",
    "Complete incident forms properly and alone.",
    "Raise a problem and put solutions to the people who can act.",
    "Understand safety duties at work and at home.",
)


USUAL = {
    "Demonstrate knowledge of hazard identification and risk management": [],
    "Manage self in a conservation activity as part of a team": [],
    "Recite karakia, mihi and waiata in cultural settings": [],
    "Operate plant and machinery safely": [],
    "Contribute to health and safety systems and processes": [],
    "Evaluate market research and consumer insights to inform strategy": [],
    "Develop strategies and action plans": [],
    "Analyse supply and demand": [],
    "Review budget and forecast reports": [],
    "Build and maintain relationships with stakeholders": [],
    "Install insulation in accordance with the standard and report defects": [],
    "Select, use and maintain hand tools": ["LO-ONE"],
    "Read and interpret plans": [],
    "Interpret and apply plans": [],
    "Install and commission a heat pump": [],
    "Design and develop a web application": [],
    "Designs and safely develops a web application": [],
    "Design and develop a web application, evaluate it and adapt it": ["LO-ONE"],
    "Select and use tools and evaluate the result": ["LO-ONE"],
    "Interpret and apply plans and specifications": [],
    "Plan and implement a project": ["LO-ONE"],
    "Plan and facilitate a hui": ["LO-ONE"],
    "Analyse and, where appropriate, adapt a plan": ["LO-ONE"],
    "Analyse and adapt, as needed, a plan": ["LO-ONE"],
    "Cut, fold and join sheet metal": ["LO-ONE"],
    "Recognise signs of distress, respond to them and refer to services": ["LO-ONE"],
    "Recognise distress, respond appropriately and refer": ["LO-ONE"],
    "Recognises distress, responds and refers": ["LO-ONE"],
    "Explain how people recognise distress, respond and refer": [],
    "Recognise distress, to respond and refer": [],
    "Help others recognise distress, respond and refer": [],
    "Explain policies, processes and reports, and plans": [],
    "Explain hazards, risks and control measures": [],
    "Demonstrate an understanding of tikanga": ["LO-VERB"],
    "Demonstrate an understanding of tikanga by performing a role": [],
    "Demonstrate a working knowledge of tikanga and mātauranga Māori": [],
    "Whakamārama and explain, evaluate and adapt the tikanga": [],
    "By the end of this course students will know how to weld": ["LO-VERB"],
    "Students learn SQL": ["LO-VERB"],
    "Learners who finish can weld": [],
    "Effective communication with clients": ["LO-VERB"],
    "Safe and ethical use of tools": ["LO-VERB"],
    "Correct a safe design": [],
    "Value diversity": ["LO-VERB"],
    "Attend all workshops": ["LO-VERB"],
    "Attend to the needs of a client": [],
    "The learner attends a hui": ["LO-VERB"],
    "Pass the unit standard": ["LO-VERB"],
    "Pass unit standard 12345": ["LO-VERB"],
    "Pass tools to a workmate safely": [],
    "Complete all modules": ["LO-VERB"],
    "Complete a risk assessment": [],
    "Complete the test report": [],
    "Participate in a hui": ["LO-VERB"],
    "Participate in a hui by giving a mihi": [],
    "Use": ["LO-VERB"],
    "1. Do stuff.": ["LO-VERB"],
    "Plan/weld": ["LO-ONE", "LO-VERB"],
    "Kōrero Māori": [],
    "Whittle a spoon": [],
    "Read, interpret and apply plans and specifications": ["LO-ONE"],
    "Critically evaluate leadership theories and apply these to own practice": ["LO-ONE"],
    "Reflect on own practice and identify areas for development": ["LO-ONE"],
    "Design, develop and test a web application": ["LO-ONE"],
    "Work as a member of a team under supervision": ["LO-PAIR"],
    "Describe the structure and function of the skin": ["LO-PAIR"],
    "Understanding one's own cultural identity": ["LO-VERB"],
    "Gain practical experience in a commercial kitchen": ["LO-VERB"],
    "Introduction to networks": ["LO-VERB"],
    "Ākonga will understand the Act": ["LO-VERB"],
    "Ākonga can explain the Act": [],
    "Explain planning and evaluating methods": [],
    "Analysing risks and evaluating methods in a yard": ["LO-VERB"],
    "Research, design methods": [],
    "Plan and monitoring of work are shown": [],
    "Explain what is needed and evaluate": [],
    "Explain needs and evaluate": [],
    "Use tools and manage people and lead change": ["LO-ONE"],
    "Support people and communities": [],
    "Explain risks people face and manage": [],
    "Prepare a budget and present it to the board": ["LO-ONE"],
    "Select a method and apply it": [],
    "Collect data and record it": [],
    "Explain the help and support it offers to whānau": [],
    "Describe the plan and the report it gives": ["LO-PAIR"],
    "Explore and understand hazards": ["LO-ONE"],
    "Explain value and respect in a team": [],
    "Increase knowledge of tikanga": ["LO-VERB"],
    "Increase the use of te reo in a team": [],
    "Develop a knowledge base": [],
    "Be competent in first aid": ["LO-VERB"],
    "Be competent to drive a forklift": [],
    "At the end, the ākonga knows the tikanga": ["LO-VERB"],
    "At the end, the ākonga explains the tikanga": [],
    "By the end of the season prune vines": [],
}


@pytest.mark.parametrize("statement", USUAL)
def test_usual_statements_at_level_5_get_what_a_patient_reviewer_would_say(statement: str) -> None:
    assert [one.code for one in found(statement, 5)] == USUAL[statement]


# whatever is written

WORDS = st.sampled_from(
    [*verbs().spans, *verbs().articles, *verbs().turns, *verbs().joined, *verbs().nouns, ",", "/",
     ";", "be able to", "understand", "broad guidance", "whānau", "critically", "1.", "’", "-", "–",
     *verbs().forms, *verbs().in_the_head.things, *verbs().topics, "of", "of a", "has"]
)  # fmt: skip
STATEMENTS = st.one_of(st.text(), st.lists(WORDS, max_size=12).map(" ".join))


@settings(deadline=None)
@given(STATEMENTS)
def test_a_plain_first_word_says_what_the_whole_statement_would(statement: str) -> None:
    assert opening(statement) == looked_through(statement)


@pytest.mark.parametrize("after", ["", " it", ". It", ", then", " and so on", "’s", "-led", "1"])
def test_so_does_every_word_of_a_verb(after: str) -> None:
    for verb in (*verbs().forms, "hui", "iii", "LO"):
        for written in (verb, verb.capitalize(), f"1. {verb}"):
            assert opening(f"{written}{after}") == looked_through(f"{written}{after}")


@settings(deadline=None)
@given(STATEMENTS, st.one_of(st.none(), st.integers(-1, 12)), st.sampled_from(DAYS))
def test_whatever_is_written_is_read_without_harm_and_always_the_same(
    statement: str, level: int | None, day: date
) -> None:
    first = found(statement, level, day)
    assert found(statement, level, day) == first
    for one in first:
        assert one.severity.value == "warning"
        assert one.asked_by == "policy"
        assert "our policy" in one.message
        assert not one.message.endswith(".")


@settings(deadline=None)
@given(STATEMENTS)
def test_small_and_capital_letters_make_no_difference(statement: str) -> None:
    plain = "".join(letter for letter in statement if letter.isascii())
    assert [f.code for f in found(plain)] == [f.code for f in found(plain.upper())]


def test_what_stands_before_a_verb_alone_is_no_verb() -> None:
    assert found("By the end of") == ()
    assert found("By the end of the") == ()
    assert found("By the end of the day, explain") == ()
    (one,) = found("The students")
    assert "says only 'the students'" in one.message


def test_adjectives_are_no_verbs_and_people_are_no_lead_ins() -> None:
    assert verbs().adjectives.isdisjoint(verbs().forms)
    assert (verbs().people | verbs().spans_of_learning).isdisjoint(verbs().spans)


def test_a_statement_as_long_as_a_file_may_be_is_read_all_the_same() -> None:
    assert found("(" * 500_000) == ()
    assert found("be able to " * 80_000) == ()
    assert found("Plan a day and " * 60_000) == ()
    assert found("Plan, " * 100_000) == ()
    assert found("the learner, " * 50_000) == ()
    assert found("Plan where appropriate, " * 50_000 + "and") == ()
    (one,) = found("Plan, " * 50_000 + "and deliver")
    assert one.code == "LO-ONE"
