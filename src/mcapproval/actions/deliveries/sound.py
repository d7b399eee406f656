"""What can't be so of a delivery by itself: days, counts, and words that say who a learner is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from sqlalchemy import Connection

from mcapproval.actions.deliveries.wording import Facts, days_of
from mcapproval.actions.drafts.taking_in import names_said
from mcapproval.clock import spoken
from mcapproval.draft.personal import personal
from mcapproval.draft.pointer import tokens
from mcapproval.errors import Reason

LONGEST = 80
"""Characters of a cohort, a site and the like."""

_BOUNDS = (
    ("withdrawn", ("enrolled",), "withdrew"),
    ("still_active", ("enrolled",), "are still active"),
    ("completed", ("enrolled",), "completed"),
    ("completed_after_resubmission", ("completed", "enrolled"), "completed after resubmission"),
    ("reported", ("completed", "enrolled"), "were reported"),
)
"""Each count, those that it is no more than, and its words: held to the first that is known."""
_WORDS = {key: words for key, _, words in _BOUNDS} | {"moderated": "pieces of work were moderated"}
"""Of work there may be more pieces than learners."""
_PARTS = ("completed", "withdrawn", "still_active")
_SAID = {"enrolled": "enrolled", "completed": "completed"}
_ORDER = (
    ("registration_from", "registration_until"),
    ("starts", "ends"),
    ("starts", "completed_on"),
    ("starts", "award"),
    ("starts", "reported_on"),
    ("completed_on", "reported_on"),
)
_HAPPENED = ("completed_on", "reported_on")
_LATER = ("completed", "completed_after_resubmission", "moderated", "reported", "withdrawn")
"""Counts of what is not yet before the first day; whoever comes may be enrolled long before it."""


def of_counts(facts: Facts, today: date) -> Iterator[Reason]:
    return (reason for _, reason in counts_placed(facts, today))


def of_days(facts: Facts, today: date) -> Iterator[Reason]:
    return (reason for _, reason in days_placed(facts, today, {}))


def counts_placed(facts: Facts, today: date) -> Iterator[tuple[str, Reason]]:
    """What is wrong, and of which count: nobody completes before the first day, and no more
    withdraw, go on or complete than enrolled, each alone and together.
    """
    yield from _before_it_begins(facts, today)
    wrong = False
    for key, wholes, words in _BOUNDS:
        whole = next((each for each in wholes if facts.get(each) is not None), None)
        part = facts.get(key)
        if whole and part is not None and part > facts[whole]:
            wrong = True
            told = f"{part} {words}, and {facts[whole]} {_SAID[whole]}"
            yield key, _counts(told, f"mend one of the two: {_plain(key)} is no more than {whole}")
    known = {key: facts[key] for key in _PARTS if facts.get(key) is not None}
    enrolled = facts.get("enrolled")
    if not wrong and enrolled is not None and sum(known.values()) > enrolled:
        parts = " and ".join(f"{number} {_WORDS[key]}" for key, number in known.items())
        names = " and ".join(map(_plain, known))
        mend = f"mend one of them: {names} together are no more than enrolled"
        yield next(iter(known)), _counts(f"{parts}, and {enrolled} enrolled", mend)
    if enrolled == 0 and facts.get("moderated"):
        told = f"{facts['moderated']} {_WORDS['moderated']}, and nobody enrolled"
        yield "moderated", _counts(told, "mend one of the two: there is no work without learners")


def _before_it_begins(facts: Facts, today: date) -> Iterator[tuple[str, Reason]]:
    starts = days_of(facts).get("starts")
    if starts is None or starts <= today:
        return
    mend = "leave it out until it has begun, or mend the first day"
    for key in _LATER:
        if facts.get(key):
            told = f"{facts[key]} {_WORDS[key]}, and its first day, {spoken(starts)}, is to come"
            yield key, _counts(told, mend)


def _plain(key: str) -> str:
    return key.replace("_", " ")


def _counts(said: str, mend: str) -> Reason:
    return Reason("DELIVERY-COUNTS", said, mend, "you")


def days_placed(
    facts: Facts, today: date, called: Mapping[str, str]
) -> Iterator[tuple[str, Reason]]:
    """What is wrong, and of which day; `called` says how a day is called if not by its key."""
    days = days_of(facts)
    said = {key: called.get(key, key) for key in days}
    for first, then in _ORDER:
        if first in days and then in days and days[then] < days[first]:
            before = f"before {said[first]}, {spoken(days[first])}"
            yield (
                then,
                Reason(
                    "DELIVERY-DAYS",
                    f"{said[then]} is {spoken(days[then])}, {before}",
                    "mend one of the two days",
                    "you",
                ),
            )
    yield from _workshops(facts, days)
    yield from _nothing_to_report(facts, days, said)
    for key in _HAPPENED:
        if key in days and days[key] > today:
            yield (
                key,
                Reason(
                    "DELIVERY-DAYS",
                    f"{said[key]} is {spoken(days[key])}, which has not come yet",
                    "record it when it has happened",
                    "you",
                ),
            )
    figures = (facts.get("figures") or {}).values()
    for taken in sorted({figure.get("extracted_on") or "" for figure in figures}):
        if taken > today.isoformat():
            on = spoken(date.fromisoformat(taken))
            told = f"the counts were taken out on {on}, which has not come yet"
            mend = "give the day on which they were taken out"
            yield "extracted_on", Reason("DELIVERY-DAYS", told, mend, "you")


def _nothing_to_report(
    facts: Facts, days: Mapping[str, date], called: Mapping[str, str]
) -> Iterator[tuple[str, Reason]]:
    """Completions are reported before anybody has completed; of what is over, counts may not be
    known.
    """
    last = days.get("ends") or days.get("starts")
    if facts.get("completed") or "completed_on" in days or "reported_on" not in days or not last:
        return
    if days.get("starts", days["reported_on"]) <= days["reported_on"] < last:
        said = (
            f"{called['reported_on']} is {spoken(days['reported_on'])}, when it still went on (to "
            f"{spoken(last)}), and nobody has completed: there was nothing to report"
        )
        mend = "say how many completed, or record it when completions were reported"
        yield "reported_on", Reason("DELIVERY-DAYS", said, mend, "you")


def _workshops(facts: Facts, days: Mapping[str, date]) -> Iterator[tuple[str, Reason]]:
    """Those before the first day or after the last."""
    for told in (facts.get("days") or {}).get("workshops", ()):
        day = date.fromisoformat(told)
        for bound, outside, words in (
            ("starts", day < days.get("starts", day), "before starts"),
            ("ends", day > days.get("ends", day), "after ends"),
        ):
            if outside:
                said = f"a workshop is on {spoken(day)}, {words}, {spoken(days[bound])}"
                yield "workshops", Reason("DELIVERY-DAYS", said, "mend one of the two days", "you")


def of_words(connection: Connection, words: Mapping[str, str | None]) -> Iterator[Reason]:
    """Short, of one line, and without anything that tells of a person."""
    said = {key: text for key, text in words.items() if text}
    yield from of_words_alone(said)
    for _, reason in nobody_named(connection, {"said": said}):
        yield reason


def of_words_alone(said: Mapping[str, str]) -> Iterator[Reason]:
    """The same but for names, which only the records know."""
    for key, text in said.items():
        if len(text) > LONGEST or not text.isprintable():
            mend = f"say it in one line of {LONGEST} characters or fewer"
            yield Reason(
                "DELIVERY-WORDS", f"{key}: it is too long or has several lines", mend, "you"
            )
        if found := personal(text, bodies=True):
            yield Reason(
                "LEARNER",
                f"{key}: {found} seems to stand here; of learners only counts are kept",
                "leave it out and give counts",
                "you",
            )


def nobody_named(
    connection: Connection, said: Mapping[str, Mapping[str, str]]
) -> Iterator[tuple[str, Reason]]:
    """Where words say the name of somebody whom the records know, and whose words these are: of
    however many, the records are asked once.
    """
    for named in names_said(connection, said):
        whose, key = tokens(named.path)
        yield str(whose), Reason(named.code, f"{key}: {named.message}", named.mend, "you")
