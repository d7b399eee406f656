"""Applications that are under way: the step where each is, and the days on which it got there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mcapproval.actions.importing.drafting import FORMAT, WITH, WITHOUT, read_content, route_of
from mcapproval.actions.importing.facts import KINDS
from mcapproval.actions.importing.faults import Row
from mcapproval.actions.importing.headings import STEP, loose
from mcapproval.actions.importing.known import Known
from mcapproval.actions.importing.lines import line, number
from mcapproval.actions.importing.numbers import Cells, credit
from mcapproval.draft.model import Draft
from mcapproval.sheets import values
from mcapproval.workflow.definition import load
from mcapproval.workflow.model import BackFrom, Definition
from mcapproval.workflow.routes import routes

SHEET = "applications"
ABOUT = ("accreditation", "change")
"""The kinds that are about a micro-credential that is listed."""


@dataclass(frozen=True, slots=True)
class Running:
    """An application to place in `state` as entered on `day`; `happened` are the earlier steps."""

    row: Row
    draft: Draft
    definition: Definition
    state: str
    day: date
    happened: tuple[tuple[str, str], ...]
    provider: str
    author: str | None
    of: str | None
    of_ref: str | None
    application_reference: str | None
    unit: str | None

    @property
    def law_day(self) -> str | None:
        """The day of submission, under whose law it is examined."""
        steps = {*self.happened, (self.state, self.day.isoformat())}
        return next((on for state, on in steps if state == "submitted"), None)

    @property
    def came_from(self) -> dict[str, str]:
        """Where each move that leads back leads to: the last step before this one, of those that
        it may lead to.
        """
        before = [state for state, _ in self.happened]
        back = {}
        for move in self.definition.out_of(self.state):
            if isinstance(move.target, BackFrom):
                may = self.definition.targets(move, self.state)
                back[move.target.move] = next((s for s in reversed(before) if s in may), may[0])
        return back


def running(row: Row, known: Known, new_numbers: Collection[str], today: date) -> Running | None:
    """One row; None with faults where it can't be placed."""
    applicant = row.read("applicant", line)
    provider = known.applicant(row, applicant)
    route = route_of(known.type_of(provider or ""))
    kind = row.read("kind", lambda cell: values.choice(cell, KINDS))
    kind = kind or (WITHOUT if route == "skills-board" else WITH)
    of = row.read("of", number)
    about = known.listing(of) if of else None
    if kind in ABOUT and about is None and of not in new_numbers:
        said = f"there is no micro-credential {of}" if of else "it is not said what it is about"
        row.wrong("of", said, "write NZQA's number or ours, of the first sheet or of the records")
    if (route, kind) not in routes():
        row.wrong("kind", f"{provider} does not apply so", "write listing and approval, or change")
        return None
    definition = load(routes()[route, kind].definition)
    state = _state(row, definition)
    happened = _happened(row, definition, today)
    draft = _draft(
        Cells(row, SHEET, today), known, route, kind, of if kind in ABOUT else None, provider
    )
    author = known.person(row, "author", row.read("author", line))
    reference = row.read("application_reference", line)
    unit = row.read("unit", line)
    if state is None or provider is None:
        return None
    days = [on for at, on in happened if at == state] or [on for _, on in happened]
    day = date.fromisoformat(max(days)) if days else today
    late = [on for at, on in happened if on > day.isoformat()]
    if late:
        said = f"it is at this step, but was at another later, on {max(late)}"
        row.wrong("step", said, "mend the day or the step")
    return Running(
        row,
        draft,
        definition,
        state,
        day,
        tuple((at, on) for at, on in happened if at != state),
        provider,
        author,
        of if kind in ABOUT else None,
        about.ref if about and kind in ABOUT else None,
        reference,
        unit,
    )


def _state(row: Row, definition: Definition) -> str | None:
    said = row.read("step", line)
    if said is None:
        return None
    for state in definition.states.values():
        if loose(said) in (loose(state.name), loose(state.label)):
            if state.end:
                wrong = (
                    f"{state.label} is the end of an application, and here stand those under way"
                )
                mend = "leave it out; one that was approved stands on the first sheet"
                row.wrong("step", wrong, mend)
                return None
            return state.name
    steps = ", ".join(state.label for state in definition.states.values() if not state.end)
    row.wrong("step", f"there is no step {said}", f"the steps are: {steps}")
    return None


def _happened(row: Row, definition: Definition, today: date) -> list[tuple[str, str]]:
    """The steps whose days are known, by day; those of one day in the order of the workflow."""
    found = []
    for order, state in enumerate(definition.states):
        column = f"{STEP}{state}"
        on = row.read(column, values.day) if row.has(column) else None
        if on and on > today:
            said = f"{on.isoformat()} has not come yet"
            row.wrong(column, said, "write the day on which it was entered, or leave it empty")
        elif on:
            found.append((on.isoformat(), order, state))
    return [(state, on) for on, _, state in sorted(found)]


def _draft(
    cells: Cells, known: Known, route: str, kind: str, of: str | None, provider: str | None
) -> Draft:
    row = cells.row
    unit = row.read("unit", line)
    told: Mapping[str, Any] = {
        "format": FORMAT,
        "route": route,
        "kind": kind,
        "title": row.read("title", line) or "?",
        "title_te_reo": row.read("title_te_reo", line),
        "of": of,
        "level": cells.number("level", values.level),
        "credits": cells.number("credits", credit),
        "applicant": {"organisation": provider} if provider else None,
        "developer": {"unit": unit} if unit else None,
    }
    content = {key: value for key, value in told.items() if value is not None}
    return read_content(row, content, [*known.organisations, *known.new])
