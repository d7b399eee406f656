"""The reports there are, each with what it answers."""

from __future__ import annotations

REPORTS = {
    "actions": "what was agreed to be done: whose it is, by when, how late",
    "agenda": "what a body is asked to ratify, decide and note, with the papers",
    "delegations": "who stands in for whom, by whose word, and what they did so",
    "due": "re-evaluations that fall due, the overdue ones first",
    "evidence": "evidence of need by kind, how old the newest is, and what nothing shows",
    "outbox": "what people are told of what is due, and whether it was sent",
    "overrides": "moves that an administrator made past conditions, and why",
    "portfolio": "every micro-credential: level, credits, status, provider, next review",
    "reviews": "how each micro-credential does over the years: learners, need, feedback, decisions",
    "undelivered": "what was approved and never delivered, or not for months, and what is planned",
    "unknown": "what we do not know yet of micro-credentials and cohorts, column by column",
    "waivers": "findings that people let stand, why, and which have lapsed since",
    "year": "re-evaluations month by month: announced, reminded of, overdue, decided, reported",
}
