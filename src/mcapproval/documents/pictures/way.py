"""Where an application stands in its workflow: the states of the main line below one another, each
with whether it is done, is now, or is still ahead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mcapproval.clock import spoken
from mcapproval.documents.answers import listed
from mcapproval.documents.content import Block, TableBlock
from mcapproval.documents.dossier import Walk
from mcapproval.documents.drawing.measuring import wrapped
from mcapproval.documents.picture import Box, Dot, Line, Shape
from mcapproval.documents.pictures.sheet import LINE, SIZE, WIDE, figure, lines, middle
from mcapproval.policy.model import Policy
from mcapproval.workflow.drawing.picture import waits_for
from mcapproval.workflow.drawing.plan import AHEAD, NEXT, Plan, planned
from mcapproval.workflow.drawing.walked import Walked, said
from mcapproval.workflow.model import Definition

Mark = Literal["done", "now", "ahead", "perhaps", "not"]

SIGN, NAMES, TOLD = 13.0, 32.0, 186.0
"""Points: the middle of the signs, and where names and what is told of them begin."""

ROW, ROUND = 24.0, 6.5


@dataclass(frozen=True, slots=True)
class Place:
    """A state as the picture has it."""

    label: str
    mark: Mark
    told: str


def way(walk: Walk, case: Walked, policy: Policy) -> tuple[Block, ...]:
    """The picture of the workflow with the present place, and its table."""
    definition, plan = walk.definition, planned(walk.definition)
    come = _still_to_come(walk, plan)
    main = [_place(definition, case, policy, state, come[state]) for state in plan.main]
    beside = [
        _place(definition, case, policy, state, "not") for state in plan.side if case.mark(state)
    ]
    open_ways = [definition.label(state) for state in plan.side if not case.mark(state)]
    notes = _notes(definition, case, open_ways)
    shapes, high = _drawn(main, beside, notes)
    caption = f"{definition.title}: where {case.ref} is"
    table = TableBlock(
        ("State", "How it stands"),
        tuple((place.label, place.told) for place in (*main, *beside)),
        "The same in words",
        (2, 4),
        dense=True,
        row_heads=True,
    )
    told = "; ".join(f"{place.label}, {place.told}" for place in (*main, *beside))
    alternative = " ".join((f"The states of the workflow in order: {told}.", *notes))
    return figure(shapes, high, alternative, caption), table


def _place(definition: Definition, case: Walked, policy: Policy, state: str, after: Mark) -> Place:
    label = definition.label(state)
    here = case.spent.get(state)
    if state == case.present and here:
        if definition.states[state].end:
            return Place(label, "now", f"ended here on {spoken(case.since)}")
        waited = waits_for(definition.states[state], policy)
        waits = f"; waits for {waited}" if waited else ""
        return Place(label, "now", f"now here, since {spoken(case.since)}: {said(here)}{waits}")
    if here:
        again = ", and ahead again" if after == "ahead" else ""
        return Place(label, "done", f"done: {said(here)}{again}")
    words = {"ahead": "ahead", "perhaps": "ahead, if it comes to that", "not": "not gone through"}
    return Place(label, after, words[after])


def _still_to_come(walk: Walk, plan: Plan) -> Mapping[str, Mark]:
    """By state of the main line: whether every way on to its end goes there, some does, or none."""
    found: dict[str, Mark] = dict.fromkeys(plan.main, "not")
    if walk.definition.states[walk.entered[-1].state].end:
        return found
    was = [one.state for one in walk.entered if one.state in plan.main]
    reached = was[-1] if was else plan.main[0]
    for state in plan.main[plan.main.index(reached) + 1 :]:
        found[state] = "perhaps" if _leads(plan, reached, without=state) else "ahead"
    return found


def _leads(plan: Plan, start: str, without: str) -> bool:
    """Whether the end of the main line can be reached from a state without another, going on."""
    seen, todo = {start, without}, [start]
    while todo:
        state = todo.pop()
        for arrow in plan.arrows:
            if arrow.source == state and arrow.kind in (NEXT, AHEAD):
                if plan.main[-1] in arrow.targets and plan.main[-1] != without:
                    return True
                todo += [after for after in arrow.targets if after not in seen]
                seen.update(arrow.targets)
    return False


def _notes(definition: Definition, case: Walked, open_ways: Sequence[str]) -> list[str]:
    found = []
    if open_ways and not definition.states[case.present].end:
        found.append(f"It could also come to: {listed(open_ways)}.")
    found += [
        f"In an earlier workflow it was in {label}: {said(spent)}."
        for label, spent in case.before.items()
    ]
    return found


def _drawn(
    main: Sequence[Place], beside: Sequence[Place], notes: Sequence[str]
) -> tuple[tuple[Shape, ...], float]:
    shapes: list[Shape] = []
    top, middles = 2.0, []
    for place in main:
        high = _high(place)
        middles.append(top + high / 2)
        shapes += _row(place, top, high)
        top += high
    steps = zip(middles, middles[1:], main[1:], strict=False)
    joins = [_join(above, below, place) for above, below, place in steps]
    if beside:
        top += LINE
        shapes += lines(["Beside the main line"], 0, top - 5, bold=True, shade="quiet")
        top += LINE
        for place in beside:
            shapes += _row(place, top, _high(place))
            top += _high(place)
    for note in notes:
        said_so = wrapped(note, SIZE, WIDE)
        shapes += lines(said_so, 0, top + 6)
        top += len(said_so) * LINE + 4
    boxes = [shape for shape in shapes if isinstance(shape, Box)]
    rest = [shape for shape in shapes if not isinstance(shape, Box)]
    return (*boxes, *joins, *rest), top + 8


def _join(above: float, below: float, to: Place) -> Line:
    """From one sign to the next; dashed where the case did not come there yet."""
    ends = ((SIGN, above + ROUND), (SIGN, below - ROUND))
    return Line(ends, "accent", 1.2, dashed=to.mark not in ("done", "now"))


def _texts(place: Place) -> tuple[tuple[str, ...], tuple[str, ...]]:
    now = place.mark == "now"
    return (
        wrapped(place.label, SIZE, TOLD - NAMES - 8, bold=True),
        wrapped(place.told, SIZE, WIDE - TOLD - 6, bold=now),
    )


def _high(place: Place) -> float:
    return max(ROW, max(map(len, _texts(place))) * LINE + 5)


def _row(place: Place, top: float, high: float) -> Iterator[Shape]:
    name, told = _texts(place)
    now = place.mark == "now"
    if now:
        yield Box(0.5, top, WIDE - 1, high, "tint", "accent", 3)
    yield from _sign(place.mark, top + high / 2)
    yield from lines(name, NAMES, middle(len(name), top, high), bold=True)
    shade: Literal["ink", "quiet"] = "ink" if place.mark in ("done", "now") else "quiet"
    yield from lines(told, TOLD, middle(len(told), top, high), bold=now, shade=shade)


def _sign(mark: Mark, y: float) -> Iterator[Shape]:
    """A tick on a disc where it is done, a ring with a disc for now, an empty ring ahead."""
    if mark == "done":
        yield Dot(SIGN, y, ROUND, "accent")
        yield Line(((SIGN - 3, y), (SIGN - 0.8, y + 2.6), (SIGN + 3.2, y - 2.6)), "paper", 1.4)
    elif mark == "now":
        yield Dot(SIGN, y, ROUND, "paper", "accent")
        yield Dot(SIGN, y, ROUND - 3, "accent")
    elif mark == "ahead":
        yield Dot(SIGN, y, ROUND, "paper", "accent")
    else:
        yield Dot(SIGN, y, 3, "paper", "quiet")
