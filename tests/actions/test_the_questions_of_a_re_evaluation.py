"""What a re-evaluation asks stands in its schema: what says it again agrees, a paper prints it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count
from typing import Any

from mcapproval.actions.demo import answering_for
from mcapproval.actions.importing import facts as importing
from mcapproval.actions.reviewing import grid_rows, grid_sheet
from mcapproval.actions.reviewing.collecting.questions import BY_KEY, COUNTED, GROUPS
from mcapproval.documents import text
from mcapproval.documents.answers import day, words
from mcapproval.documents.reviews import answered, grid
from mcapproval.documents.reviews.facts import Looked, ReviewFacts
from mcapproval.documents.reviews.report import TRIGGERS, report
from mcapproval.draft.model import Draft
from mcapproval.draft.review_form import OF_FILE
from mcapproval.draft.schema_parts import resolved
from mcapproval.rules import review_content, review_fit
from mcapproval.shipped import schema

Part = Mapping[str, Any]


def part(path: str) -> Part:
    """What the schema says of an answer; * is any entry of a list."""
    contract = schema("review")
    found: Part = contract
    for key in path.strip("/").split("/"):
        found = found["items"] if key == "*" else found["properties"][key]
        found = {**resolved(found, contract), **found}
    return found


def test_the_sheet_of_all_offers_the_choices_of_the_schema() -> None:
    offered = {key: set(words) for key, (_, words) in grid_sheet.EDITED.items() if key[0] == "/"}
    assert offered == {key: set(part(key).get("enum", ())) for key in offered}


def test_what_is_asked_of_fit_is_asked_everywhere() -> None:
    fits = part("/fit")["properties"].keys()
    assert fits == answered.FITS.keys() == grid.FITS.keys() == review_fit.ASKED.keys()
    assert fits == set(grid_rows.FITS) == set(answering_for.FITS)
    assert {f"/fit/{key}/answer" for key in fits} <= {path for path, *_ in review_content.ASKED}
    assert {key: part(f"/fit/{key}")["title"] for key in fits} == answered.FITS


def test_what_is_invented_of_the_need_is_of_its_year_and_says_that_it_is_invented() -> None:
    def said(year: int) -> str:
        day = date(year, 8, 31)
        told = answering_for.answers({}, "continue", day, "REV-2028-0001", "ara")
        return str(told["need"]["evidence"][0]["says"])

    assert said(2028).startswith("In 2028 they lack ")
    assert len({said(year) for year in (2027, 2028, 2029)}) == 3
    assert said(2028) == said(2028)
    assert answering_for.INVENTED in said(2028)


def test_the_decisions_that_can_be_proposed_are_known_wherever_one_is_read() -> None:
    proposed = set(part("/proposal/decision")["enum"])
    assert set(importing.DECISIONS.values()) == proposed
    assert grid.DECISIONS.keys() == proposed | {"regulator-intervention"}


def test_a_provider_is_asked_what_the_answers_have_a_place_for() -> None:
    delivery = part("/delivery/*")["properties"].keys()
    assert COUNTED.keys() | {"cohorts", "not_delivered", "sites", "capability"} <= delivery
    assert GROUPS.keys() == part("/delivery/*/priority_groups")["properties"].keys()
    offered = set(BY_KEY["capability"].choices)
    assert offered == set(part("/delivery/*/capability/answer")["enum"])


NOT_TOLD = (
    *(f"/{key}" for key in OF_FILE),
    *("/delivery/*/figures", "/watch/*/kind", "/watch/*/place", "/need/evidence/*/id"),
    *("/need/evidence/*/file", "/collected/*/file", "/collected/*/sha256"),
    *("/feedback/*/provider", "/feedback/*/evidence", "/need/evidence/*/from/organisation"),
)
"""What the report of a re-evaluation does not print: by what the records find it again, what its
row says in words, or what stands in place of another.
"""


def answers(what: Part, path: str, numbers: Iterator[int], said: dict[str, str]) -> Any:
    """An answer to each question, none like another; `said` has by its path what is looked for."""
    contract = schema("review")
    whole = {**resolved(what, contract), **what}
    if path in NOT_TOLD:
        return None
    if whole["type"] == "object":
        inner = {
            key: answers(below, f"{path}/{key}", numbers, said)
            for key, below in whole["properties"].items()
        }
        return {key: value for key, value in inner.items() if value is not None}
    if whole["type"] == "array":
        return [answers(whole["items"], f"{path}/*", numbers, said)]
    number = next(numbers)
    if "enum" in whole:
        value = whole["enum"][-1]
        said[path] = TRIGGERS.get(value, words(value))
    elif whole.get("format") == "date":
        value = date(2027, 1, 1).replace(month=number % 12 + 1, day=number % 28 + 1).isoformat()
        said[path] = day(value)
    elif whole["type"] == "string":
        value = said[path] = f"answer{number}"
    else:
        value = number
        said[path] = f"{value:,}".replace(",", " ")
    return value


def test_every_answer_stands_in_the_report() -> None:
    said: dict[str, str] = {}
    given = answers(schema("review"), "", count(701), said)
    facts = ReviewFacts(
        ref="REV-2027-0001",
        version=1,
        form="full review",
        state="In progress",
        due_on=date(2027, 8, 11),
        of=Looked("MC-0001", "Wai"),
        answers=Draft(given),
        as_at=date(2027, 6, 1),
        simulated=False,
    )
    page = " ".join(text.render(report(facts)).split()).casefold()
    assert [path for path, words in said.items() if words.casefold() not in page] == []
