"""`rules`: the rule book, and what can be asked of it. Each command loads when it runs."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.lazy import Entry, LazyGroup

READ, STUDY = "Read", "Study"

RULES = {
    "list": Entry("rule_list", "The rules in force on a day, narrowed as you ask.", READ),
    "clauses": Entry("rule_list", "The clauses in force, also those only people judge.", READ),
    "explain": Entry("rule_explain", "A rule: what is asked, since when, how to mend it.", READ),
    "book": Entry("rule_book", "The whole book as pages for a browser.", READ),
    "workload": Entry("rule_studies", "The hours of a draft, studied.", STUDY),
    "overlap": Entry("rule_overlap", "What in the records looks like a draft.", STUDY),
    "replay": Entry("rule_replay", "The records under another day's rules.", STUDY),
}


@seat.seat
@click.group(
    name="rules",
    cls=LazyGroup,
    entries=RULES,
    help="""The rule book, and any rule explained.

\b
Examples:
  mcapproval rules list --on 2020-07-15
  mcapproval rules list --criterion need-and-acceptability --severity error
  mcapproval rules explain CRED-MIN-5
  mcapproval rules book --into rule-book
""",
)
def rules_command() -> None:
    pass
