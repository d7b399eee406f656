"""`people contact`: how somebody can be reached."""

from __future__ import annotations

import click

from mcapproval.cli import seat
from mcapproval.cli.say import put


@click.command(
    name="contact",
    help="""How somebody can be reached: `mcapproval tick --mail` writes to an e-mail address.

\b
Example:
  mcapproval people contact mele mele.taufa@provider.example --as mele
""",
)
@click.argument("person")
@click.argument("contact")
@seat.seat
def contact_command(person: str, contact: str) -> None:
    from mcapproval.actions.people.contacts import give_contact

    put(f"{give_contact(seat.desk(), person, contact)}  {contact}")
