"""The survey: eight questions, with the learning outcomes of the draft in the third."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mcapproval.documents.content import Block, Document, Heading, Prose
from mcapproval.documents.kits.answering import by_day, goes_back
from mcapproval.documents.kits.asked import NO, UNSURE, YES, Place, blanks, ticks
from mcapproval.documents.kits.facts import KitFacts, assessed, in_short, kit

NAME = "survey"
CHOICES = (YES, NO, UNSURE)

QUESTION = re.compile(r"'?([1-8])\. ")
"""Begins a heading of the sheet, and has the number of its question."""


@dataclass(frozen=True, slots=True)
class Question:
    """`key` begins the names of its places; `choices` are ticked, `line` is written."""

    key: str
    asks: str
    choices: tuple[Place, ...] = ()
    line: str = ""


WANTED = "What would you want people to be able to do?"


def questions(facts: KitFacts) -> tuple[Question, ...]:
    """The eight, in their order; the outcomes come from the draft."""
    outcomes = tuple(Place(name, f"{name}: {said}") for name, said in facts.outcomes)
    return (
        Question(
            "q1", "For whom do you answer: an employer, iwi, community, yourself?", (), "Answer"
        ),
        Question("q2", "Are people needed who can do what it teaches?", CHOICES),
        Question("q3", WANTED, outcomes, "" if outcomes else "Answer"),
        Question("q4", "How many people would you send in two years?", (), "Number"),
        Question(
            "q5",
            "Does what learners do to pass reflect the work, or life in the community?",
            CHOICES,
            "Why",
        ),
        Question(
            "q6", "Would the time that it takes, and the way it is taught, suit?", CHOICES, "Why"
        ),
        Question("q7", "What would stop people from taking it?", (), "Answer"),
        Question("q8", "What is missing, or too much?", (), "Answer"),
    )


def survey(facts: KitFacts) -> Document:
    return kit(facts, "SURVEY", "Request", "Survey of eight questions", tuple(_blocks(facts)))


def _blocks(facts: KitFacts) -> Iterator[Block]:
    whose = facts.applicant or "the developer"
    yield Prose(
        "Kia ora. This survey takes five minutes and asks for no name. The answers of everybody "
        f"together go to NZQA with the application of {whose}."
    )
    yield in_short(facts)
    for number, question in enumerate(questions(facts), 1):
        yield Heading(1, f"{number}. {question.asks}")
        if question.key == "q5":
            yield from assessed(facts)
        if question.choices:
            yield ticks(NAME, (Place(f"{question.key}:{c.key}", c.label) for c in question.choices))
        if question.line:
            yield blanks(NAME, (Place(f"{question.key}:text", question.line),))
    yield Prose("Ngā mihi nui.")
    yield from goes_back(facts, by_day(facts))


def are_columns(cells: Iterable[str]) -> bool:
    """Whether all of the eight questions stand in a line of a sheet."""
    return len({found[1] for cell in cells if (found := QUESTION.match(cell))}) == 8


def columns(facts: KitFacts) -> tuple[str, ...]:
    """The headings of the sheet into which answers are gathered, one line a person."""
    found: list[str] = []
    for number, question in enumerate(questions(facts), 1):
        if question.key == "q3" and question.choices:
            found += [f"{number}. {outcome.label} (yes or no)" for outcome in question.choices]
            continue
        how = " (yes, no or not sure)" if question.choices else ""
        found.append(f"{number}. {question.asks}{how}")
        if question.choices and question.line:
            found.append(f"{number}. {question.line}")
    return tuple(found)
