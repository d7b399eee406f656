"""`text`: the texts that a provider keeps once, by version, and where they are used."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Group
from mcapproval.cli.say import as_json_option, counted, formats, put, put_json, put_lines, put_table

if TYPE_CHECKING:
    from mcapproval.actions.texts.keeping import Kept
    from mcapproval.reports.table import Cell

NAME = "NAME[@VERSION]"


@seat.seat
@click.group(
    name="text",
    cls=Group,
    help="""Texts that every application says alike: kept once, pinned by version where used.

\b
Examples:
  mcapproval text add rpl rpl.txt --question recognition_of_prior_learning --as mele
  mcapproval text list
  mcapproval text show rpl

A draft names one in the place of an answer, `see: rpl@3`, and papers print it in full.
""",
)
def text_command() -> None:
    pass


@text_command.command(
    name="add",
    help="""Keep a text, or a new version of it. What says an earlier version goes on saying that.

\b
Examples:
  mcapproval text add rpl rpl.txt --question recognition_of_prior_learning --as mele
  mcapproval text add complaints complaints.txt --title "Complaints and appeals" --as mele

FILE is plain text, UTF-8. Say roles in it and no names: every version is kept, and a text that
says who somebody is, where the records know them, is refused. A title or a question is put right
by the same words with another: that too is a new version. Every application that says the text is
listed then.
""",
)
@click.argument("key")
@click.argument("file", type=seat.PLACE)
@click.option("--title", help="What people call it.")
@click.option("--question", metavar="PATH", help="Which question of a draft it answers.")
@click.option("--provider", metavar="KEY", help="Whose text it is; else the records' own.")
@click.option("--effective", type=seat.DAY, metavar="DAY", help="The day from which it holds.")
@as_json_option
@seat.seat
def text_add(
    key: str,
    file: Path,
    title: str | None,
    question: str | None,
    provider: str | None,
    effective: date | None,
    as_json: bool,
) -> None:
    from mcapproval.actions.texts.keeping import add_text
    from mcapproval.draft.source import read_file, text_of

    said = text_of(read_file(file), str(file))
    kept = add_text(seat.desk(), key, said, title, question, provider, effective)
    if as_json:
        put_json(_data(kept))
        return
    put(f"{kept.named}  {kept.title}")
    if kept.only:
        put(f"The words are those of the version before; only the {kept.only} is new.")
    _uses(kept)


@text_command.command(
    name="list",
    help="""The texts, each in its newest version, and how many applications say it.

\b
Examples:
  mcapproval text list
  mcapproval text list --json
""",
)
@click.option("--provider", metavar="KEY", help="Only those of one provider.")
@formats
@seat.seat
def text_list(provider: str | None, as_json: bool, as_csv: bool) -> None:
    from mcapproval.actions.texts.keeping import list_texts
    from mcapproval.reports.table import Column, Table

    columns = (
        Column("name", "Text", whole=True),
        Column("title", "Title"),
        Column("question", "Answers"),
        Column("provider", "Provider"),
        Column("from", "Since"),
        Column("used", "Used by", right=True),
    )
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            "name": kept.named,
            "title": kept.title,
            "question": kept.question,
            "provider": kept.provider,
            "from": kept.from_day,
            "used": len({use.ref for use in kept.uses}),
        }
        for kept in list_texts(seat.desk(), provider)
    )
    empty = "No text is kept yet: mcapproval text add KEY FILE"
    put_table(Table(columns, rows, empty), as_json, as_csv)


@text_command.command(
    name="show",
    help="""A text in full, and the applications that say it.

\b
Examples:
  mcapproval text show rpl
  mcapproval text show rpl@2 --json
""",
)
@click.argument("name", metavar=NAME)
@click.option("--provider", metavar="KEY", help="Whose text it is; else the records' own.")
@as_json_option
@seat.seat
def text_show(name: str, provider: str | None, as_json: bool) -> None:
    from mcapproval.actions.texts.keeping import show_text

    kept = show_text(seat.desk(), name, provider)
    if as_json:
        put_json(_data(kept))
        return
    answers = f", answers {kept.question}" if kept.question else ""
    put(f"{kept.named}  {kept.title}  (since {kept.from_day}{answers})")
    put()
    put_lines(kept.text + "\n")
    put()
    _uses(kept)


def _uses(kept: Kept) -> None:
    """Every application that says the text, those behind the version named."""
    if not kept.uses:
        put("No application says it.")
        return
    from mcapproval.documents.word_form.naming import place_of

    many = len({use.ref for use in kept.uses})
    put(f"{counted(many, 'application says', 'applications say')} it:")
    for use in kept.uses:
        behind = "" if use.number == kept.number else f"  (version {use.number})"
        put(f"  {use.ref}  {use.title}  at {place_of(use.path)}{behind}")


def _data(kept: Kept) -> dict[str, Any]:
    return {
        "name": kept.named,
        "key": kept.key,
        "version": kept.number,
        "title": kept.title,
        "question": kept.question or None,
        "provider": kept.provider,
        "from": kept.from_day,
        "text": kept.text,
        "uses": [
            {
                "ref": use.ref,
                "title": use.title,
                "state": use.state,
                "version": use.number,
                "path": use.path,
            }
            for use in kept.uses
        ],
    }
