"""A map to begin with: an entry for each box of a form, with the answer that its label names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from mcapproval.documents.cleaning import clean
from mcapproval.documents.official_forms.box import CHOICE, ROWS, TICK, TICKS, Box
from mcapproval.documents.official_forms.form_map import FORMAT
from mcapproval.documents.official_forms.ready_made import READY
from mcapproval.documents.official_forms.seen import folded
from mcapproval.draft.yaml_text import quoted
from mcapproval.shipped import schema

KNOWN: Mapping[str, str] = {
    "organisation": "applicant",
    "provider": "applicant",
    "provider name": "applicant",
    "teo": "applicant",
    "contact person": "contact",
    "email": "contact-at",
    "e-mail": "contact-at",
    "contact details": "contact-at",
    "date": "day",
    "date of request": "day",
    "our reference": "reference",
    "application for": "kind",
    "title of the micro-credential": "/title",
    "title of micro-credential": "/title",
    "micro-credential title": "/title",
    "title (english)": "/title",
    "title (te reo māori)": "/title_te_reo",
    "review period": "/review_period_years",
    "nzsced": "/nzsced",
    "relevant to": "/purpose/relevant_to",
    "learning outcomes": "outcomes",
    "evidence of need": "evidence",
    "co-design": "meetings",
    "duplication": "/need/duplication/statement",
    "assessment": "assessments",
    "delivery": "/delivery/modes",
    "weeks": "/delivery/weeks",
    "directed": "/learning_hours/directed",
    "self-directed": "/learning_hours/self_directed",
    "work-based": "/learning_hours/work_based",
    "all hours": "all-hours",
    "te hono o te kahurangi": "/te_hono_o_te_kahurangi",
}
"""Labels that forms use, and the answer that is meant."""


def proposed(boxes: Sequence[Box], form: str) -> str:
    """The map as YAML. A box whose answer is not known gets an empty one, to be written or left."""
    lines = [
        "# Proposed by mcapproval: read every line before the map is used.",
        f"format: {FORMAT}",
        f"form: {quoted(_line(form))}",
        "boxes:",
    ]
    covered = {element for box in boxes if box.kind == ROWS for element in box.covers}
    called = Counter(folded(box.label) for box in boxes)
    for box in boxes:
        within = box.element in covered and box.kind != ROWS
        if box.told and not (box.shut or within):
            lines += _entry(box, several=called[folded(box.label)] > 1)
    return "\n".join(lines) + "\n"


def _entry(box: Box, *, several: bool) -> Iterator[str]:
    if box.kind == ROWS:
        yield "  - rows:"
        yield "    columns:"
        yield from (f"      {quoted(head)}:" for head in box.choices)
        return
    control = box.style == "control" and box.names
    by = "control" if control else "label" if box.label else "bookmark"
    yield f"  - {by}: {quoted(box.names[0] if by != 'label' else box.label)}"
    if by == "label" and several:
        yield f"    number: {box.number}"
    if box.kind in (CHOICE, TICKS):
        yield f"    # it offers: {_line(', '.join(box.choices))}"
    if by == "control" and box.label:
        yield f"    # {_line(box.label)}"
    if box.held:
        yield f"    # it holds: {_line(box.held[:60])}; `replace: yes` puts it out"
    yield f"    answer: {'' if box.kind == TICK else meant(box.label)}".rstrip()


def _line(text: str) -> str:
    """A comment ends with its line, whatever stands in the form."""
    return " ".join(clean(text).split())


def meant(label: str) -> str:
    """The answer that a label asks for; empty where that is not plain."""
    word = folded(label)
    if word in KNOWN:
        return KNOWN[word]
    if word.replace(" ", "-") in READY:
        return word.replace(" ", "-")
    return _titles().get(word, "")


@cache
def _titles() -> Mapping[str, str]:
    """The paths of a draft by the titles that the schema has for them; none that two share."""
    found: dict[str, list[str]] = {}
    for path, title in _paths(schema("application"), ""):
        found.setdefault(folded(title), []).append(path)
    return {title: paths[0] for title, paths in found.items() if len(paths) == 1}


def _paths(part: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, inner in part.get("properties", {}).items():
        if inner.get("type") == "object":
            yield from _paths(inner, f"{path}/{key}")
        elif inner.get("type") != "array" and "title" in inner:
            yield f"{path}/{key}", str(inner["title"])
