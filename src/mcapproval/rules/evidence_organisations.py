"""EVID-ORGS: the need is shown by several organisations, and not only by those who gain from it.

Organisations are counted, not letters: three letters of one council are one voice. The applicant
and the developer are not counted, since nobody shows a need to themselves; two keys with one name
are one organisation. A partner counts, but where nobody else speaks that is said. A published
source is evidence and no organisation. Evidence that says nowhere whom it is from is NEED-EVID's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mcapproval.draft.model import Draft
from mcapproval.policy.model import Policy
from mcapproval.rules.asked import asks_content, lost, written
from mcapproval.rules.law import Law
from mcapproval.rules.rule import Remark, Rule

OTHERS = "such as an employer, a community or an industry body"


def check(draft: Draft, law: Law, policy: Policy) -> Iterator[Remark]:
    rows = [row for _, row in draft.rows("/need/evidence")]
    givers = [giver for row in rows if isinstance(giver := row.get("from"), dict)]
    if not asks_content(draft) or not any(map(_said, givers)):
        return
    if lost(draft, "/need/evidence", "from"):
        return
    others, least = outside(draft), policy.organisations_at_least
    published = any(written(giver.get("source")) for giver in givers)
    if not others and not published:
        said = "all evidence of need comes from those who apply; our policy asks for "
        asked = _organisations(least, "other ")
    elif others and not published and others.keys() <= _partners(draft):
        said = f"all evidence of need comes from partners ({', '.join(others)}); our policy asks "
        asked = f"for {_organisations(least)}, one of them no partner"
    elif len(others) < least:
        said = f"the need is shown by {_organisations(len(others), 'other ')}; our policy asks for "
        asked = f"{least} or more"
    else:
        return
    yield Remark("/need/evidence", said + asked, f"get evidence from somebody else, {OTHERS}")


def outside(draft: Draft) -> dict[str, str]:
    """Name and key of each organisation that gave evidence, the applicant and developer aside."""
    rows = [row.get("from") for _, row in draft.rows("/need/evidence")]
    own = (draft.text("/applicant/organisation"), draft.text("/developer/organisation"))
    given = _by_name(draft, [row.get("organisation") for row in rows if isinstance(row, dict)])
    ours = _by_name(draft, own)
    return dict(told for alike, told in given.items() if alike not in ours)


def _partners(draft: Draft) -> set[str]:
    """The names of the partners, as those in `outside`."""
    keys = [row.get("organisation") for _, row in draft.rows("/co_design/partners")]
    return {name for name, _ in _by_name(draft, [_enquirer(draft), *keys]).values()}


def _enquirer(draft: Draft) -> str:
    return draft.text("/enquiry/organisation")


def _by_name(draft: Draft, keys: Iterable[object]) -> dict[str, tuple[str, str]]:
    """Name (or key where no name is known) and key of some organisations, once for each name.

    Found by the name without what makes one name look like another: case and spaces.
    """
    known = draft.get("/organisations")
    found: dict[str, tuple[str, str]] = {}
    for key in keys:
        if isinstance(key, str) and key:
            facts = known.get(key) if isinstance(known, dict) else None
            name = facts.get("name") if isinstance(facts, dict) else None
            told = name if isinstance(name, str) and written(name) else key
            found.setdefault(_alike(told), (told, key))
    return found


@lru_cache
def _alike(name: str) -> str:
    return " ".join(name.casefold().split())


def _said(giver: dict[str, object]) -> bool:
    return any(map(written, giver.values()))


def _organisations(number: int, which: str = "") -> str:
    return f"{number or 'no'} {which}organisation{'' if number == 1 else 's'}"


RULE = Rule(
    "EVID-ORGS",
    "Several organisations show the need",
    (
        "/need/evidence",
        "/co_design/partners",
        "/enquiry/organisation",
        "/applicant/organisation",
        "/developer/organisation",
        "/organisations",
        "/kind",
    ),
    check,
)
