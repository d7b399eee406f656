"""The conditions on results: what was granted or declined of listing, approval, accreditation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mcapproval.errors import Reason
from mcapproval.workflow.model import listed
from mcapproval.workflow.situation import Situation
from mcapproval.workflow.vocabulary import RESULTS


def of_results(situation: Situation, args: Mapping[str, Any]) -> list[Reason]:
    return OF_RESULTS[args["results"]](situation, listed(args.get("of", list(RESULTS))))


def _result(situation: Situation, code: str, message: str, mend: str) -> Reason:
    return Reason(code, message, mend, situation.policy.title("quality-manager"))


def _settled(situation: Situation, of: list[str]) -> list[Reason]:
    return [
        _result(situation, "RESULT-OPEN", f"the result on {r} is not known", _RECORD)
        for r in situation.results_expected
        if r in of and r not in situation.results
    ]


def _none_granted(situation: Situation, of: list[str]) -> list[Reason]:
    """Nothing of these granted, and at least one result declined (a listing, for instance).

    What rests on a result that was declined needs no answer of its own.
    """
    found = [
        _result(situation, "RESULT-GRANTED", f"{r} was granted", "finish the case instead")
        for r in of
        if situation.results.get(r) == "granted"
    ]
    for name in situation.results_expected:
        if situation.results.get(name) == "declined":
            break
        if name in of and name not in situation.results:
            said = f"the result on {name} is not known"
            found.append(_result(situation, "RESULT-OPEN", said, _RECORD))
            return found
    if "declined" not in situation.results.values():
        found.append(_result(situation, "RESULT-OPEN", "nothing is recorded as declined", _RECORD))
    return found


def _any_granted(situation: Situation, of: list[str]) -> list[Reason]:
    if any(situation.results.get(r) == "granted" for r in of):
        return []
    mend = "record the decline instead"
    return [_result(situation, "RESULT-NOT-GRANTED", "nothing was granted", mend)]


def _granted(situation: Situation, of: list[str]) -> list[Reason]:
    """Those of these that this application is for."""
    return [
        _result(
            situation,
            "RESULT-NOT-GRANTED",
            f"{r} must be granted first and is {situation.results.get(r, 'not answered yet')}",
            f"record that {r} is granted, with the letter",
        )
        for r in of
        if r in situation.results_expected and situation.results.get(r) != "granted"
    ]


_RECORD = "record the result with its letter"
OF_RESULTS: Mapping[str, Callable[[Situation, list[str]], list[Reason]]] = {
    "settled": _settled,
    "none-granted": _none_granted,
    "any-granted": _any_granted,
    "granted": _granted,
}
