"""The yearly summary of a self-review: what the year was, and what people still write."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.documents.dossier_fixture import HOSTILE

from mcapproval.documents import text
from mcapproval.documents.content import Prose
from mcapproval.documents.reviews.self_review import GAPS, gap, self_review
from mcapproval.documents.reviews.year_facts import (
    Applied,
    Drafted,
    Learners,
    OpenAction,
    Overdue,
    Reviewed,
    Taught,
    YearFacts,
)

Golden = Callable[[str, str], None]

BARE = YearFacts("awa-trust", "", 2026, date(2026, 6, 1), False, date(2026, 6, 1))
FULL = YearFacts(
    provider="example-polytechnic",
    name="Example Polytechnic",
    year=2027,
    as_at=date(2028, 1, 20),
    simulated=True,
    stood_on=date(2027, 12, 31),
    listings={"current": 3, "expiring": 1},
    reviewed=(
        Reviewed(
            *("REV-2027-0001", "MC-0001", "Kaitiakitanga i te Wāhi Mahi", "full review"),
            *("continue-with-actions", date(2027, 8, 9)),
            learners=Learners(
                {
                    "cohorts": "2",
                    "enrolments": "not shown",
                    "withdrawals": "fewer than 5",
                    "completions": "33",
                    "still_active": "0",
                },
                "its re-evaluation",
            ),
            needed="yes",
            themes=(("Employers", "Ka pai"), ("Learners", HOSTILE)),
            changes=(("A new reading", "minor"),),
        ),
        Reviewed(
            *("REV-2027-0002", "MC-0002", "Māra Kai", "yearly check"),
            *("not-needed", date(2027, 10, 4)),
            needed="no",
        ),
    ),
    taught=(
        Taught(
            "MC-0007",
            "Waka Ama",
            Learners({"cohorts": "1", "enrolments": "25"}, "deliveries of 2027"),
        ),
    ),
    overdue=(Overdue("REV-2027-0003", "Waka Ama", "yearly check", date(2027, 11, 30)),),
    closed=1,
    actions=(
        OpenAction("REV-2027-0001", "Count the hours", "author", date(2027, 10, 1)),
        OpenAction("REV-2027-0001", "Ask whānau", "nobody named", None),
    ),
    applied=(Applied("APP-2027-0003", "Waka Ama", date(2027, 11, 2)),),
    drafted=(Drafted("APP-2027-0004", "Māra Kai", "Drafting", date(2027, 12, 1)),),
    sent_on=date(2028, 1, 18),
)


def test_a_summary_reads_as_its_golden_file(golden: Golden) -> None:
    golden("self-review.txt", text.render(self_review(FULL)))


def test_a_summary_of_a_year_with_nothing_in_it_reads_as_its_golden_file(golden: Golden) -> None:
    golden("bare-self-review.txt", text.render(self_review(BARE)))


def test_what_only_people_can_say_is_left_open_by_name() -> None:
    found = [block.text for block in self_review(FULL).blocks if isinstance(block, Prose)]
    assert [said for said in found if said.startswith("(to be written")] == list(map(gap, GAPS))
