"""The words of the form that are not a question's own, and the help put for somebody in Word."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator
from typing import Any

from mcapproval.documents.word_form.choices import in_words
from mcapproval.documents.word_form.plan import Field, Table
from mcapproval.draft.help import Question
from mcapproval.draft.nodes import Group, Listing, Node, Scalar

INTRO = (
    "Fill in what you know, in any order, and leave the rest empty: half a form is welcome. Under "
    "each question stands what it asks, the clause that asks for it where there is one, and an "
    "example of a good answer. The people in the examples are invented.",
    "Write in the boxes and in the cells of the tables. What stands elsewhere is reported and kept "
    "as a comment; it is never lost.",
    "A day can be written as 2026-04-03, as 3 April 2026 or as 3/04/2026. For another row press "
    "Tab in the last cell of a table; where each entry has a small table of its own, copy a whole "
    "one and paste it below.",
    "Names of people stand only under People. Everywhere else write their id, such as person-1: so "
    "a name can be removed later.",
    "Comments in the margin are kept with the application. Accept or reject tracked changes before "
    "you send the form in. Letters and other papers go into the same folder as this form, and are "
    "named here.",
)

ENTRY = "For another provider, copy everything from this heading to the next and paste it below."
NO_ENTRIES = "If there are none, write none in the first row."
NO_CARDS = "If there are none, write none in the first field of the first one."

_FILE = "Its name as it lies beside this form, with / where it lies in a folder there."
_REPORT = "The evidence-of-need report shows what serves which."
_PUT_FOR_WORD = (
    ("Put it in quotes. ", ""),
    ("write [] after the colon: that says so", "write none in the first row: that says so"),
    ("Leave it as [] if nothing does.", "Write none in the first row if nothing does."),
    ("Write [] if it", "Write none if it"),
    ("An empty list says that it was not delivered in the period.", ""),
    ("An empty list says that there were none.", "Where there were none, the first row says none."),
    ("under need, evidence, that", "under Evidence of need gathered afresh that"),
    ("One of the keys of the records.", "As the records call it, such as otago-polytechnic."),
    ("Put the file beside this draft.", "Put the file beside this form."),
    ("under or_because", "under Why nothing changed"),
    ("in-demand, that people", "that people"),
    ("; assessment-reflects-job, that the tasks", ", or that the tasks"),
    ("A path inside this draft's own folder, with / between folders.", _FILE),
    ("A path inside the draft's own folder, with / between folders.", _FILE),
    ("A path inside the answers' own folder, with / between folders.", _FILE),
    ("See the table with: mcapproval evidence coverage FILE", _REPORT),
    ("`", ""),
)


def asked(question: Question, choices: tuple[str, ...] = ()) -> str:
    """What a question asks, with its choices where a field can't offer them, and its clause."""
    words = question.ask
    for ours, theirs in _PUT_FOR_WORD:
        words = words.replace(ours, theirs)
    if choices:
        words = words.replace("One or several.", "")
        words = f"{words} One or several of: {', '.join(choices)}."
    if question.clause:
        words = f"{words} ({question.clause}{_numbering(question.clause)})"
    return " ".join(words.split())


def _numbering(clause: str) -> str:
    return ", 2022 numbering" if clause.startswith("rule") else ""


def example(field: Field) -> str:
    """An answer that a quality adviser would accept; empty where none is told."""
    if field.told.good:
        return f"For example: {field.told.good}"
    short = field.told.example
    if not short or "\n" in short:
        return ""
    said = (_worded(field, each) for each in _shown(short))
    return f"For example: {', '.join(said)}"


def _worded(field: Field, answer: str) -> str:
    """An example with each choice in it in words."""
    parts = answer.split(", ") if field.choices else [answer]
    return ", ".join(in_words(field.path, p) if p in field.choices else p for p in parts)


def _shown(short: str) -> list[str]:
    if short.startswith("["):
        return [part.strip() for part in short.strip("[]").split(",")]
    return [str(json.loads(short)) if short.startswith('"') else short]


def example_row(table: Table) -> str:
    """The first entry of a list's example as a sentence: each column with its answer."""
    text = table.told.example
    if "\n" not in text:
        return ""
    from mcapproval.draft.tree import tree  # YAML takes long to load

    root = tree(f"list:\n{textwrap.indent(text.strip(chr(10)), '  ')}".encode(), "example")
    entry: Node = root.entries[0].value
    key = ""
    if isinstance(entry, Group):
        key, entry = entry.entries[0].key, entry.entries[0].value
    elif isinstance(entry, Listing):
        entry = entry.items[0]
    assert isinstance(entry, Group)
    found = dict(_answers(entry, ""))
    if key:
        found["id"] = key
    said = [f"{c.label}: {_worded(c, found[c.key])}" for c in table.columns if c.key in found]
    return f"For example: {'; '.join(said)}"


def _answers(group: Group, above: str) -> Iterator[tuple[str, str]]:
    for entry in group.entries:
        value: Any = entry.value
        if isinstance(value, Group):
            yield from _answers(value, f"{above}{entry.key}.")
        elif isinstance(value, Listing):
            texts = [item.text for item in value.items if isinstance(item, Scalar)]
            yield f"{above}{entry.key}", ", ".join(texts)
        else:
            yield f"{above}{entry.key}", value.text


def column_help(field: Field) -> str:
    """What a column asks, after its label; empty where the label says it all."""
    if field.locked:
        return ""
    several = several_of(field)
    ask = asked(field.told, several)
    good = f" For example: {field.told.good}" if field.told.good else ""
    return f"{field.label}: {ask}{good}" if ask or good else ""


def several_of(field: Field) -> tuple[str, ...]:
    """The choices, in words, of a field that can't offer them since it may have several."""
    if field.items != "choices":
        return ()
    return tuple(in_words(field.path, choice) for choice in field.choices)


def ours(text: str) -> str:
    """A text as it is compared: without regard to how its spaces and lines are set."""
    return re.sub(r"\s+", " ", text).strip()
