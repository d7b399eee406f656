"""Each body of each provider has an agenda of its own, and whoever works for one sees no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.actions.test_committees import APP, codes, whole
from tests.actions.test_committees import desk as desk
from tests.actions.walking import TO_BOARD, TO_DRAFTING, at, opened, walk

from mcapproval.actions import setup
from mcapproval.actions.committees import meetings
from mcapproval.actions.committees.agenda import agendas
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import known
from mcapproval.errors import Refused, Unknown
from mcapproval.reports.agenda import joined

POLICY = """\
format = "policy/1"
provider = "wintec"
[titles]
academic-board = "Te Poari Ako"
"""
ON = date(2026, 6, 20)
BOTH = [
    "Academic Committee of Otago Polytechnic, 20 June 2026 (MTG-2026-0001)",
    "Te Poari Ako of Wintec, 20 June 2026 (MTG-2026-0002)",
]


@pytest.fixture
def two(desk: Desk, draft: Path, tmp_path: Path) -> str:
    """A second provider has an application before its own board, with a secretary of its own."""
    file = tmp_path / "wintec.toml"
    file.write_text(POLICY, "utf-8")
    setup.adopt_policy(desk, file, None, None)
    known.add_person(desk, "wiki", "Wiki Paraone-Hall", None, None)
    known.grant(desk, "wiki", "board-secretary", unit="wintec")
    text = draft.read_text("utf-8").replace("otago-polytechnic", "wintec")
    text = text.replace("Otago Polytechnic", "Wintec")
    draft.write_text(text, "utf-8")
    ref = opened(desk, draft)
    walk(desk, ref, (*TO_DRAFTING, *TO_BOARD))
    for who, provider in (("sec", None), ("wiki", "wintec")):
        meetings.call(at(desk, who, "2026-06-10"), "academic-board", ON, provider)
    return ref


def refs(desk: Desk, **asked: Any) -> list[tuple[str, list[str]]]:
    return [
        (each.heading, [row.ref for row in each.rows]) for each in agendas(desk, on=ON, **asked)
    ]


def test_each_provider_has_an_agenda_under_its_own_name_for_the_body(desk: Desk, two: str) -> None:
    everybody = [(BOTH[0], [APP]), (BOTH[1], [two])]
    assert refs(desk.on(ON)) == everybody
    assert refs(at(desk, "sec", ON)) == everybody, "whose role holds everywhere"
    assert refs(at(desk, "sec", ON), provider="wintec") == [(BOTH[1], [two])]
    rows = joined(agendas(desk.on(ON), on=ON)).rows
    told = [(row["item"], row["provider"], row["body"]) for row in rows]
    assert told == [(1, "otago-polytechnic", "academic-board"), (1, "wintec", "academic-board")]
    with pytest.raises(Unknown, match="did you mean `wintec`"):
        refs(desk, provider="wintek")
    assert whole(desk)


def test_the_secretary_of_one_provider_sees_nothing_of_another(desk: Desk, two: str) -> None:
    wiki = at(desk, "wiki", ON)
    assert refs(wiki) == [(BOTH[1], [two])], "whatever else is printed"
    with pytest.raises(Refused) as refusal:
        refs(wiki, provider="otago-polytechnic")
    assert codes(refusal) == ["NOT-YOUR-ROLE"]
    assert refs(wiki, body="sub-committee") == [("Education committee of Wintec, 20 June 2026", [])]
    known.grant(desk, "wiki", "author", case=APP)
    assert len(refs(wiki)) == 1, "an author's case is no reason to see what else waits there"
