"""A body declines as it approves: as one, with its quorum; and nothing stands approved by it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.actions.conftest import Staged
from tests.actions.test_committees import seated
from tests.actions.walking import agenda, at, go

from mcapproval.errors import Refused
from mcapproval.store import queries
from mcapproval.store.rows.folded import Approval, Case


def test_one_member_alone_declines_nothing_and_a_quorum_does(board: Staged, tmp_path: Path) -> None:
    desk, ref = seated(board, tmp_path), board.ref
    waiting, _ = agenda(at(desk, "sec", "2026-06-09"), "academic-board")
    assert [(row.asked, row.ref) for row in waiting] == [("decide", ref)]
    said: dict[str, Any] = {
        "how": "meeting",
        "minute_reference": "AC-2026/4",
        "reason": "Not our field",
    }
    with pytest.raises(Refused) as refusal:
        go(desk, ref, "bo", "2026-06-10", "decline", present="bo", **said)
    assert [reason.code for reason in refusal.value.reasons] == ["QUORUM"]
    go(desk, ref, "sec", "2026-06-10", "decline", present="bo,tui,sina", **said)
    with desk.reading() as connection:
        assert [row.state for row in queries.many(connection, Case, ref=ref)] == ["declined"]
        assert not queries.many(connection, Approval, ref=ref, body="academic-board")
