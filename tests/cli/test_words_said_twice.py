"""Words that stand in two places, because one of them may not load the other: they are the same."""

from __future__ import annotations

from typing import get_args

import click
import pytest

from mcapproval.cli.reporting import report_command
from mcapproval.library.values import Track
from mcapproval.reports import portfolio, refused, where
from mcapproval.store.reported import listed
from mcapproval.workflow.definition import load
from mcapproval.workflow.vocabulary import LISTING_ENDS, TRACKS


def offered(name: str, option: str) -> tuple[str, ...]:
    """What an option of a report can be."""
    (found,) = (each for each in report_command.commands[name].params if each.name == option)
    assert isinstance(found.type, click.Choice)
    return tuple(found.type.choices)


def test_the_tracks_are_the_same_wherever_they_are_named() -> None:
    assert get_args(Track) == TRACKS
    for name in ("where", "stages", "refused"):
        assert offered(name, "track") == TRACKS


@pytest.mark.parametrize(
    ("name", "by"), [("portfolio", portfolio.BY), ("where", where.BY), ("refused", refused.BY)]
)
def test_a_report_offers_to_count_by_all_that_it_can(name: str, by: dict[str, object]) -> None:
    assert offered(name, "by") == tuple(by)


def test_the_portfolio_is_added_up_by_what_its_table_has() -> None:
    assert tuple(listed.BY) == tuple(portfolio.BY)


def test_a_micro_credential_ends_in_the_states_that_its_workflow_has() -> None:
    states = load("listing").states
    assert {name for name, state in states.items() if state.end} == set(LISTING_ENDS)
