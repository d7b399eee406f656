"""What a picture of a workflow shows, in words: for whoever can't see it."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.drawing.picture import RETURNS, STAYS, Line, lines, waits_for
from mcapproval.workflow.drawing.walked import Walked, said
from mcapproval.workflow.model import Definition


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
    """Where a case is, where it was, and how many of its days others had it."""
    present = definition.states[case.present]
    here = case.spent[case.present]
    waited = waits_for(present, policy)
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
    others = sum(
        spent.days
        for state, spent in case.spent.items()
        if waits_for(definition.states[state], policy)
    )
    every = sum(spent.days for spent in (*case.spent.values(), *case.before.values()))
    if others:
        yield f"Of {every} days, {others} were spent waiting for somebody else."


def _or(words: list[str]) -> str:
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
