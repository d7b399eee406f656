"""What the actions give, as the values that the library promises."""

from __future__ import annotations

from datetime import date
from typing import cast

from mcapproval.actions.cases.moves import Possible
from mcapproval.actions.drafts.opened import Opened
from mcapproval.library.hints import reasons_in_python
from mcapproval.library.values import Answer, Case, Due, Next, Step, Track, Version, day_of
from mcapproval.reports.cases import CaseLine
from mcapproval.reports.due import Due as DueRow
from mcapproval.workflow.asks import ASKS
from mcapproval.workflow.engine import Option


def case(line: CaseLine, turn: str, due_on: str | None) -> Case:
    return Case(
        line.ref,
        cast("Track", line.track),
        line.title,
        line.state,
        line.label,
        line.provider,
        line.number,
        day_of(line.since),
        turn,
        day_of(due_on),
    )


def due(row: DueRow) -> Due:
    return Due(
        row.ref,
        date.fromisoformat(row.due_on),
        row.days,
        row.when,
        row.form,
        row.listing,
        row.number,
        row.title,
        row.state,
        row.provider,
        row.owner,
        row.version,
    )


def step(option: Option) -> Step:
    asks = tuple(Answer(ask.name, ASKS[ask.name].says, ask.optional) for ask in option.asks)
    return Step(
        option.move,
        option.label,
        option.possible,
        reasons_in_python(option.reasons),
        option.to,
        option.by,
        asks,
    )


def version(opened: Opened) -> Version:
    return Version(opened.ref, opened.version, opened.title, opened.new, opened.fell_named)


def stands(found: Possible) -> Next:
    return Next(
        found.ref,
        found.title,
        found.state,
        found.label,
        found.turn.turn,
        day_of(found.turn.due_on),
        tuple(step(option) for option in found.options),
    )
