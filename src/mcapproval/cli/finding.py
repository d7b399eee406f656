"""`list` and `search`: find cases by what they are, and by their words."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

import click

from mcapproval.cli import seat
from mcapproval.cli.again import completed
from mcapproval.cli.cutting import cut
from mcapproval.cli.finding_notes import notes_of_words
from mcapproval.cli.finding_options import asked_for, by, which, written
from mcapproval.cli.report_pages import as_form
from mcapproval.cli.say import formats, next_step, put_table, talk, wrapped
from mcapproval.cli.view import put_named
from mcapproval.errors import AskedWrongly


@click.command(
    help="""The cases in the records, found by what they are.

\b
Examples:
  mcapproval list
  mcapproval list --track listing --csv
  mcapproval list tikanga --track review --sort due
  mcapproval list --provider otago-polytechnic --level 4 --level 5 --sort -since,title
  mcapproval list --track application --submitted 2026 --sort -opened
  mcapproval list --track review --overdue --owner me --save mine-late --as mele
  mcapproval list --saved mine-late --as mele

WORDS are looked for in titles (in te reo Māori too), references and NZQA's numbers; each is the
beginning of a word, with or without macrons and capitals. Filters combine: of several values of one
any will do, and all that is asked must hold. Level and credits are those of a micro-credential as
it is listed. What else people wrote is found by `mcapproval search`.

A list that is saved is a line of mcapproval-lists.toml, for all who work in this folder; options
that are given beside --saved are asked instead of its own.
"""
)
@which
@click.option("--saved", metavar="NAME", help="The list that was saved under this name.")
@click.option("--save", metavar="NAME", help="Save what is asked under this name.")
@click.option("--forget", metavar="NAME", help="Forget the list of this name.")
@click.option("--lists", is_flag=True, help="The lists that are saved.")
@formats
@seat.seat
@click.pass_context
def list_command(
    ctx: click.Context,
    /,
    saved: str | None,
    save: str | None,
    forget: str | None,
    lists: bool,
    as_json: bool,
    as_csv: bool,
    every: bool,
    **asked: Any,
) -> None:
    given = [name is not None for name in (saved, save, forget)]
    if any(given) or lists:
        from mcapproval.cli import finding_saved

        if sum((*given[1:], lists)) > 1:
            raise AskedWrongly("--save, --forget and --lists are three acts", "give one of them")
        if lists:
            finding_saved.put_lists(as_json, as_csv)
            return
        if forget is not None:
            finding_saved.forget(forget)
            return
        asked |= finding_saved.joined(ctx, saved, asked) if saved is not None else {}
    put_cases(as_json, as_csv, every, asked, save)


def tell_words(said: Sequence[str]) -> None:
    """What the words of a search do not do, though they are written as elsewhere it would."""
    for told in notes_of_words(" ".join(said)):
        talk(wrapped(f"note: {told}"))


def put_cases(
    as_json: bool, as_csv: bool, every: bool, asked: dict[str, Any], save: str | None
) -> None:
    """The page; what is asked is saved once it has an answer."""
    from mcapproval.actions.finding.asking import Asked
    from mcapproval.actions.finding.listed import list_cases
    from mcapproval.reports.cases import table

    wants = asked_for(asked, every, as_json or as_csv)
    with seat.person_known():
        page = list_cases(seat.records_place(), seat.person_named(), seat.today(), Asked(**wants))
    again = written(asked)
    if save is not None:
        from mcapproval.cli import finding_saved

        finding_saved.save(save, again)
    none = "No such cases. See all with: mcapproval list"
    if asked["words"]:
        words = cut(shlex.join(asked["words"]), asked["words"])
        none = f"No such cases. Look into outcomes and notes, too: mcapproval search {words}"
    if not again:
        none = "No cases. Open one with: mcapproval open FILE --as PERSON"
    cases = table(page, completed(none, seat.given()), by(wants))
    put_named(cases, as_json, as_csv)
    tell_words(asked["words"])
    if page.last:
        next_step("list", "--after", page.last, *as_form(as_json, as_csv), *again)


@click.command(
    help="""Where words stand: titles, numbers, learning outcomes, and what people wrote.

\b
Examples:
  mcapproval search tikanga
  mcapproval search kaimoana safety --track application
  mcapproval search moderation plan --since 2027-01-01 --json

All WORDS must stand somewhere in a case or the title of its micro-credential; each is the beginning
of a word, with or without macrons and capitals. Quotes keep none of them together, and a minus
leaves none out. Learning outcomes are those of the version that
stands; what people wrote are the texts that `mcapproval history` and `mcapproval item list` show.
Words that a move or our policy brought are named a standard sentence. What was erased is not
found. The same options as of `mcapproval list` say which cases.
"""
)
@which
@formats
@seat.seat
def search_command(as_json: bool, as_csv: bool, every: bool, **asked: Any) -> None:
    from mcapproval.actions.finding.asking import Asked
    from mcapproval.actions.finding.searched import search
    from mcapproval.reports.cases import found_table

    if not asked["words"]:
        raise AskedWrongly("nothing to look for", "give words, as in: mcapproval search tikanga")
    wants = asked_for(asked, every, as_json or as_csv)
    with seat.person_known():
        page = search(seat.records_place(), seat.person_named(), seat.today(), Asked(**wants))
    put_table(found_table(page), as_json, as_csv)
    tell_words(asked["words"])
    if page.last:
        form = as_form(as_json, as_csv)
        next_step("search", "--after", page.last, *form, *written(asked))
