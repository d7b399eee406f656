"""The reports there are, each with what it answers."""

from __future__ import annotations

REPORTS = {
    "actions": "what was agreed to be done: whose it is, by when, how late",
    "agenda": "what a body is asked to ratify, decide and note, with the papers",
    "delegations": "who stands in for whom, by whose word, and what they did in their place",
    "due": "re-evaluations that fall due, the overdue ones first",
    "evidence": "evidence of need by kind, how old the newest is, and what nothing shows",
    "fallen": "approvals that fell: when, why, how long they stood, given again or not",
    "findings": "findings by rule over all applications: how many have each, the worst first",
    "outbox": "what people are told of what is due, and whether it was sent",
    "overrides": "moves that an administrator made past conditions, and why",
    "part": "what is held about one person, and what an erasure of them would remove",
    "portfolio": "every micro-credential; how many of each level, size, field, status and provider",
    "refused": "moves that were refused: who tried what, what stood against it, done later or not",
    "requests": "requests for information: how often, how long until the reply, what about",
    "reviews": "how each micro-credential does over the years: learners, need, feedback, decisions",
    "stages": "time spent in each stage: median, nine in ten, the longest, and the slowest stage",
    "undelivered": "what was approved and is not delivered, or not for months, and what is planned",
    "unknown": "what we do not know yet of micro-credentials and cohorts, column by column",
    "waivers": "findings that people let stand, why, and which have lapsed since",
    "where": "where everything is, since when, whose turn it is, and what is overdue",
    "year": "re-evaluations month by month: announced, reminded of, overdue, decided, reported",
}

FILLED_BY_IMPORTS = frozenset(
    ("due", "evidence", "portfolio", "reviews", "undelivered", "unknown", "where", "year")
)
"""Those that an import fills with what was approved long before it."""
