"""Play a story: every step goes through the actions that a person's command goes through."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from mcapproval.actions import setup
from mcapproval.actions.cases.moves import Moved, Said, move
from mcapproval.actions.demo.chance import salts
from mcapproval.actions.demo.growing import DRAFT, Grown, grown, seed
from mcapproval.actions.demo.itemised import show, touch
from mcapproval.actions.demo.sitting import sit
from mcapproval.actions.demo.story import Step, Story
from mcapproval.actions.desk import Desk, as_person
from mcapproval.actions.drafts import applications, framing, waivers
from mcapproval.actions.drafts.inside import read_inside
from mcapproval.actions.papers import packs
from mcapproval.actions.people import known
from mcapproval.actions.reviewing import answering, opening
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.errors import AskedWrongly, Refused, Trouble, Unmet

Tell = Callable[[str], None]

TRACKS = {"APP": "change", "MC": "listing", "ACC": "accreditation", "REV": "review"}
"""Which case of the story a reference that a move opened becomes."""

_PLACE = re.compile(r"^[^:]+, [^:]+: ")
"""The place in the draft that stands before a finding's sentence."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a story left: its cases by track, its versions, the packs it made, its last day."""

    name: str
    refs: Mapping[str, str]
    versions: int
    packs: tuple[Path, ...]
    last: date


@dataclass(slots=True)
class _Stage:
    """What changes while a story is played."""

    desk: Desk
    story: Story
    folder: Path
    packs: Path
    draft: Grown
    refs: dict[str, str] = field(default_factory=dict)
    version: int = 0
    made: list[Path] = field(default_factory=list)

    def case(self, step: Step) -> str:
        track = step.asks.get("case", "application")
        if track not in self.refs:
            raise AskedWrongly(f"the story has no {track} yet", "play the step later")
        return self.refs[track]


def play(desk: Desk, story: Story, folder: Path, packs_in: Path, tell: Tell) -> Played:
    """Play a story into simulated records, from the folder of its sample.

    `desk` is the administrator's. Packs go to `packs_in`, each in a folder of its reference. Raises
    Unmet where a step can't be played, or was to be refused and was not.
    """
    desk = replace(desk, salt=salts(story.name))
    _enter(desk.on(story.steps[0].recorded), story, folder)
    stage = _Stage(desk, story, folder, packs_in, seed(folder))
    for step in story.steps:
        try:
            found = DO[step.do](stage, _desk(stage, step), step)
        except Trouble as fault:
            raise _stopped(story, step, fault) from fault
        if step.tell:
            known = {"version": stage.version, "ref": stage.refs["application"]}
            known |= {"review": stage.refs.get("review", "")}
            tell(f" {step.on.isoformat()}  {step.tell.format_map(known | found)}")
    last = story.steps[-1].recorded
    return Played(story.name, dict(stage.refs), stage.version, tuple(stage.made), last)


def _enter(desk: Desk, story: Story, folder: Path) -> None:
    """The provider, its policy and its people, as the administrator enters them."""
    setup.add_organisation(desk, story.provider, story.provider_name, story.provider_type, None)
    setup.adopt_policy(desk, folder / story.policy, story.provider, story.steps[0].on)
    for person in story.people:
        known.add_person(desk, person.handle, person.name, person.contact, story.provider)
        for role in person.roles:
            known.grant(desk, person.handle, role, unit=story.provider)


def _desk(stage: _Stage, step: Step) -> Desk:
    desk = stage.desk.on(step.recorded)
    return as_person(desk, step.by) if step.by else desk


def _stopped(story: Story, step: Step, fault: Trouble) -> Unmet:
    reasons = fault.reasons if isinstance(fault, Refused) else ()
    why = "".join(f"; {reason.code}: {reason.message}" for reason in reasons)
    act = f"{step.do} {step.asks.get('move', '')}".strip()
    return Unmet(
        f"the story {story.name} stops at step {step.number} ({act}, {step.on}): "
        f"{fault.message}{why}",
        fault.hint,
    )


def _open(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    draft, findings = _grow(stage, desk, step)
    done = applications.open_draft(desk, draft, findings, stage.folder / DRAFT, step.on)
    stage.refs["application"], stage.version = done.ref, done.version
    return {}


def _update(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    draft, findings = _grow(stage, desk, step)
    done = applications.update_draft(
        desk,
        stage.refs["application"],
        draft,
        findings,
        stage.folder / DRAFT,
        applications.Asked(stage.version, step.on),
    )
    stage.version = done.version
    return {"fell": ", ".join(done.fell), "lapsed": ", ".join(done.lapsed)}


def _grow(stage: _Stage, desk: Desk, step: Step) -> tuple[Any, Any]:
    stage.draft = grown(stage.draft, step.asks["keys"], step.asks.get("instead", {}))
    known = framing.known_organisations(desk)
    reading = read_draft_bytes(stage.draft.text.encode(), DRAFT, known=known)
    return reading.draft, reading.findings


def _move(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    done = move(desk, stage.case(step), step.asks["move"], _said(stage, step), step.on)
    return _opened(stage, done)


def _opened(stage: _Stage, done: Moved) -> dict[str, Any]:
    """What a move opened joins the story; the review that is under way stays until the next."""
    for ref in done.opened:
        stage.refs.setdefault(TRACKS[ref.partition("-")[0]], ref)
    return {"opened": ", ".join(done.opened)}


def _refused(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    wanted = sorted(step.asks["codes"])
    try:
        move(desk, stage.case(step), step.asks["move"], _said(stage, step), step.on)
    except Refused as refusal:
        codes = sorted({reason.code for reason in refusal.reasons})
        if codes == wanted:
            reason = _PLACE.sub("", refusal.reasons[0].message)
            return {"reason": reason, "codes": ", ".join(codes)}
        raise
    raise Unmet(f"it was to be refused with {', '.join(wanted)}, and was made")


def _said(stage: _Stage, step: Step) -> Said:
    return Said(step.asks.get("set", {}), {}, _attached(stage, step), step.asks.get("note"))


def _attached(stage: _Stage, step: Step) -> dict[str, bytes]:
    found = {}
    for name in step.asks.get("attach", ()):
        fault, found[name] = read_inside(stage.folder, name)
        if fault:
            raise AskedWrongly(f"{name} can't be attached: {fault[0]}", "mend the story")
    return found


def _item(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    touch(desk, stage.case(step), step.asks, _attached(stage, step), step.on)
    return {}


def _ready(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    show(desk, stage.refs["accreditation"], step.asks["shows"], step.on)
    return {}


def _waive(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    asks = step.asks
    waivers.waive(desk, stage.case(step), asks["code"], asks["note"], asks.get("path"), step.on)
    return {}


def _grant(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    since, until = (
        date.fromisoformat(step.asks[key]) if key in step.asks else None
        for key in ("since", "until")
    )
    unit = stage.story.provider
    known.grant(desk, step.asks["person"], step.asks["role"], unit, None, since, until)
    return {}


def _meeting(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    asks = {**step.asks, "provider": stage.story.provider}
    return {"meeting": sit(desk, stage.refs["application"], asks, step.on)}


def _review_open(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    stage.refs["review"] = opening.open_review(desk, stage.refs["listing"], step.on).ref
    return {}


def _review_answer(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    file = stage.folder / step.asks["file"]
    still_open = answering.answer(desk, stage.refs["review"], file, step.on)
    return {"open": "; ".join(still_open)}


def _pack(stage: _Stage, desk: Desk, step: Step) -> dict[str, Any]:
    ref = stage.refs["application"]
    done = packs.pack(desk, ref, stage.packs / ref)
    stage.made.append(done.folder)
    return {"files": done.files}


DO: Mapping[str, Callable[[_Stage, Desk, Step], dict[str, Any]]] = {
    "open": _open,
    "update": _update,
    "move": _move,
    "refused": _refused,
    "item": _item,
    "ready": _ready,
    "waive": _waive,
    "grant": _grant,
    "meeting": _meeting,
    "review-open": _review_open,
    "review-answer": _review_answer,
    "pack": _pack,
}
