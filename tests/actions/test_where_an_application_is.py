"""The paper of an application's place is made from the rows of the journal, up to any of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tests.actions.conftest import REF, at_stage

from mcapproval.actions.desk import sit_down
from mcapproval.actions.papers.packs import dossier
from mcapproval.actions.papers.subjects import made
from mcapproval.documents import text
from mcapproval.store import queries

if TYPE_CHECKING:
    from tests.conftest import Places


def test_the_days_are_those_of_the_records(files: Places) -> None:
    desk = sit_down(at_stage(files, "evaluation"), "admin", date(2026, 6, 20))
    told = text.render(made(desk, "where-it-is", REF))
    assert "is in Being evaluated since 16 June 2026, 4 days until 20 June 2026" in told
    assert "Internal check         done: 3 days" in told
    assert "Information requested  ahead, if it comes to that" in told
    assert "Submitted            15 June 2026  1 day" in told


def test_a_paper_made_again_for_an_earlier_row_knows_nothing_of_later_ones(files: Places) -> None:
    desk = sit_down(at_stage(files, "evaluation"), "admin", date(2026, 6, 20))
    with desk.reading() as connection:
        rows = [event for event in queries.events(connection, REF) if event.act == "moved"]
        row = next(event.seq for event in rows if event.data["to"] == "academic-approval")
        earlier = dossier(connection, REF, date(2026, 6, 8), row)
    assert earlier.walk is not None
    assert earlier.walk.entered[-1].state == "academic-approval"
    assert earlier.walk.entered[-1].on == date(2026, 6, 5)
