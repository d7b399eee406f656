"""Whether a need's guard exists and understands what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mcapproval.workflow.guards import GUARDS, Guard
from mcapproval.workflow.model import Need, listed
from mcapproval.workflow.vocabulary import POLICY_WORDS


def argument_faults(need: Need) -> list[str]:
    """What is wrong with a need's guard or arguments, in words; none where it is sound."""
    guard = GUARDS.get(need.guard)
    if guard is None:
        return [f"there is no guard `{need.guard}`; there are {', '.join(GUARDS)}"]
    faults = []
    says = need.args[need.guard]
    if guard.says is int:
        if not isinstance(says, int) or isinstance(says, bool) or says < 1:
            faults.append(f"guard `{need.guard}` takes a whole number from 1, not `{says}`")
    elif isinstance(guard.says, tuple) and says not in guard.says:
        faults.append(f"guard `{need.guard}` takes {' or '.join(guard.says)}, not `{says}`")
    for key, value in need.args.items():
        faults += _option_faults(need.guard, guard, key, value)
    required = guard.required + (("of",) if says in ("granted", "fallen") else ())
    faults += [f"guard `{need.guard}` asks for `{k}`" for k in required if k not in need.args]
    return faults


def _option_faults(name: str, guard: Guard, key: str, value: Any) -> list[str]:
    if key == name:
        return []
    if key == "clause":
        return [] if isinstance(value, str) else [f"`clause` is a text, not `{value}`"]
    if key == "if_policy":
        return policy_faults(value)
    if key not in guard.options:
        return [f"guard `{name}` has no argument `{key}`"]
    words = guard.options[key]
    return [
        f"argument `{key}` of guard `{name}` can't be `{one}`"
        for one in listed(value)
        if not isinstance(one, str) or (words is not None and one not in words)
    ]


def policy_faults(value: Any) -> list[str]:
    if not isinstance(value, Mapping):
        return ['`if_policy` takes a table such as { industry_support = "before" }']
    return [
        f"`if_policy` can't ask whether `{key}` is `{one}`"
        for key, wanted in value.items()
        for one in listed(wanted)
        if one not in POLICY_WORDS.get(key, ())
    ]
