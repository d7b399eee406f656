"""What came back, as a half-filled item of evidence: to be read again, finished and pasted.

Names of people stand in no item: they are remarked on, since a draft keeps people apart.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.claims import CLAIMS, IN_DEMAND, REFLECTS_JOB
from mcapproval.documents.kits.returned import Answers
from mcapproval.documents.kits.survey import QUESTION
from mcapproval.documents.word_form.naming import answer_in_words, titled
from mcapproval.draft.dates import day_in
from mcapproval.draft.model import Draft
from mcapproval.draft.yaml_text import yaml_text

YES_WORDS = ("yes", "y", "āe", "ae", "?e", "true", "1", "x")
NO_WORDS = ("no", "n", "kāo", "kao", "k?o", "false", "0")
UNSURE_WORDS = ("not sure", "unsure", "don't know", "maybe", "?")
"""How people answer; a `?` stands for a macron that a spreadsheet did not keep."""

IN_WORDS = ("q3", "q5", "q6", "q7", "q8")
"""The questions of the survey that are answered in words."""
CHOSEN = {
    "q2": ("it is needed", IN_DEMAND),
    "q5": ("what is assessed reflects the work", REFLECTS_JOB),
    "q6": ("the time and the way would suit", ""),
}
"""The questions of the survey with yes and no: what a yes says, and the claim that it asks for."""


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
    if answers.text("because"):
        yield answers.text("because")
    if answers.text("send"):
        yield f"Would send or take on in two years: {answers.text('send')}."
    if answers.text("posts"):
        yield f"Roles that ask for these skills now: {answers.text('posts')}."
    if answers.text("capacity"):
        yield f"Said as: {answers.text('capacity')}."


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


def item_of_survey(answered: Sequence[Answers], file: str) -> Item:
    """Surveys that came back one by one, as one item with the sums."""
    rows = [_as_row(each) for each in answered]
    return _summed(rows, file)


def _as_row(answers: Answers) -> dict[str, str]:
    found = {key.removesuffix(":text"): told for key, told in answers.written.items()}
    for key in answers.ticked:
        question, _, choice = key.partition(":")
        found[key if question == "q3" else f"{question}:choice"] = choice
    return found


def item_of_sheet(rows: Iterable[dict[str, str]], file: str) -> Item:
    """The lines of a sheet, each a person's; one without any answer is nobody's."""
    return _summed([row for row in map(_from_sheet, rows) if row], file)


def _from_sheet(line: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for heading, told in line.items():
        number = QUESTION.match(heading)
        if not number or not told.strip():
            continue
        question = f"q{number[1]}"
        outcome = re.match(r"'?3\. (LO[0-9]+)", heading)
        if outcome:
            if told.strip().casefold() in YES_WORDS:
                found[f"q3:{outcome[1]}"] = outcome[1]
            else:
                found[f"q3:{outcome[1]}-no"] = ""
        elif "(yes, no or not sure)" in heading:
            found[f"{question}:choice"] = _choice(told)
            if told.strip().casefold() not in (*YES_WORDS, *NO_WORDS, *UNSURE_WORDS):
                found[f"{question}:odd"] = told.strip()
        else:
            found[question] = told.strip()
    return found


def _choice(told: str) -> str:
    said = told.strip().casefold()
    return "yes" if said in YES_WORDS else "no" if said in NO_WORDS else "unsure"


def _summed(rows: Sequence[dict[str, str]], file: str) -> Item:
    """One item of everybody's answers; a survey that came back blank is nobody's answer."""
    rows = [row for row in rows if row]
    told = [f"{len(rows)} answered."]
    claims = []
    for question, (what, claim) in CHOSEN.items():
        said = [row[f"{question}:choice"] for row in rows if f"{question}:choice" in row]
        if said:
            yes, no = said.count("yes"), said.count("no")
            told.append(f"Of {len(said)}, {yes} say that {what}, {no} that not.")
            claims += [claim] if claim and yes > no else []
    wanted = {key.partition(":")[2] for row in rows for key in row if _is_outcome(row, key)}
    for outcome in sorted(wanted, key=lambda ident: (len(ident), ident)):
        want = sum(row.get(f"q3:{outcome}") == outcome for row in rows)
        told.append(f"{outcome} is wanted by {want}.")
    numbers = [row["q4"] for row in rows if row.get("q4")]
    send = [int(number) for number in numbers if re.fullmatch(r"[0-9]{1,6}", number)]
    if send:
        told.append(f"{len(send)} gave a number: {sum(send)} people together in two years.")
    fields = {
        "type": "survey",
        "says": " ".join(told),
        "claims": claims,
        "responses": len(rows),
        "file": file,
    }
    remarks = [
        "write whose survey it is, its day, and how many were asked: from, dated, asked",
        "a claim is put here where more said yes to it than no",
    ]
    if len(numbers) > len(send):
        remarks.append(f"{len(numbers) - len(send)} answered question 4 in words: see the file")
    odd = [f"`{row[key]}`" for row in rows for key in row if key.endswith(":odd")]
    if odd:
        remarks.append(f"counted as not sure: {', '.join(odd)}")
    wrote = sum(any(row.get(key) for key in IN_WORDS) for row in rows)
    if wrote:
        remarks.append(f"{wrote} wrote in their own words too: sum it up from the file")
    return Item(fields, tuple(remarks))


def _is_outcome(row: dict[str, str], key: str) -> bool:
    return key.startswith("q3:") and bool(row[key])


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
