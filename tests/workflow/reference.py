"""The conditions of moves said a second time, as plainly as can be: whether a need is met.

Written from what each guard promises, not from its code. A guard that is not here is asked itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import takewhile
from typing import Any

from mcapproval.draft.sections import SECTIONS
from mcapproval.workflow.guards import GUARDS
from mcapproval.workflow.model import Need
from mcapproval.workflow.situation import Situation

Args = Mapping[str, Any]


def has(situation: Situation, wanted: Args) -> bool:
    """Whether the policy says what an `if_policy` wants."""
    for key, words in wanted.items():
        value = getattr(situation.policy, key)
        if {True: "yes", False: "no"}.get(value, value) not in _words(words):
            return False
    return True


def met(need: Need, situation: Situation) -> bool:
    if not has(situation, need.args.get("if_policy", {})):
        return True
    said = SAID_AGAIN.get(need.guard)
    if said:
        return said(situation, need.args)
    return not GUARDS[need.guard].check(situation, need.args)


def _words(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _findings(case: Situation, args: Args) -> bool:
    wanted = args.get("of", "all")
    keys = {key for section in SECTIONS for key in SECTIONS[section] if section in _words(wanted)}
    return not any(
        finding.blocks and (wanted == "all" or finding.path.split("/")[1] in keys)
        for finding in case.findings
    )


def _evidence(case: Situation, args: Args) -> bool:
    return bool(case.evidence >= args["evidence"])


def _items(case: Situation, args: Args) -> bool:
    done = {"closed", "not-applicable", "withdrawn"}
    if args["items"] == "answered":
        done |= {"answered", "agreed"}
    return all(item.state in done for item in case.items if item.kind == args["kind"])


def _approvals(case: Situation, args: Args) -> bool:
    given = [approval for approval in case.approvals if not approval.recommends]
    stand = {approval.body for approval in given if approval.stands}
    if args["approvals"] == "fallen":
        return not stand & set(_words(args["of"]))
    return {approval.body for approval in given} | set(_words(args.get("of", []))) <= stand


def _recommended(case: Situation, args: Args) -> bool:
    return any(approval.recommends and approval.stands for approval in case.approvals)


def _results(case: Situation, args: Args) -> bool:
    of = _words(args.get("of", ["listing", "approval", "accreditation"]))
    granted = [result for result in of if case.results.get(result) == "granted"]
    expected = [result for result in of if result in case.results_expected]
    match args["results"]:
        case "settled":
            return all(result in case.results for result in expected)
        case "granted":
            return all(result in granted for result in expected)
        case "any-granted":
            return bool(granted)
    before = takewhile(lambda result: case.results.get(result) != "declined", case.results_expected)
    known = all(result in case.results for result in before if result in of)
    return not granted and known and "declined" in case.results.values()


def _linked(case: Situation, args: Args) -> bool:
    return case.linked.get(args["linked"]) in _words(args["in"])


SAID_AGAIN: Mapping[str, Callable[[Situation, Args], bool]] = {
    "findings": _findings,
    "evidence": _evidence,
    "items": _items,
    "approvals": _approvals,
    "recommended": _recommended,
    "results": _results,
    "linked": _linked,
}
