"""What is judged of people holds where others write between reading and writing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from tests.actions.test_meetings_among_others import Before
from tests.actions.test_who_may_do_what import codes
from tests.actions.test_who_stands_in_for_whom import FIRST, lends
from tests.actions.walking import at

from mcapproval.actions import audit
from mcapproval.actions.desk import Desk
from mcapproval.actions.people import delegating, ending_roles, known
from mcapproval.errors import Refused


def after(desk: Desk, who: str, act: Callable[[], object]) -> Desk:
    """The desk of somebody who writes only once somebody else did."""
    theirs = at(desk, who, FIRST)
    return replace(theirs, records=Before(theirs.records, act))


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [
        (("bo", "mele"), ("mele", "bo"), {"LOOP"}),
        (("bo", "mele"), ("mele", "hemi"), {"CHAIN"}),
        (("bo", "mele"), ("bo", "hemi"), {"TWO"}),
        (("bo", "mele"), ("bo", "mele"), {"ALREADY"}),
    ],
)
def test_two_delegations_at_once_make_no_chain_and_no_loop(
    desk: Desk, first: tuple[str, str], then: tuple[str, str], why: set[str]
) -> None:
    admin = after(desk, "admin", partial(lends, desk, *first))
    with pytest.raises(Refused) as refusal:
        delegating.delegate(admin, *then, None, FIRST, date(2026, 6, 12))
    assert codes(refusal) == why
    assert len(delegating.list_delegations(desk)) == 1
    assert audit.audit(desk).faults == ()


def test_of_two_administrators_who_end_each_others_role_at_once_one_stays(desk: Desk) -> None:
    known.grant(desk, "bo", "administrator")
    ends = partial(ending_roles.end_role, at(desk, "bo", FIRST), "admin", "administrator")
    with pytest.raises(Refused) as refusal:
        ending_roles.end_role(after(desk, "admin", ends), "bo", "administrator")
    assert codes(refusal) == {"LAST"}
    assert audit.audit(desk).faults == ()


def test_a_short_name_is_one_persons_where_two_enter_it_at_once(desk: Desk) -> None:
    other = partial(known.add_person, at(desk, "admin", FIRST), "kiri", "Kiri A", None, None)
    with pytest.raises(Refused, match="somebody is called kiri already"):
        known.add_person(after(desk, "admin", other), "kiri", "Kiri B", None, None)
    assert [line.name for line in known.list_people(desk) if line.handle == "kiri"] == ["Kiri A"]


def test_a_delegation_is_ended_by_one_of_two(desk: Desk) -> None:
    number = lends(desk, "bo", "mele")
    ends = partial(delegating.end, at(desk, "mele", FIRST), number)
    with pytest.raises(Refused) as refusal:
        delegating.end(after(desk, "bo", ends), number)
    assert codes(refusal) == {"ENDED"}
