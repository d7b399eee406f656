"""Answers that somebody might have given in a simulated year: invented, and they say so."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from mcapproval.actions.demo.chance import between, drawn
from mcapproval.clock import add_days, spoken

INVENTED = "Invented for these simulated records."
FITS = ("purpose", "outcomes_at_level", "credits_and_hours", "entry_and_pathways")
LACKS = {
    "change": "Two outcomes name tools that learners no longer meet; they must be written anew.",
    "migrate": "It stands under the rules of before 2023 and is to be brought under those of now.",
}


def answers(
    begun: Mapping[str, Any], decision: str, day: date, seed: str, provider: str
) -> dict[str, Any]:
    """What a review file begun by the program says once somebody has filled it in on a day.

    `begun` is the file as it was written, with what the records know; nothing of it is taken away.
    """
    found = dict(begun)
    enrolled = between(8, 34, seed, "enrolled")
    completed = int(enrolled * (0.6 + 0.35 * drawn(seed, "completed")))
    withdrew = min(enrolled - completed, between(0, 3, seed, "withdrew"))
    counts = {
        "cohorts": between(1, 2, seed, "cohorts"),
        "enrolments": enrolled,
        "withdrawals": withdrew,
        "completions": completed,
        "still_active": enrolled - completed - withdrew,
    }
    rows = found.get("delivery") or [{"provider": provider}]
    found["delivery"] = [_counted(row, counts) for row in rows]
    asked = between(5, max(6, completed), seed, "asked")
    found |= {
        "assessment": {
            "moderation": f"Every fifth piece of work was marked twice. {INVENTED}",
            "result": "One difference, settled by the academic lead.",
            "actions": "None were needed.",
        },
        "feedback": [
            {
                "from": "Learners of the year",
                "group": "learners",
                "when": add_days(day, -20).isoformat(),
                "method": "Survey at the end of the cohort",
                "n": asked,
                "score": f"{between(36, 48, seed, 'score') / 10} of 5",
                "themes": ["What was learned is used at work"],
            },
            {
                "from": "Employers of the advisory group",
                "group": "employers",
                "when": add_days(day, -14).isoformat(),
                "method": "Meeting",
                "n": between(2, 6, seed, "employers"),
                "themes": ["They go on sending people"],
            },
        ],
        "need": {
            "still_needed": "no" if decision == "not-needed" else "yes",
            "evidence": [
                {
                    "id": "N1",
                    "type": "letter",
                    "from": {"source": "A letter of an employer of the advisory group (invented)"},
                    "dated": add_days(day, -14).isoformat(),
                    "says": _needed(add_days(day, -14), seed),
                }
            ],
            "duplication": {
                "searched": add_days(day, -7).isoformat(),
                "result": "Nothing new of the same content was found.",
            },
        },
        "currency": found.get("currency") or [{"what": "none", "effect": "None was found."}],
        "fit": {key: {"answer": "yes", "reason": "Those who were asked said so."} for key in FITS},
        "culture": found.get("culture") or f"Tikanga was kept in each cohort. {INVENTED}",
        "consulted": [
            {
                "organisation": provider,
                "how": "Meeting of the advisory group",
                "when": add_days(day, -14).isoformat(),
                "responses": between(2, 6, seed, "consulted"),
            }
        ],
        "actions_before": found.get("actions_before") or [],
        "proposal": {"decision": decision, "reasons": f"The answers say so. {INVENTED}"},
    }
    if decision in LACKS:
        found["fit"]["outcomes_at_level"] = {"answer": "no", "reason": LACKS[decision]}
    if decision == "continue-with-actions":
        found["actions"] = [
            {
                "what": "Ask employers of the south as well",
                "owner": "programme-manager",
                "due": add_days(day, 120).isoformat(),
            }
        ]
    found["watch"] = [{**row, "answer": "yes"} for row in found.get("watch") or ()]
    found["actions_before"] = [
        {**row, "status": row.get("status", "under-way")} for row in found["actions_before"]
    ]
    return found


def _needed(day: date, seed: str) -> str:
    """What an employer writes on a day: of that year, so that it is never what was said before."""
    lack, send = between(3, 12, seed, "lack"), between(1, 3, seed, "send")
    return (
        f"In {day.year} they lack {lack} people who can do this, and would send {send} of their "
        f"own. Written on {spoken(day)}. {INVENTED}"
    )


def _counted(row: Mapping[str, Any], counts: Mapping[str, int]) -> dict[str, Any]:
    """A provider's counts; of what the records know in part the rest is not known."""
    known = "enrolments" in row
    return {**{key: "not known" if known else count for key, count in counts.items()}, **row}
