"""What everybody said in a survey, summed into one half-filled item of evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from mcapproval.documents.claims import IN_DEMAND, REFLECTS_JOB
from mcapproval.documents.cleaning import clean
from mcapproval.documents.kits.asked import NO, UNSURE, YES
from mcapproval.documents.kits.items import Item
from mcapproval.documents.kits.returned import Answers
from mcapproval.documents.kits.survey import QUESTION
from mcapproval.draft.words import shown

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

FEW = 10
"""How many answers that were not understood the author is shown; the file has all."""

REMARKS = (
    "write whose survey it is, its day, and how many were asked: from, dated, asked",
    "a claim is put here where more than half of all who answered said yes to it",
)
"""What the author is told of every survey."""


def item_of_survey(answered: Sequence[Answers], files: Sequence[str]) -> Item:
    """Surveys that came back one by one, as one item with the sums."""
    item = _summed([_as_row(each) for each in answered], files[0])
    if len(files) == 1:
        return item
    told = f"these are the answers of {len(files)} files, and `file` names one: {', '.join(files)}"
    return replace(item, remarks=(*item.remarks, clean(told)))


def _as_row(answers: Answers) -> dict[str, str]:
    found = {key.removesuffix(":text"): told for key, told in answers.written.items()}
    for key in sorted(answers.ticked):
        question, _, choice = key.partition(":")
        if question == "q3":
            found[key] = choice
            continue
        before = found.get(f"{question}:odd") or found.get(f"{question}:choice")
        if before:
            found[f"{question}:odd"] = f"{before} and {choice}"
        found[f"{question}:choice"] = UNSURE.key if before else choice
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
            if _plainly(told) in YES_WORDS:
                found[f"q3:{outcome[1]}"] = outcome[1]
            else:
                found[f"q3:{outcome[1]}-no"] = ""
                if _plainly(told) not in NO_WORDS:
                    found[f"{outcome[1]}:unread"] = told.strip()
        elif "(yes, no or not sure)" in heading:
            found[f"{question}:choice"] = _choice(told)
            if _plainly(told) not in (*YES_WORDS, *NO_WORDS, *UNSURE_WORDS):
                found[f"{question}:odd"] = told.strip()
        else:
            found[question] = told.strip()
    return found


def _plainly(told: str) -> str:
    return told.strip().casefold().replace("\u2019", "'").rstrip(" .!")


def _choice(told: str) -> str:
    said = _plainly(told)
    return YES.key if said in YES_WORDS else NO.key if said in NO_WORDS else UNSURE.key


def _summed(rows: Sequence[dict[str, str]], file: str) -> Item:
    """One item of everybody's answers; a survey that came back blank is nobody's answer."""
    rows = [row for row in rows if row]
    told = [f"{len(rows)} answered."]
    claims, remarks = [], list(REMARKS)
    for question, (what, claim) in CHOSEN.items():
        said = [row[f"{question}:choice"] for row in rows if f"{question}:choice" in row]
        if not said:
            continue
        yes, no = said.count(YES.key), said.count(NO.key)
        unsure = f", {len(said) - yes - no} not sure" if len(said) > yes + no else ""
        told.append(f"Of {len(said)}, {yes} say that {what}, {no} that not{unsure}.")
        if claim and yes * 2 > len(rows):
            claims.append(claim)
        elif claim and yes:
            of = f"{yes} of the {len(rows)} who answered said yes to it"
            remarks.append(f"`{claim}` is not put here: {of}")
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
    if len(numbers) > len(send):
        remarks.append(f"{len(numbers) - len(send)} answered question 4 in words: see the file")
    for how, kept in (("not sure", ":odd"), ("not wanting an outcome", ":unread")):
        odd = [(key, row[key]) for row in rows for key in row if key.endswith(kept)]
        remarks += [f"counted as {how}: {_few(odd)}"] if odd else []
    wrote = sum(any(row.get(key) for key in IN_WORDS) for row in rows)
    if wrote:
        remarks.append(f"{wrote} wrote in their own words too: sum it up from the file")
    return Item(fields, tuple(remarks))


def _few(odd: Sequence[tuple[str, str]]) -> str:
    """Some answers that were not understood, each with its question or outcome."""
    told = ", ".join(
        f"`{shown(said)}` ({key.partition(':')[0].replace('q', 'question ')})"
        for key, said in odd[:FEW]
    )
    return f"{told}, and {len(odd) - FEW} more" if len(odd) > FEW else told


def _is_outcome(row: dict[str, str], key: str) -> bool:
    return key.startswith("q3:") and bool(row[key])
