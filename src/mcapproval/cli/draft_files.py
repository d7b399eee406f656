"""`draft`: an empty page to fill in, as text or as a Word form, and one as the other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import next_step, put, talk
from mcapproval.cli.view import view
from mcapproval.errors import OtherRecords

if TYPE_CHECKING:
    from mcapproval.actions.desk import Desk
    from mcapproval.draft.help import Own

ROUTES = ("nzqa", "university", "skills-board")
KINDS = ("listing-and-approval", "listing-approval-and-accreditation", "accreditation", "change")
FILE = seat.PLACE


@seat.seat
@click.group(
    name="draft",
    cls=Group,
    help="""A draft to fill in: a Word form, or a commented text.

\b
Examples:
  mcapproval draft new my-draft.docx
  mcapproval draft new my-draft.yaml
  mcapproval draft convert my-draft.docx my-draft.yaml
  mcapproval draft take APP-2027-0007 change
""",
)
def draft_command() -> None:
    pass


@draft_command.command(
    name="new",
    help="""Write a draft that can be filled in without reading anything else: a Word form where the
file ends in .docx, else a commented text.

\b
Examples:
  mcapproval draft new my-draft.docx
  mcapproval draft new my-draft.yaml
  mcapproval draft new my-draft.yaml --route university
  mcapproval draft new my-draft.docx --kind accreditation
  mcapproval draft new call.yaml --enquiry
""",
)
@click.argument("file", type=FILE)
@click.option("--route", type=click.Choice(ROUTES), default="nzqa", show_default=True)
@click.option("--kind", type=click.Choice(KINDS), help="What is asked for.")
@click.option("--enquiry", is_flag=True, help="Only what the first telephone call says.")
@seat.seat
def draft_new(file: Path, route: str, kind: str | None, enquiry: bool) -> None:
    from mcapproval.actions.drafts.converting import WORD, look_of
    from mcapproval.actions.papers.printing import put_new
    from mcapproval.actions.policies import policy_above
    from mcapproval.draft.template import new_draft
    from mcapproval.workflow.routes import route_for

    look = look_of(file)
    usual = KINDS[0] if route == "skills-board" else KINDS[1]
    kind = kind or usual
    route_for(route, kind)
    desk = _records()
    own = _asked_before(desk, policy_above(file.parent, seat.today()).questions)
    if look in WORD:
        data = _form(route, kind, own, enquiry, desk)
    else:
        text = new_draft(route, kind, own, enquiry=enquiry, standing=_standing(desk))
        data = text.encode("utf-8")
    put_new(data, file)
    put(f"{file} is ready to be filled in.")
    next_step("check", str(file))


def _form(route: str, kind: str, own: Own, enquiry: bool, desk: Desk | None) -> bytes:
    from mcapproval.documents.word_form.writing import form

    content = {"route": route, "kind": kind, "title": "Working title"}
    return form(content, own, _standing(desk), _texts(desk), enquiry=enquiry)


def _records() -> Desk | None:
    """The records of whoever drafts, where they are named. Those that mcapproval.toml alone names
    may be out of reach where drafts are written.
    """
    if not seat.records_named(in_policy=True):
        return None
    try:
        return view()
    except OtherRecords as fault:
        if seat.records_named():
            raise
        talk(f"without what the records know: {fault.message}")
        return None


def _asked_before(desk: Desk | None, own: Own) -> Own:
    """The provider's words, with what was asked about earlier applications of these records."""
    if desk is None:
        return own
    from mcapproval.actions.drafts.asked_before import in_the_questions

    return in_the_questions(desk, own)


def _standing(desk: Desk | None) -> dict[str, str]:
    """The texts that the provider of the records keeps."""
    if desk is None:
        return {}
    from mcapproval.actions.texts.placing import in_place_of_questions

    return in_place_of_questions(desk)


def _texts(desk: Desk | None) -> dict[str, str]:
    """The words of those texts, each by its name with its version."""
    if desk is None:
        return {}
    from mcapproval.actions.texts.placing import words_by_name

    return words_by_name(desk)


@draft_command.command(
    name="convert",
    help="""A draft as the other kind of file, with the same content: a text as a Word form for
those who write in Word, a filled-in form as a text. The files that it names stay where they are.

\b
Examples:
  mcapproval draft convert my-draft.yaml my-draft.docx
  mcapproval draft convert my-draft.docx my-draft.yaml
""",
)
@click.argument("source", metavar="FROM", type=FILE)
@click.argument("to", metavar="TO", type=FILE)
@seat.seat
def draft_convert(source: Path, to: Path) -> None:
    from mcapproval.actions.drafts.converting import converted
    from mcapproval.actions.papers.printing import put_new
    from mcapproval.actions.policies import policy_above

    own = policy_above(to.parent, seat.today()).questions
    made = converted(source, to, own, _texts(_records()))
    put_new(made.data, to)
    for line in made.told:
        talk(line)
    put(f"{to} says what {source} says.")
    next_step("check", str(to))


@draft_command.command(
    name="take",
    help="""What an application says in the records, as a file to work on, with the files that it
names: for one that was opened for a change, filled with what stands approved.

\b
Examples:
  mcapproval draft take APP-2027-0007 change
  mcapproval draft take APP-2027-0007 change --word
""",
)
@click.argument("ref", type=seat.REF, metavar="APP")
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--word", is_flag=True, help="A Word form in place of a text.")
@seat.seat
def draft_take(ref: str, folder: Path, word: bool) -> None:
    from mcapproval.actions.drafts.taking_out import take_out
    from mcapproval.actions.policies import policy_above

    own = policy_above(folder.parent, seat.today()).questions
    names = take_out(seat.desk(), ref, folder, word, own)
    for name in names:
        put(str(folder / name))
    next_step("update", ref, str(folder / names[0]))
