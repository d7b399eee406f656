"""What came back, as a half-filled item of evidence: to be read again, finished and pasted.

Names of people stand in no item: they are remarked on, since a draft keeps people apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.claims import CLAIMS
from mcapproval.documents.kits.returned import Answers
from mcapproval.documents.word_form.naming import answer_in_words, titled
from mcapproval.draft.dates import day_in
from mcapproval.draft.model import Draft
from mcapproval.draft.yaml_text import yaml_text

END = (".", "!", "?", "\u2026")
"""What ends a sentence: behind it none of ours is put."""


@dataclass(frozen=True, slots=True)
class Item:
    """An item as far as it is known. `remarks` are for the author, and no part of it."""

    fields: dict[str, Any]
    remarks: tuple[str, ...] = field(default=())


def item_of(answers: Answers, file: str) -> Item:
    """One letter, attestation or record of a meeting."""
    if answers.kit == "meeting":
        return _meeting(answers, file)
    claims = [claim for claim in CLAIMS if claim in answers.ticked]
    whose = answers.text("organisation")
    fields: dict[str, Any] = {"type": answers.kit}
    remarks = [*_whose(fields, whose), *_dated(fields, answers.text("day"))]
    fields["says"] = " ".join(_said(answers)) or None
    fields["claims"] = claims
    fields["file"] = file
    if not claims:
        remarks.append("no claim is ticked: read what it says")
    signed = [answers.text(key) for key in ("name", "position") if answers.text(key)]
    if signed:
        remarks.append(f"signed by {', '.join(signed)}: put them under people, and their id here")
    else:
        remarks.append("nobody's name stands in it: is it signed?")
    if answers.text("named"):
        remarks.append(f"may they be named: {answers.text('named')}")
    return Item({k: v for k, v in fields.items() if v is not None}, tuple(remarks))


def _said(answers: Answers) -> Iterator[str]:
    """A sentence for each answer, theirs between quotation marks."""
    for key, what in (
        ("because", ""),
        ("send", "Would send or take on in two years: "),
        ("posts", "Roles that ask for these skills now: "),
        ("capacity", "Said as: "),
    ):
        if told := answers.text(key):
            theirs = told if re.fullmatch("[0-9]+", told) else f"\u201c{told}\u201d"
            yield f"{what}{theirs}{'' if told.endswith(END) else '.'}"


def _whose(fields: dict[str, Any], name: str) -> Iterator[str]:
    if name:
        fields["from"] = {"organisation": key_of(name)}
        yield f"{key_of(name)} is {name}: put it under organisations, if it is not there"
    else:
        yield "whose it is does not stand in it"


def _dated(fields: dict[str, Any], told: str) -> Iterator[str]:
    day = day_in(told)
    if day:
        fields["dated"] = day
    elif told:
        yield f"dated `{told}`: write it as year-month-day"
    else:
        yield "no day stands in it"


def _meeting(answers: Answers, file: str) -> Item:
    kind = answers.text("kind").casefold()
    fields: dict[str, Any] = {"type": "hui" if "hui" in kind else "meeting"}
    remarks = list(_dated(fields, answers.text("day")))
    told = [
        f"{label}: {answers.text(key)}"
        for key, label in (
            ("who", "Who took part"),
            ("discussed", "Discussed"),
            ("decided", "Decided"),
            ("changed", "Changed"),
        )
        if answers.text(key)
    ]
    fields["says"] = "\n".join(told)
    fields["claims"] = []
    fields["file"] = file
    agreed, when = answers.text("agreed"), answers.text("agreed-on")
    if agreed:
        remarks.append(f"agreed by {agreed}{f', {when}' if when else ''}")
    else:
        remarks.append("nobody of the partner has agreed to it")
    remarks.append("a meeting that changed the design belongs under co_design, meetings")
    return Item(fields, tuple(remarks))


def key_of(name: str) -> str:
    """A key for an organisation, from its name: `Te Kōanga Trust` becomes `te-koanga-trust`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    key = "-".join(re.findall(r"[a-z0-9]+", plain)).lstrip("0123456789-")
    return key[:60].rstrip("-") or "organisation"


def next_id(draft: Draft | None) -> str:
    """The id that the next item of a draft has."""
    taken = [row.get("id") for _, row in draft.rows("/need/evidence")] if draft else []
    numbers = [int(i[1:]) for i in taken if isinstance(i, str) and re.fullmatch(r"N[0-9]{1,6}", i)]
    return f"N{max(numbers, default=0) + 1}"


def as_yaml(item: Item, ident: str) -> str:
    """The item as it is pasted under `need: evidence:`, its remarks as comments below it."""
    _, *lines = yaml_text({"evidence": [{"id": ident, **item.fields}]}).splitlines()
    told = [line.removeprefix("  ") for line in lines]
    told += [f"  # {' '.join(remark.split())}" for remark in item.remarks]
    return "\n".join(told) + "\n"


def in_words(item: Item, ident: str) -> str:
    """The item as it is typed into a Word form, each answer after its label."""
    said = [f'In the form, under "{titled("need.evidence")}", item {ident}:']
    for key, value in item.fields.items():
        answer = answer_in_words(f"/need/evidence/0/{key}", value)
        said.append(f"  {titled(f'need.evidence.{key}')}: {answer}")
    said += [f"Look: {' '.join(remark.split())}" for remark in item.remarks]
    return "\n".join(said) + "\n"
