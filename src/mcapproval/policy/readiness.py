"""What must be there before the first cohort: the items that ship, by the key a policy lists.

A policy may leave items out and add its own keys; an own key has the words it is written with.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """One item of a ready-to-deliver list.

    `shows` is the sentence of what to show. `owner` is the role whose it is. `always` is the reason
    why it can't be "not applicable", empty where it can be; `needless_without` is the part of the
    draft without which it can be, and with which it can't.
    """

    words: str
    shows: str
    owner: str = "quality-manager"
    always: str = ""
    needless_without: str = ""


PAGE = "published-page"
"""Of the item that is compared with what was approved."""

TOPICS: Mapping[str, Topic] = {
    "approved-document": Topic(
        "controlled approved document",
        "The document as approved, under document control: attach it, or say where it is kept.",
        always="what is delivered is what was approved, so there is a document of it",
    ),
    "student-system-code": Topic(
        "code in the student system",
        "The code under which learners are enrolled, and the screen or report that shows it.",
        "registry",
        always="nobody can be enrolled without one",
    ),
    "funding-entry": Topic(
        "funding entry and source",
        "The funding entry with its source; where it is not funded, the entry that says so.",
        "finance",
        always="a micro-credential that is not funded has an entry that says so",
    ),
    "fee": Topic(
        "fee",
        "The fee as set, with who set it and when; where none is charged, who decided so.",
        "finance",
        always="where no fee is charged, somebody decided so: close it with that",
    ),
    PAGE: Topic(
        "published page",
        "The page as published, saved as text or HTML: its title, level and credits are compared "
        "with what was approved.",
        "programme-manager",
    ),
    "certificate-and-badge": Topic(
        "certificate and badge",
        "The certificate's wording and the badge, as they will be given out.",
        "registry",
    ),
    "assessors": Topic(
        "assessors",
        "Who assesses, and what shows that they may: attach the list.",
        "programme-manager",
        always="every outcome is assessed by somebody",
    ),
    "moderation-plan": Topic(
        "moderation plan",
        "The plan of moderation before and after assessment, with its first day.",
        "programme-manager",
        always="assessment is moderated in every delivery",
    ),
    "third-party-agreement": Topic(
        "agreement with each third party",
        "The signed agreement with each third party that enrols, teaches, supports or is paid.",
        "programme-manager",
        needless_without="/third_parties",
    ),
}
"""What ships, in the order in which people get it done."""


def topic(key: str) -> Topic:
    """An item of the list by its key; for a provider's own key, its words."""
    words = key.replace("-", " ")
    return TOPICS.get(key) or Topic(words, f"What shows it: {words}.")
