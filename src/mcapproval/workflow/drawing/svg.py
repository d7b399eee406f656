"""A workflow, and a case on its way through it, as an SVG picture with its words.

The bytes are the same for the same definition, policy and case. It brings its own paper, so that
it can be read on a dark page too; no part of it says anything by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from mcapproval.clock import spoken
from mcapproval.policy.model import SHIPPED, Policy
from mcapproval.workflow.drawing.layout import MARGIN, laid_out
from mcapproval.workflow.drawing.picture import stood, waits_for
from mcapproval.workflow.drawing.plan import Plan, planned
from mcapproval.workflow.drawing.shapes import Drawing, Note, Words
from mcapproval.workflow.drawing.signs import ROOT, Part, element, legend, style
from mcapproval.workflow.drawing.text import escaped, plain, width, wrapped
from mcapproval.workflow.drawing.told import description
from mcapproval.workflow.drawing.walked import Walked
from mcapproval.workflow.model import Definition

HEADING, BESIDE = 18, 13
LEAST = 420
"""Pixels that a picture is wide at least, for its heading and legend."""


def svg(definition: Definition, policy: Policy = SHIPPED, case: Walked | None = None) -> str:
    return _written(drawing_of(definition, policy, case), definition, policy, case)


def drawing_of(
    definition: Definition, policy: Policy = SHIPPED, case: Walked | None = None
) -> Drawing:
    """The whole picture with the place of each part."""
    plan = planned(definition)
    marks = {name: case.mark(name) if case else "" for name in definition.states}
    notes = {name: tuple(_notes(definition, plan, policy, case, name)) for name in marks}
    about = _about(definition, case)
    room = max(LEAST, laid_out(definition, plan, notes, marks, 0).wide) - 2 * MARGIN
    heading = list(_heading(definition.title, about, room))
    drawing = laid_out(definition, plan, notes, marks, heading[-1].y - 10)
    drawing.words += heading
    drawing.wide = max(drawing.wide, LEAST)
    legend(drawing, MARGIN)
    return drawing


def _about(definition: Definition, case: Walked | None) -> str:
    if case is None:
        return f"Workflow {definition.name}"
    title = f"{case.ref} {case.title}".strip()
    return f"{title}, as it stood on {spoken(case.today)}"


def _heading(title: str, about: str, room: int) -> Iterator[Words]:
    y = MARGIN + 12
    for text, size, bold in ((title, HEADING, True), (about, BESIDE, False)):
        for line in wrapped(text, size, room, bold):
            yield Words(line, MARGIN, y, width(line, size, bold), size, bold=bold)
            y += size + 6


def _notes(
    definition: Definition, plan: Plan, policy: Policy, case: Walked | None, name: str
) -> Iterator[Note]:
    state = definition.states[name]
    if case and (told := stood(state, case, policy)):
        yield Note(case.mark(name), told[0])
    if waited := waits_for(state, policy):
        yield Note("wait", f"waits for {waited}")
    for label in plan.stays.get(name, ()):
        yield Note("stay", label)
    for label in plan.returns.get(name, ()):
        yield Note("return", f"{label}: back to where it was")
    if state.end:
        yield Note("end", "an end")


def _written(
    drawing: Drawing,
    definition: Definition,
    policy: Policy,
    case: Walked | None,
) -> str:
    title = f"{definition.title}. {_about(definition, case)}"
    size = f'width="{drawing.wide}" height="{drawing.high}"'
    key = f"{definition.hash[:12]}{f'-{escaped(case.ref)}' if case else ''}"
    told = "\n".join(escaped(plain(said)) for said in description(definition, policy, case))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
        f'viewBox="0 0 {drawing.wide} {drawing.high}" role="img" '
        f'aria-labelledby="title-{key} words-{key}" class="{ROOT}" lang="en-NZ">',
        f'<title id="title-{key}">{escaped(plain(title))}</title>',
        f'<desc id="words-{key}">{told}</desc>',
        *style(),
        f'<rect class="paper" {size}/>',
    ]
    parts: tuple[Part, ...] = (
        *sorted(drawing.lines, key=lambda line: line.bridge),
        *drawing.dots,
        *drawing.heads,
        *drawing.boxes,
        *drawing.signs,
        *drawing.words,
    )
    for part in parts:
        lines += element(part)
    return "\n".join((*lines, "</svg>")) + "\n"
