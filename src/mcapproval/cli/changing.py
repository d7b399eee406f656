"""`change`: whether a change must be applied for, overruling that, and noting a smaller one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import whole
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import (
    as_json_option,
    counted,
    next_step,
    put,
    put_json,
    talk,
    wrapped,
)

if TYPE_CHECKING:
    from datetime import date

    from mcapproval.actions.changes import Judged
    from mcapproval.rules.change_needed import Differing

SHORT = 60
"""Characters of an answer that are shown; the whole of it is in the JSON."""

MC = click.argument("mc", type=seat.REF, metavar="MC")
SOURCE = click.argument("source", type=seat.NAME_OR_REF, metavar="FILE|REF")
EFFECTIVE = click.option("--effective", type=seat.DAY, metavar="DAY", help="The day it happened.")
NOTE = "Why, in your words; kept apart from the journal."


@seat.seat
@click.group(
    name="change",
    cls=Group,
    help="""Must a change of a micro-credential be applied for? The draft is held to what stands
approved, answer by answer.

\b
Examples:
  mcapproval change judge MC-0001 draft.yaml
  mcapproval change record MC-0001 draft.yaml --as hemi
""",
)
def change_command() -> None:
    pass


@change_command.command(
    name="judge",
    help="""What differs, what each answer is, and whether the change must be applied for.

\b
Examples:
  mcapproval change judge MC-0001 draft.yaml
  mcapproval change judge MC-0001 APP-2027-0001 --json
""",
)
@MC
@SOURCE
@as_json_option
@seat.seat
def change_judge(mc: str, source: str, as_json: bool) -> None:
    from mcapproval.actions.changes import judge

    found = judge(seat.desk(), mc, source)
    if as_json:
        put_json(_plain(found))
        return
    _tell(found)
    if found.says == "yes" and found.application:
        _then("next", found.application)
    elif found.says == "yes":
        if not found.framed:
            talk(
                'next: write change under "Kind of application" (kind: change) and '
                f'{found.ref} under "Micro-credential this is about" (of: {found.ref}), then:'
            )
        if found.under_way:
            talk(f"{found.under_way} applies for a change of {found.ref} already:")
            _then("update", found.under_way, source)
        else:
            _then("open", source)
    elif found.rule.differs:
        _then("change", "record", found.ref, source)


def _then(*words: str) -> None:
    """What to do next; whoever only looked is told that it needs a person."""
    person = seat.person_named() or "PERSON"
    talk(f"next: {whole(words, {**seat.given(), 'person': person})}")


@change_command.command(
    name="record",
    help="""Note a change that needs no application: the next comparison starts from it.

\b
Example:
  mcapproval change record MC-0001 draft.yaml --as hemi
""",
)
@MC
@SOURCE
@click.option("--note", help=NOTE)
@EFFECTIVE
@seat.seat
def change_record(mc: str, source: str, note: str | None, effective: date | None) -> None:
    from mcapproval.actions.changes import record

    found = record(seat.desk(), mc, source, note, effective)
    put(f"{found.ref}: {_places(found)} noted; it stands approved as it is there now")
    next_step("history", found.ref)


@change_command.command(
    name="overrule",
    help="""Say otherwise than the rule, with the reason. With `--says no` the change is noted; with
`--says yes` this content may be applied for.

\b
Example:
  mcapproval change overrule MC-0001 draft.yaml --says no --note "A slip of the pen" --as hemi
""",
)
@MC
@SOURCE
@click.option("--says", type=click.Choice(["yes", "no"]), required=True, help="Your word on it.")
@click.option("--note", required=True, help=NOTE)
@EFFECTIVE
@seat.seat
def change_overrule(mc: str, source: str, says: str, note: str, effective: date | None) -> None:
    from mcapproval.actions.changes import overrule

    found = overrule(seat.desk(), mc, source, says, note, effective)
    put(f"{found.ref}: overruled, {says}; the rule says {found.rule.says}: {found.rule.because}")
    next_step("history", found.ref)


def _places(found: Judged) -> str:
    return counted(len(found.rule.differs), "answer")


def _tell(found: Judged) -> None:
    from mcapproval.documents.word_form.naming import place_of

    put(f"{found.ref}  {found.title}")
    many = "" if len(found.rule.differs) != 1 else "s"
    put(f"Held to {found.held_to}: {_places(found)} differ{many}.")
    for one in found.rule.differs:
        put(place_of(one.path))
        for sign, value in (("-", one.before), ("+", one.after)):
            if value is not None:
                put(f"  {sign} {_shown(one.path, value)}")
        put(wrapped(_what(one), "  ", "    "))
    clause = f" ({found.rule.clause})" if found.rule.clause else ""
    put(wrapped(f"Needs a change application: {found.rule.says}, because "
                f"{found.rule.because}{clause}."))  # fmt: skip
    if found.overruled_by:
        put(f"Overruled by {found.overruled_by} on {found.overruled_on}: {found.says}.")


def _what(one: Differing) -> str:
    from mcapproval.rules.change_needed import WORDS

    told = f"{WORDS[one.kind]}: {one.by}"
    return f"{told}; this is applied for" if one.applied_for else told


def _shown(path: str, value: Any) -> str:
    from mcapproval.documents.word_form.naming import answer_in_words

    said = " ".join(answer_in_words(path, value).split())
    return said if len(said) <= SHORT else f"{said[: SHORT - 1]}…"


def _plain(found: Judged) -> dict[str, Any]:
    return {
        "micro_credential": found.ref,
        "title": found.title,
        "held_to": found.held_to,
        "says": found.says,
        "rule_says": found.rule.says,
        "because": found.rule.because,
        "clause": found.rule.clause,
        "overruled_by": found.overruled_by,
        "overruled_on": found.overruled_on,
        "differs": [
            {
                "path": one.path,
                "before": one.before,
                "after": one.after,
                "is": one.kind,
                "applied_for": one.applied_for,
                "by": one.by,
            }
            for one in found.rule.differs
        ],
    }
