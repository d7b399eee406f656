"""A kit that came back from a program that drops the names of places (LibreOffice 7, Google Docs):
its answers are found by the words that stand before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from mcapproval.documents.kits import attestation, letter, meeting_record, survey
from mcapproval.documents.kits.asked import ATTESTATION, IN_DEMAND, LETTER, RECORD, REFLECTS, Place
from mcapproval.documents.kits.survey import CHOICES

KNOWN_BY: dict[str, tuple[str, tuple[Place, ...]]] = {
    "Letter to an employer or community": (letter.NAME, LETTER),
    "Attestation": (attestation.NAME, ATTESTATION),
    "Survey of eight questions": (survey.NAME, ()),
    "Record of a meeting or hui": (meeting_record.NAME, RECORD),
}
"""By the line below a kit's title: its name, and the places to write in."""

_QUESTION = re.compile(r"([1-8])\. \S")
_OUTCOME = re.compile(r"(LO[1-9][0-9]{0,3}): ")
_LINES = ("Answer", "Number", "Why")
EMPTY, TICKED = "\u2610", "\u2611\u2612"


def found_by_words(lines: Iterable[str]) -> tuple[str, set[str], dict[str, str]] | None:
    """Kit, ticked boxes and written texts; None where the lines are of no kit of ours."""
    told = [line.strip() for line in lines if line.strip()]
    at = next((n for n, line in enumerate(told) if line in KNOWN_BY), None)
    if at is None:
        return None
    kit, places = KNOWN_BY[told[at]]
    ticked: set[str] = set()
    written: dict[str, str] = {}
    question = ""
    for line in told[at + 1 :]:
        number = _QUESTION.match(line)
        if kit == survey.NAME and number:
            question = f"q{number[1]}"
        elif line[0] in EMPTY + TICKED:
            key = _box(line[1:].strip(), question)
            ticked |= {key} if key and line[0] in TICKED else set()
        elif kit == survey.NAME:
            _keep(written, f"{question}:text", _after(line, _LINES))
        else:
            for place in places:
                _keep(written, place.key, _after(line, (place.label,)))
    return kit, ticked, written


def _box(label: str, question: str) -> str:
    """The name of the box that stands before a label; empty where it is none of ours."""
    for place in (IN_DEMAND, REFLECTS):
        if label == place.label:
            return place.key
    outcome = _OUTCOME.match(label)
    if outcome and question:
        return f"{question}:{outcome[1]}"
    chosen = [choice.key for choice in CHOICES if label == choice.label]
    return f"{question}:{chosen[0]}" if chosen and question else ""


def _after(line: str, labels: Iterable[str]) -> str:
    for label in labels:
        if line.startswith(label) and line[len(label) : len(label) + 1] in (" ", "\t", ":"):
            return line[len(label) :].strip(" :\t_")
    return ""


def _keep(written: dict[str, str], key: str, told: str) -> None:
    if told and key not in written:
        written[key] = told
