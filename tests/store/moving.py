"""What a worker does who shares the records with others; started as a process or a thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial

from tests.actions.walking import at

from mcapproval.actions.cases import moves
from mcapproval.actions.cases.items import of_case
from mcapproval.actions.cases.moves import Said
from mcapproval.actions.desk import Desk, sit_down
from mcapproval.actions.people import known
from mcapproval.errors import Refused
from mcapproval.store.events import Author
from mcapproval.store.keep import Text
from mcapproval.store.records import open_records

DAY = date(2026, 6, 20)


def seated(where: str) -> Desk:
    return sit_down(where, "admin", DAY)


def work(where: str, ref: str, worker: str, times: int) -> list[str]:
    """Moves, items and people, in turn; gives a word for each act that was acknowledged."""
    desk = seated(where)
    done = []
    for number in range(times):
        name = f"{worker}-{number}"
        asked = Said({"who": "library", "question": name})
        mele = at(desk, "mele", DAY)
        insist(partial(moves.move, mele, ref, "ask-advice", asked))
        done.append(name)
        insist(partial(of_case.add_item, mele, ref, "comment", f"comment {name}"))
        done.append(f"comment {name}")
        known.add_person(desk, name, f"Somebody {name}", None, None)
        done.append(f"person {name}")
    return done


def insist(act: Callable[[], object]) -> None:
    """Try again for as long as others are faster; any other refusal is one."""
    while True:
        try:
            act()
        except Refused as refusal:
            if "being changed by others" not in refusal.message:
                raise
        else:
            return


def half_a_move(where: str) -> None:
    """Begin a move, say so, and never end it."""
    records = open_records(where)
    at_ = datetime(2026, 6, 20, tzinfo=UTC)
    with records.writing(Author("PER-0001", "shell"), at_) as writer:
        writer.file(b"half" * 1_000_000)
        told = writer.text(Text({"name": "Half"}, b"s" * 32))
        data = {"commitment": told, "organisation": None}
        writer.add(writer.next_ref("PER"), "person-entered", DAY, data)
        sys.stdout.write("half way\n")
        sys.stdout.flush()
        sys.stdin.readline()


if __name__ == "__main__":
    half_a_move(sys.argv[1])
