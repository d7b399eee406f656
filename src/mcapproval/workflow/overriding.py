"""Past which reasons an administrator may go, and past which nobody does."""

from __future__ import annotations

from collections.abc import Sequence

from mcapproval.errors import Reason
from mcapproval.workflow.acting import own_case, part
from mcapproval.workflow.model import Move
from mcapproval.workflow.situation import Actor, Situation

NEVER_PASSED = frozenset(
    {
        "NOT-OPEN",
        "NO-WAY-BACK",
        "OWN-CASE",
        "CHAIR-NOT-FREE",
        "CHAIR-LAPSED",
        "BEFORE-IT-FELL",
        "NOT-DELEGATED",
        "DECIDER-NOT-FREE",
        "FOR-WHOM",
        "NO-DELEGATION",
        "MISSING-ANSWER",
        "MEETING-OF-OTHERS",
        "MEETING-NOT-HELD",
        "MEETING-DAY",
        "MEETING-NOT-THERE",
        "MEETING-NOT-ASKED",
        "VOTES-MISSING",
        "VOTES-NOT-KEPT",
        "VOTES-OF-OTHERS",
        "NOT-CARRIED",
        "TEACH-OUT-NZQA",
    }
)
"""Codes of reasons that hold for an administrator too: what is not open or not said, what can't
have been, nobody's own case, and what was voted down.
"""


def past(
    move: Move, situation: Situation, actor: Actor, reasons: Sequence[Reason]
) -> tuple[list[Reason], tuple[str, ...]]:
    """What still stands against an override, and the codes that it would pass.

    Every reason counts that would count without it; beyond these it is refused to whoever is no
    administrator, on their own case, for what only mcapproval does, and where nothing needs it.
    """
    title = situation.policy.title
    who = title("administrator")
    found = [reason for reason in reasons if reason.code in NEVER_PASSED]
    codes = {reason.code for reason in found}
    passed = tuple(sorted({r.code for r in reasons} - NEVER_PASSED))
    if "administrator" not in actor.roles:
        them = situation.policy.the("administrator")
        said = f"only {them} goes past conditions, by a grant of their own"
        found.insert(0, Reason("NOT-ADMINISTRATOR", said, "ask one", who))
    if "author" in part(actor, ("administrator",)).bars and "OWN-CASE" not in codes:
        found.append(own_case(actor, title("author"), "author", who))
    if set(move.by) == {"system"}:
        said = f"{move.name} follows from another case, which makes it itself"
        found.append(Reason("BY-SYSTEM", said, "make the move that brings it about", who))
    if not passed and not found:
        said = f"nothing stands against {move.name}: there is no need of an override"
        found.append(Reason("NO-NEED", said, "make the move without --override", "you"))
    return found, passed
