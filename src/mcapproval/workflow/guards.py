"""The conditions of moves, by name: pure functions from a situation to the reasons why not yet.

A definition names them; names are looked up here and nowhere else. A guard gives every reason, each
with what would meet it and who can; none means "go ahead". A `clause` among a need's arguments is
cited in its reasons; `if_policy` makes a need apply only where the policy says so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mcapproval.draft.model import Draft
from mcapproval.draft.sections import SECTIONS, section_of
from mcapproval.errors import Reason
from mcapproval.findings import Finding
from mcapproval.policy.model import Policy
from mcapproval.rules import review_copied, review_fit
from mcapproval.workflow import item_guards
from mcapproval.workflow.approval_guards import approvals, recommended
from mcapproval.workflow.change_guards import change_needed, of_rule_set
from mcapproval.workflow.develop_guards import gate
from mcapproval.workflow.listing_guards import intake_open, teach_out
from mcapproval.workflow.model import Move, Need, listed
from mcapproval.workflow.result_guards import OF_RESULTS, of_results
from mcapproval.workflow.situation import Situation
from mcapproval.workflow.vocabulary import ITEM_KINDS, RESULTS, TRACKS

Args = Mapping[str, Any]
Check = Callable[[Situation, Args], list[Reason]]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition's check, and the arguments that it understands.

    `says` are the values its own key may have (`int` for a whole number, None for any text);
    `options` has, for each further argument, the words that it may be or be a list of (None: any).
    """

    check: Check
    says: tuple[str, ...] | type[int] | None
    options: Mapping[str, tuple[str, ...] | None]
    required: tuple[str, ...] = ()


def reasons_for(need: Need, situation: Situation) -> list[Reason]:
    """Why a need is not met now; none where the policy does not ask for it."""
    wanted = need.args.get("if_policy")
    if wanted and not asked_for(wanted, situation.policy):
        return []
    found = GUARDS[need.guard].check(situation, need.args)
    clause = need.args.get("clause")
    return [replace(r, message=f"{r.message} ({clause})") for r in found] if clause else found


def asked_for(wanted: Mapping[str, Any], policy: Policy) -> bool:
    """Whether the policy has each of these settings so; yes and no are words."""
    for key, words in wanted.items():
        value = getattr(policy, key)
        said = ("no", "yes")[value] if isinstance(value, bool) else value
        if said not in listed(words):
            return False
    return True


def _findings(situation: Situation, args: Args) -> list[Reason]:
    """One reason for each finding in the sections named."""
    of = args.get("of", "all")
    who = situation.policy.title("author")
    return [
        Reason(found.code, f"{_where(found)}{found.message}", found.mend, who)
        for found in situation.findings
        if of == "all" or section(found) in listed(of)
    ]


def section(found: Finding) -> str | None:
    """The section of the first path that its rule reads; for what no rule says, of its place."""
    from mcapproval.rules.book import rule  # all rules: most looks at a case have no finding

    of = rule(found.code)
    return section_of(of.reads[0] if of and of.reads else found.path)


def _where(found: Finding) -> str:
    return f"{found.place}: " if found.place else ""


def _evidence(situation: Situation, args: Args) -> list[Reason]:
    wanted = args["evidence"]
    if situation.evidence >= wanted:
        return []
    more = "no piece" if not situation.evidence else f"only {situation.evidence} of {wanted} pieces"
    return [
        Reason(
            "NEED-EVIDENCE",
            f"{more} of evidence shows the need",
            "add a dated letter, survey, minutes or data from those who need it, under "
            '"Evidence of need", each with its file',
            situation.policy.title("author"),
        )
    ]


def _linked(situation: Situation, args: Args) -> list[Reason]:
    track, wanted = args["linked"], listed(args["in"])
    state = situation.linked.get(track)
    if state in wanted:
        return []
    return [
        Reason(
            "LINKED-STATE",
            f"the {track} is {state}" if state else f"there is no {track}",
            f"the {track} must be {' or '.join(wanted)} first",
            situation.policy.title("quality-manager"),
        )
    ]


def _answers(situation: Situation, args: Args) -> list[Reason]:
    """One reason for each finding in the answers of a re-evaluation; asked whether they fit, for
    each that speaks against going on as it is, whatever was proposed: an answer that is no, or
    evidence of need that was copied.
    """
    who = situation.policy.title("quality-adviser")
    if args["answers"] == "fit":
        answers = situation.draft or Draft({})
        said = [Reason(review_fit.RULE.code, *told, who) for told in review_fit.against(answers)]
        old = review_copied.copied(answers)
        return said + [Reason(review_copied.RULE.code, r.message, r.mend, who) for r in old]
    return [Reason(f.code, f.message, f.mend, who) for f in situation.findings]


def _support(situation: Situation, args: Args) -> list[Reason]:
    """Industry support was sought, or the draft says why not. A refusal is an answer too."""
    if any(i.kind == "support" and i.state in ("answered", "closed") for i in situation.items):
        return []
    draft = situation.draft
    outcome = draft.text("/industry_support/outcome") if draft else ""
    if outcome in ("supported", "declined", "not-required"):
        return []
    if draft and not outcome and draft.text("/industry_support/reason"):
        return []
    return [
        Reason(
            "SUPPORT-NOT-SOUGHT",
            "industry support is awaited" if outcome else "industry support has not been sought",
            "ask for it and record the answer, or give the reason for its absence under "
            '"Industry support"',
            situation.policy.title("quality-adviser"),
        )
    ]


def _form(situation: Situation, args: Args) -> list[Reason]:
    """Only for a re-evaluation of that form."""
    if situation.kind == args["form"]:
        return []
    said = f"this is a {situation.kind}, not a {args['form']}"
    who = situation.policy.title("quality-manager")
    return [Reason("NOT-ITS-FORM", said, f"see: mcapproval next {situation.ref}", who)]


GUARDS: Mapping[str, Guard] = {
    "findings": Guard(_findings, ("none",), {"of": ("all", *SECTIONS)}),
    "evidence": Guard(_evidence, int, {"kind": ("need",)}),
    "items": Guard(
        item_guards.settled_items, ("settled", "answered"), {"kind": ITEM_KINDS}, ("kind",)
    ),
    "comments": Guard(item_guards.comments, ("settled",), {}),
    "conditions": Guard(
        item_guards.linked_conditions, ("met",), {"touches": RESULTS}, ("touches",)
    ),
    "ready": Guard(item_guards.ready, ("all",), {}),
    "approvals": Guard(
        approvals, ("standing", "fallen"), {"of": ("academic-board", "head-of-school")}
    ),
    "recommended": Guard(recommended, ("given",), {}),
    "results": Guard(of_results, tuple(OF_RESULTS), {"of": RESULTS}),
    "linked": Guard(_linked, TRACKS, {"in": None}, ("in",)),
    "answers": Guard(_answers, ("complete", "fit"), {}),
    "form": Guard(_form, ("full review", "yearly check"), {}),
    "gate": Guard(gate, ("enquiry", "to-develop"), {}),
    "change": Guard(change_needed, ("needed",), {}),
    "rule_set": Guard(of_rule_set, ("legacy",), {}),
    "support": Guard(_support, ("sought",), {}),
    "intake": Guard(intake_open, ("open",), {}),
    "teach_out": Guard(teach_out, ("over", "ours"), {}),
}

OF_CONTENT = frozenset({"findings", "evidence", "answers", "support", "gate", "change"})
"""The guards that look at what an application says, and at what was found in it."""


def looks_into_content(move: Move) -> bool:
    """Whether a move is judged by what an application says, or brings about more than its state."""
    brings = (move.starts, move.drives, move.results, move.decision, move.decides, move.renews)
    return any(brings) or any(need.guard in OF_CONTENT for need in move.needs)
