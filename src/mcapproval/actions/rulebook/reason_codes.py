"""The codes of reasons why a move waits, each with what it means and what meets it."""

from __future__ import annotations

from mcapproval.actions.rulebook.delivery_codes import DELIVERIES
from mcapproval.actions.rulebook.gate_codes import GATE
from mcapproval.actions.rulebook.import_codes import IMPORTS
from mcapproval.actions.rulebook.listing_codes import LISTING
from mcapproval.actions.rulebook.paper_codes import PAPERS

_OF_MOVES: tuple[tuple[str, str, str], ...] = (
    (
        "NEED-EVIDENCE",
        "Not enough evidence of need yet",
        'add a dated letter, survey, minutes or data under "Evidence of need", each with its'
        " file; the rule behind it is NEED-EVID",
    ),
    ("ITEM-OPEN", "A condition, question or action is open", "answer or close it"),
    ("APPROVAL-STANDS", "What would be approved again stands already", "go on without it"),
    (
        "NOT-OURS",
        "Our policy does without this move",
        "choose another move, or adopt a policy that has it",
    ),
    ("APPROVAL-FALLEN", "What was approved has been edited since", "have it approved again"),
    ("APPROVAL-MISSING", "An approval is missing", "have it approved"),
    ("LINKED-STATE", "A case that is linked to this one is not so far", "take that case on first"),
    (
        "SUPPORT-NOT-SOUGHT",
        "Industry support is not settled",
        "record the answer, or write the reason why it was not asked under "
        '"Industry support"; the rule behind it is ISB-SUPPORT',
    ),
    (
        "MOVED-ON",
        "Somebody else wrote to the case in the meantime",
        "look at it again, then say again what still holds",
    ),
    (
        "SHEET-CELL",
        "A cell of a sheet that came back is not as asked",
        "mend the cell, and give the sheet again",
    ),
    (
        "NOT-ITS-FORM",
        "The step belongs to another form of re-evaluation",
        "take the step that is meant for this one",
    ),
    ("NOT-YOUR-ROLE", "The step is for another role", "ask somebody who has it"),
    ("OWN-CASE", "Nobody decides on their own application", "ask another person who may"),
    ("NO-WAY-BACK", "It is not known where the step leads back to", "choose another step"),
    (
        "MISSING-ANSWER",
        "The step asks for something that was not given",
        "give it with --set, or the letter with --attach",
    ),
    (
        "NOT-OPEN",
        "The step is not open where the case stands",
        "take a step that is open now: `mcapproval next REF` lists them",
    ),
    (
        "CHANGE-NOT-NEEDED",
        "Nothing that is listed or was approved would change",
        "note the change instead: `mcapproval change record MC FILE`; or have it overruled "
        "with a reason: `mcapproval change overrule MC FILE --says yes --note REASON`",
    ),
    (
        "CHANGE-NEEDED",
        "What is listed or was approved would change",
        "open an application for a change (kind: change), or have it overruled with a reason",
    ),
    ("NOT-LEGACY", "It was approved under the present rules already", "decide a change instead"),
    ("NOT-RECOMMENDED", "The sub-committee has not recommended it", "have it recommended first"),
    (
        "COMMENT-OPEN",
        "A substantive comment is open",
        "answer and close it, or have it marked as editorial",
    ),
    (
        "READY-MISSING",
        "The list of what is to be ready was never opened",
        "add the items that your policy names",
    ),
    (
        "READY-OPEN",
        "Something that is to be ready is not shown yet",
        "show it with proof, or say why it is not applicable",
    ),
    ("RESULT-OPEN", "A result is not known yet", "record it with its letter"),
    ("RESULT-GRANTED", "Something was granted", "finish the case instead of declining it"),
    (
        "RESULT-NOT-GRANTED",
        "Something must be granted first",
        "record what was granted, with the letter",
    ),
    (
        "QUORUM",
        "Too few members decided",
        "record all who decided; where there were fewer, decide again with enough of them",
    ),
    (
        "MEETING-OF-OTHERS",
        "The meeting is of another body",
        "name a meeting of the body that decides",
    ),
    ("MEETING-NOT-HELD", "The meeting was not held yet", "record who was there once it was"),
    (
        "MEETING-DAY",
        "The decision has another day than its meeting",
        "give the meeting's day with --effective",
    ),
    (
        "MEETING-NOT-THERE",
        "The meeting does not say that they were there",
        "leave `present` out, or correct who was at the meeting",
    ),
    ("MEETING-NOT-ASKED", "A decision that no meeting made names one", "leave `meeting` out"),
    (
        "NOT-UNANIMOUS",
        "Not every member agreed to a circular resolution",
        "record all who agreed, or bring it to a meeting",
    ),
    (
        "CONFLICT-STAYED",
        "Somebody with a conflict of interest took part",
        "decide again without them",
    ),
    ("VOTES-NOT-KEPT", "Our policy keeps no votes of members", "leave them out"),
    (
        "VOTES-OF-OTHERS",
        "Somebody voted who does not count in the quorum",
        "leave their votes out",
    ),
    ("VOTES-MISSING", "Our policy asks how each member voted", "say it of each"),
    ("NOT-CARRIED", "More did not vote for it than against", "send it back or decline it"),
    ("NOT-CHAIR", "Whoever acted was not the chair on that day", "name who was"),
    ("CHAIR-NOT-FREE", "The chair can't act alone in this case", "bring it to a meeting"),
    (
        "CHAIR-LAPSED",
        "The body met and did not make the chair's action its own: the chair does not act again",
        "bring it to a meeting, or to a circular resolution",
    ),
    (
        "BEFORE-IT-FELL",
        "It would be approved again on a day before the last approval fell",
        "say the day on which it was approved again",
    ),
    (
        "NOT-DELEGATED",
        "Our policy lets nobody decide in place of the body, or not the one who did",
        "decide at a meeting or by circular; `delegated_to` in the policy says who may",
    ),
    (
        "DECIDER-NOT-FREE",
        "Whoever decided in place of the body has a part in the case",
        "bring it before the body",
    ),
    (
        "NO-DELEGATION",
        "Nobody has given you their place for today",
        "see who stands in for whom: `mcapproval people delegations`",
    ),
    ("FOR-WHOM", "You stand in for several people", "say for whom with --for"),
    (
        "NOT-ADMINISTRATOR",
        "Only an administrator goes past conditions",
        "ask one, with the reason",
    ),
    ("BY-SYSTEM", "The step is made by the program alone", "take another step"),
    ("NO-NEED", "There is no condition to go past", "make the step without --override"),
)

REASONS = (*_OF_MOVES, *GATE, *LISTING, *DELIVERIES, *IMPORTS, *PAPERS)
"""In the order in which the guards have them: code, title, what meets it."""
