"""A pause that a re-evaluation decided is said wherever its micro-credential is looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from tests.actions.conftest import Staged
from tests.actions.test_what_a_review_starts import FIRST, decided
from tests.actions.walking import LETTER, at, explained, go
from tests.cli.test_outputs_for_programs import fits
from tests.rows import all_of

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk
from mcapproval.actions.looking import show_case
from mcapproval.actions.reporting.portfolio import portfolio_page
from mcapproval.actions.reviewing.explained import as_json
from mcapproval.actions.reviewing.explaining import because
from mcapproval.cli.options import lines
from mcapproval.reports.portfolio import table
from mcapproval.reports.table import plain, text

MC = "MC-0001"
PAUSED = f"paused until 1 February 2028 by {FIRST}"


def told(desk: Desk) -> set[str]:
    """What show, next, explain and the portfolio say of its intake."""
    why = because(desk, MC)
    fits("review-explain", as_json(why, MC))
    (row,) = portfolio_page(desk).rows
    fits("report-portfolio", plain(table(all_of([row]))))
    shown = show_case(desk, MC)
    return {shown["offered"].get("intake", ""), moves.possible(desk, MC).intake, why.intake} | {
        row.intake
    }


def test_a_pause_is_said_by_show_next_explain_and_the_portfolio_until_it_ends(
    approved: Staged, draft: Path
) -> None:
    assert told(at(approved.desk, "mele", "2027-08-10")) == {""}
    (again,) = decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01").opened
    mele = at(approved.desk, "mele", "2027-08-12")
    assert told(mele) == {PAUSED}
    assert f"Intake {PAUSED}." in list(lines(moves.possible(mele, MC), {}, "mele"))
    assert f"; its intake is {PAUSED}; " in explained(mele, MC)[3]
    assert f"intake: {PAUSED}" in " ".join(text(table(portfolio_page(mele))).split())
    late = f"paused by {FIRST} until {again} is decided, due on 1 February 2028"
    assert told(mele.on(date(2028, 2, 2))) == {late}
    said = Said({"reason": "In error"}, {}, LETTER)
    moves.move(at(approved.desk, "hemi", "2028-02-03"), MC, "remove", said)
    assert told(mele.on(date(2028, 2, 4))) == {""}


def test_a_word_of_nzqa_on_the_same_re_evaluation_hides_no_pause(
    approved: Staged, draft: Path
) -> None:
    decided(approved, draft, "decide-pause", reason="Few ask", due="2028-02-01")
    set_so: dict[str, Any] = {
        "letter": True,
        "reason": "The need is not shown",
        "due": "2027-12-01",
    }
    go(approved.desk, FIRST, "hemi", "2027-09-01", "decide-regulator-intervention", **set_so)
    assert told(at(approved.desk, "mele", "2027-09-02")) == {
        f"paused until 1 December 2027 by {FIRST}"
    }
