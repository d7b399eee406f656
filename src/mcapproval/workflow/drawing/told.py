"""What a picture of a workflow shows, in words: for whoever can't see it."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.drawing.picture import RETURNS, STAYS, Line, lines, waits_for
from mcapproval.workflow.drawing.walked import Walked, days, said
from mcapproval.workflow.model import Definition, State
from mcapproval.workflow.turns import is_aside
from mcapproval.workflow.vocabulary import OUTSIDE_BODIES


def description(
    definition: Definition, policy: Policy = SHIPPED, case: Walked | None = None
) -> Iterator[str]:
    """Sentences: the whole, the case, then every state with each of its moves."""
    ends = [state.label for state in definition.states.values() if state.end]
    yield (
        f"{definition.title}: a workflow of {len(definition.states)} states. "
        f"It begins in {definition.label(definition.first)} and ends in {_or(ends)}."
    )
    if case:
        yield from walk_told(definition, case, policy)
    told = lines(definition, policy)
    for name, state in definition.states.items():
        about = [state.label]
        if state.end:
            about.append("an end")
        if waited := waits_for(state, policy):
            about.append(f"waits for {waited}")
        yield f"{', '.join(about)}."
        for line in told:
            if line.name == name:
                needs = f"; needs: {line.needs}" if line.needs else ""
                yield f"{line.label}: {leads(line)}; by {line.who}{needs}."


def leads(line: Line) -> str:
    """`leads to Drafting`, `leaves it there`, `leads back to where it was`."""
    return {STAYS: "leaves it there", RETURNS: f"leads {RETURNS[1:-1]}"}.get(
        line.to, f"leads to {line.to}"
    )


def walk_told(definition: Definition, case: Walked, policy: Policy = SHIPPED) -> Iterator[str]:
    """Where a case is, where it was, and whose its days were."""
    present = definition.states[case.present]
    here = case.spent[case.present]
    waited = waits_for(present, policy)
    if present.end:
        yield f"{case.ref} ended in {present.label} on {spoken(case.since)}."
    else:
        yield (
            f"{case.ref} is in {present.label} since {spoken(case.since)}, {said(here)} until "
            f"{spoken(case.today)}{f'; it waits for {waited}' if waited else ''}."
        )
    passed = [
        f"{definition.label(state)} ({said(spent)})"
        for state, spent in case.spent.items()
        if state != case.present
    ]
    passed += [f"{label}, in an earlier workflow ({said(n)})" for label, n in case.before.items()]
    if passed:
        yield f"It was in {', '.join(passed)}."
    yield from _account(definition, case)


def _account(definition: Definition, case: Walked) -> Iterator[str]:
    """Whose the days were, each once: ours, an outside body's, those on hold, nobody's."""
    whose: dict[str, int] = {}
    for name, spent in case.spent.items():
        words = _spent(definition, definition.states[name])
        whose[words] = whose.get(words, 0) + spent.days
    earlier = sum(spent.days for spent in case.before.values())
    parts = [(words, number) for words, number in whose.items() if number]
    parts += [("in an earlier workflow", earlier)] if earlier else []
    every = sum(number for _, number in parts)
    if len(parts) == 1:
        begins = "The 1 day was" if every == 1 else f"All {days(every)} were"
        yield f"{begins} {parts[0][0]}."
    elif parts:
        told = [f"{number} {words}" for words, number in parts]
        told[0] = f"{parts[0][1]} {'was' if parts[0][1] == 1 else 'were'} {parts[0][0]}"
        yield f"Of {days(every)}, {_and(told)}."


def _spent(definition: Definition, state: State) -> str:
    """Whose a day in a state is; every state has exactly one answer."""
    if state.end:
        return "after its end"
    if state.clock in OUTSIDE_BODIES:
        return f"spent waiting for {OUTSIDE_BODIES[state.clock]}"
    if is_aside(definition, state.name):
        return "on hold"
    return "with nobody waited for" if state.clock == "none" else "ours"


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _and(words: list[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]])
