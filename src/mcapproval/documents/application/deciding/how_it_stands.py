"""Where an application stands before a body: still to come, asked, decided, at its end."""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.documents.application.internal import HOW, approval_of, ours
from mcapproval.documents.content import Block, Labelled, Notice
from mcapproval.documents.dossier import Dossier, Resolved
from mcapproval.policy.model import capital

BOARD, COMMITTEE = "academic-board", "sub-committee"

ALONE = {"delegated": "present", "chairs-action": "chair"}
"""The ways in which one person decides in the place of a body, and the answer that names them."""


def body_of(dossier: Dossier) -> str:
    """Who is asked: a sub-committee where the policy has one that has not recommended yet and can;
    once it is decided, the body that decided.
    """
    if dossier.resolved:
        return dossier.resolved.decision.body
    recommended = any(a.decision.body == COMMITTEE and not a.fell for a in ours(dossier))
    first = dossier.policy.sub_committee and not recommended
    return COMMITTEE if first and _can_decide(dossier) != {BOARD} else BOARD


def _can_decide(dossier: Dossier) -> set[str]:
    """The bodies that can decide on it where it is; those that there are, where nobody knows."""
    if dossier.walk is None:
        return {BOARD, COMMITTEE}
    asked = [move.decision for move in dossier.walk.definition.out_of(dossier.state)]
    return {spec.body for spec in asked if spec and not spec.declines} & {BOARD, COMMITTEE}


def is_over(dossier: Dossier) -> bool:
    return dossier.came is not None and dossier.came.ends


def is_before_it(dossier: Dossier) -> bool:
    return body_of(dossier) in _can_decide(dossier)


def how_it_stands(dossier: Dossier) -> Iterator[Block]:
    """What was decided, and that the case ended; else that it is not before the body."""
    whose, came, found = dossier.policy.the(body_of(dossier)), dossier.came, dossier.resolved
    if found:
        yield Notice(f"{_decision(dossier, found)} This sheet shows what was asked.")
    if came and came.ends:
        by = f", recorded by {came.by}" if came.by else ""
        ended = f"{came.state} on {spoken(came.on)}{by}."
        since = f"The application came to its end since: {ended}"
        yield Notice(since if found else f"{ended} Nothing is asked of {whose}.")
    elif not found and not is_before_it(dossier):
        now = dossier.walk.entered[-1] if dossier.walk else None
        where = f": {now.label}, since {spoken(now.on)}" if now else ""
        yield Notice(f"It is not before {whose} now{where}.")
    elif not found:
        return
    if came and came.why:
        yield Labelled("The reason that was given", came.why)


def _decision(dossier: Dossier, found: Resolved) -> str:
    """`The academic board approved it on 10 June 2026, in a meeting, minute AC-2026/4.`"""
    told = approval_of(dossier, found.decision)
    did, _, again = told.did.partition(" ")
    it = f"{did} it {again}".rstrip()
    whose, day = dossier.policy.the(found.decision.body), spoken(found.decision.decided_on)
    parts = [f"{capital(whose)} {it} on {day}"]
    if how := HOW.get(found.decision.facts.get("how", "")):
        alone = alone_by(found)
        parts.append(f"{how} ({alone})" if alone else how)
    if told.minute:
        parts.append(f"minute {told.minute}")
    return ", ".join(parts) + "."


def alone_by(found: Resolved) -> str:
    """The name of whoever decided it in the place of a body; empty where the body did."""
    facts = found.decision.facts
    return facts.get(ALONE.get(facts.get("how", ""), ""), "")
