"""An administrator's override: what it goes past and what not, marked for ever, and reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_who_may_do_what import codes, newcomer
from tests.actions.walking import BOARD, at, edited, go
from tests.rows import all_of

from mcapproval.actions import audit, looking, setup
from mcapproval.actions.cases import moves, undoing
from mcapproval.actions.cases.moves import Moved, Said
from mcapproval.actions.drafts import applications
from mcapproval.actions.people import delegating, known
from mcapproval.actions.reporting.overrides import overrides_page
from mcapproval.errors import AskedWrongly, Refused
from mcapproval.reports.overrides import table
from mcapproval.store import queries
from mcapproval.store.keep import texts
from mcapproval.store.rows.folded import Case, Override


def past(
    staged: Staged,
    move: str,
    day: str = "2026-06-10",
    who: str = "admin",
    note: str | None = "The letter is lost, NZQA told us by telephone",
    effective: date | None = None,
    **sets: object,
) -> Moved:
    said = Said(sets, note=note, override=True)
    return moves.move(at(staged.desk, who, day), staged.ref, move, said, effective)


def test_an_override_goes_past_conditions_and_the_role_and_is_recorded(drafting: Staged) -> None:
    done = past(drafting, "send-to-check")
    assert done.now == "Internal check"
    assert done.passed == ("NOT-YOUR-ROLE",)
    with drafting.desk.reading() as connection:
        row = list(queries.events(connection, drafting.ref))[-1]
        (kept,) = queries.many(connection, Override)
        case = queries.one(connection, Case, ref=drafting.ref)
        told = texts(connection, {row.data["override"]["note"]})
    assert row.data["override"]["reasons"] == ["NOT-YOUR-ROLE"]
    assert list(told.values()) == ["The letter is lost, NZQA told us by telephone"]
    assert (kept.seq, kept.move, kept.note) == (row.seq, "send-to-check", *told)
    assert case is not None
    assert case.overridden
    assert audit.audit(drafting.desk).faults == ()


def test_who_looks_after_the_records_is_called_as_policy_calls_them(
    drafting: Staged, draft: Path, tmp_path: Path
) -> None:
    policy, titles = tmp_path / "titles.toml", 'administrator = "kaitiaki"\nauthor = "kaituhi"\n'
    policy.write_text(f'format = "policy/1"\nprovider = "otago-polytechnic"\n[titles]\n{titles}')
    setup.adopt_policy(at(drafting.desk, "admin", "2026-06-01"), policy, None, None)
    days = (date(2026, 6, 10), date(2026, 6, 20))
    for asked in (
        lambda: past(drafting, "send-to-check", who="mele"),
        lambda: delegating.delegate(at(drafting.desk, "mele", days[0]), "bo", "hemi", None, *days),
        lambda: applications.open_application(at(drafting.desk, "bo", days[0]), draft),
    ):
        with pytest.raises(Refused) as refusal:
            asked()
        told = "".join(f"{r.message} {r.who}" for r in refusal.value.reasons)
        assert "the kaitiaki" in told
        assert "administrator" not in told
    assert "is no kaituhi, quality adviser or quality manager" in told


def test_it_goes_past_findings_and_approvals_that_are_missing(ready: Staged, draft: Path) -> None:
    edited(draft, "\nlevel: 5 ", "\nlevel: 6 ")
    ana = at(ready.desk, "ana", "2026-06-11")
    applications.update_application(ana, ready.ref, draft)
    with pytest.raises(Refused) as refusal:
        go(ready.desk, ready.ref, "admin", "2026-06-12", "submit")
    against = codes(refusal)
    assert {"NOT-YOUR-ROLE", "APPROVAL-FALLEN"} <= against
    assert set(past(ready, "submit", "2026-06-12").passed) == against


def test_never_past_what_is_not_open(drafting: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        past(drafting, "record-receipt", application_reference="C99011")
    assert codes(refusal) == {"NOT-OPEN"}


def test_never_past_what_a_move_asks_for(evaluation: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        past(evaluation, "record-outcome", "2026-08-11", results="listing:granted")
    assert codes(refusal) == {"MISSING-ANSWER"}
    assert "letter" in refusal.value.reasons[0].message


@pytest.mark.parametrize("day", [date(2026, 6, 11), date(2026, 6, 1)])
def test_never_past_an_impossible_day(drafting: Staged, day: date) -> None:
    with pytest.raises(Refused) as refusal:
        past(drafting, "send-to-check", "2026-06-10", effective=day)
    assert codes(refusal) == {"DAY"}


@pytest.mark.parametrize("move", ["send-to-check", "withdraw"])
def test_never_on_the_administrators_own_case(drafting: Staged, move: str) -> None:
    """Also where the move is not closed to its author."""
    known.grant(drafting.desk, "ana", "administrator")
    reason = {"reason": "Mine"} if move == "withdraw" else {}
    with pytest.raises(Refused) as refusal:
        past(drafting, move, who="ana", **reason)  # type: ignore[arg-type]
    assert codes(refusal) == {"OWN-CASE"}


def test_never_on_the_case_of_whom_the_administrator_stands_in_for(drafting: Staged) -> None:
    first, last = date(2026, 6, 10), date(2026, 6, 12)
    delegating.delegate(at(drafting.desk, "admin", first), "ana", "admin", None, first, last)
    with pytest.raises(Refused) as refusal:
        past(drafting, "withdraw", reason="She asked")
    assert codes(refusal) == {"OWN-CASE"}
    assert past(drafting, "withdraw", "2026-06-13", reason="She asked").now == "Withdrawn"


@pytest.mark.parametrize("who", ["mele", "kiri", "ana"])
def test_only_by_an_administrator_of_the_records(drafting: Staged, who: str) -> None:
    """Mele is administrator of one provider, Kiri of this case."""
    newcomer(drafting.desk)
    known.grant(drafting.desk, "mele", "administrator", unit="otago-polytechnic")
    known.grant(drafting.desk, "kiri", "administrator", case=drafting.ref)
    with pytest.raises(Refused) as refusal:
        past(drafting, "hold", who=who, reason="Wait")
    assert "NOT-ADMINISTRATOR" in codes(refusal)


def test_not_where_nothing_needs_it(board: Staged) -> None:
    known.grant(board.desk, "admin", "board-member")
    with pytest.raises(Refused) as refusal:
        past(board, "approve", **BOARD)
    assert codes(refusal) == {"NO-NEED"}


def test_not_for_what_only_another_case_brings_about(drafting: Staged) -> None:
    with pytest.raises(Refused) as refusal:
        past(drafting, "end-with-listing")
    assert codes(refusal) == {"BY-SYSTEM"}


@pytest.mark.parametrize("note", [None, "", "  "])
def test_not_without_a_reason(drafting: Staged, note: str | None) -> None:
    before = audit.audit(drafting.desk).rows
    with pytest.raises(AskedWrongly, match="an override gives its reason"):
        past(drafting, "send-to-check", note=note)
    assert audit.audit(drafting.desk).rows == before


def test_a_refused_override_is_a_row_of_its_own_kind(drafting: Staged) -> None:
    with pytest.raises(Refused):
        past(drafting, "submit")
    with drafting.desk.reading() as connection:
        row = list(queries.events(connection, drafting.ref))[-1]
    assert (row.act, row.data["override"], row.data["reasons"]) == ("refused", True, ["NOT-OPEN"])
    line = looking.history(drafting.desk, drafting.ref)[-1]
    assert line.act == "REFUSED override of submit (NOT-OPEN)"


def test_history_show_and_the_report_say_so_for_ever(drafting: Staged) -> None:
    past(drafting, "send-to-check")
    line = looking.history(drafting.desk, drafting.ref)[-1]
    assert line.act == "OVERRIDE send-to-check past NOT-YOUR-ROLE: now Internal check"
    undoing.undo(at(drafting.desk, "admin", "2026-06-10"), drafting.ref)
    go(drafting.desk, drafting.ref, "ana", "2026-06-11", "send-to-check")
    go(drafting.desk, drafting.ref, "mele", "2026-06-11", "send-to-board")
    shown = looking.show_case(drafting.desk, drafting.ref)["overrides"]
    assert shown == [
        {
            "move": "send-to-check",
            "on": "2026-06-10",
            "by": "Adair Minister",
            "reasons": ["NOT-YOUR-ROLE"],
        }
    ]
    (row,) = overrides_page(drafting.desk).rows
    assert (row.ref, row.reasons, row.by) == (drafting.ref, "NOT-YOUR-ROLE", "Adair Minister")
    assert table(all_of([row])).note == "1 override of 1 case."
    assert audit.audit(drafting.desk).faults == ()


def test_a_case_that_needed_none_is_not_marked(drafting: Staged) -> None:
    assert "overrides" not in looking.show_case(drafting.desk, drafting.ref)
    assert overrides_page(drafting.desk).rows == ()
    assert table(all_of([])).empty == "No condition was overridden in these records."
