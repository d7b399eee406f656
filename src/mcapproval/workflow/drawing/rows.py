"""A workflow as rows for a table: every state with each of its moves, and how a case stands."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.drawing.picture import Line, lines, waits_for
from mcapproval.workflow.drawing.walked import Walked
from mcapproval.workflow.model import Definition

Row = dict[str, str | int | None]

NO_MOVE: Row = dict.fromkeys(("move", "move_label", "to", "to_label", "by", "needs"), "")
"""What stands in the row of a state that no move leaves."""


def rows(
    definition: Definition, policy: Policy = SHIPPED, case: Walked | None = None
) -> Iterator[Row]:
    """One for each move out of each state, in the file's order; one for a state without any.

    `position`, `days` and `visits` are a case's and empty without one.
    """
    told: dict[str, list[Line]] = {}
    for line in lines(definition, policy):
        told.setdefault(line.name, []).append(line)
    for name, state in definition.states.items():
        spent = case.spent.get(name) if case else None
        about: Row = {
            "state": name,
            "state_label": state.label,
            "end": "yes" if state.end else "no",
            "waits_for": waits_for(state, policy),
            "position": case.mark(name) if case else "",
            "days": spent.days if spent else None,
            "visits": spent.visits if spent else None,
        }
        for line in told.get(name, ()):
            move = definition.move(name, line.move)
            after = definition.targets(move, name) if move else ()
            yield {
                **about,
                "move": line.move,
                "move_label": line.label,
                "to": ", ".join(after),
                "to_label": line.to,
                "by": line.who,
                "needs": line.needs,
            }
        if name not in told:
            yield {**about, **NO_MOVE}
