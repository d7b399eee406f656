"""A provider's policy as it may be used: read from its file, no looser than the law of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from mcapproval.errors import Unreadable
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.policy.reader import find_policy, line_in, read_policy
from mcapproval.rules.policy_limits import looser_than_law


def policy_to_use(path: Path, day: date) -> Policy:
    """The policy in a file, measured against the law of the day on which it is used.

    Raises Unreadable, with the line, for a file that can't be read as a policy, for a key that
    would be looser than the law, and for own words for a question that no draft has.
    """
    policy = read_policy(path)
    faults = sorted(_faults(policy, path, day), key=lambda fault: fault.line or 0)
    if faults:
        raise faults[0]
    return policy


def policy_for_file(path: Path, policy_file: Path | None, day: date) -> Policy:
    """The policy given, else the nearest one above a draft's file, as it may be used on a day."""
    return policy_to_use(policy_file, day) if policy_file else policy_above(path, day)


def policy_above(place: Path, day: date) -> Policy:
    """The nearest policy in a draft's folder or above it, as it may be used; else the shipped."""
    found = find_policy(place)
    return policy_to_use(found, day) if found else SHIPPED


def _faults(policy: Policy, path: Path, day: date) -> Iterator[Unreadable]:
    for looser in looser_than_law(policy, day):
        line = line_in(path, looser.key)
        yield Unreadable(looser.message, looser.mend, source=str(path), line=line)
    if policy.questions:
        yield from _unknown(policy, path)


def _unknown(policy: Policy, path: Path) -> Iterator[Unreadable]:
    """Words for questions that no draft has."""
    from mcapproval.draft.help import near, question  # most policies leave the questions alone

    for asked in policy.questions:
        if question(asked) is None:
            close = near(asked)
            yield Unreadable(
                f"[questions] has words for `{asked}`, and no draft has that question",
                f"did you mean `{close}`?" if close else "name it as a draft does: need.summary",
                source=str(path),
                line=line_in(path, ("questions", asked)),
            )
