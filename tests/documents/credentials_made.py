"""Micro-credentials to describe: the three samples, one of which all is known, one of which little
is, and any that a person could write.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st
from tests.documents.test_papers_of_a_listing import BARE, EXPIRING, FULL

from mcapproval.documents.credentials.facts import Assessment, Body, Facts, Outcome, facts_of
from mcapproval.documents.listings.facts import ListingFacts
from mcapproval.draft.reader import read_draft

RECORDS = UUID("11111111-2222-4333-8444-555555555555")
SITE = "https://example.ac.nz/micro-credentials"
GOOD = Path(__file__).resolve().parents[2] / "samples" / "good"
SAMPLES = (
    "community-led-development-facilitation",
    "digital-accessibility",
    "digital-skills-for-the-workplace",
)


def sample(name: str) -> Facts:
    """A sample as if it had been listed with the number 990011."""
    draft = read_draft(GOOD / name / "draft.yaml").draft
    assert draft is not None
    listing = ListingFacts(
        ref="MC-0001",
        title=draft.text("/title"),
        title_te_reo=draft.text("/title_te_reo"),
        state="Current",
        content=draft.without_people(),
        content_from="the draft",
        as_at=BARE.as_at,
        simulated=False,
        level=draft.whole("/level"),
        credits=draft.whole("/credits"),
        nzsced=draft.text("/nzsced"),
        number="990011",
        number_version=1,
        provider="Example Polytechnic",
    )
    return facts_of(listing, "current", RECORDS)


WHOLE = facts_of(replace(FULL, simulated=False), "current", RECORDS, SITE)
ENDING = facts_of(EXPIRING, "expiring", RECORDS, SITE + "/")
LITTLE = facts_of(replace(BARE, provider="Example Polytechnic", level=4), "current", RECORDS)

_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)
_MAY_BE = st.one_of(st.just(""), _LINE)
_BODY = st.builds(Body, st.uuids().map(lambda found: found.urn), _LINE)

ANY: st.SearchStrategy[Facts] = st.builds(
    Facts,
    id=st.one_of(st.uuids().map(lambda found: found.urn), st.just(f"{SITE}/MC-0001")),
    uuid=st.uuids(),
    ref=st.just("MC-0001"),
    title=_LINE,
    state=st.sampled_from(["current", "expiring", "discontinued", "removed"]),
    stands=_LINE,
    provider=_BODY,
    quality_assurer=st.sampled_from(["NZQA", "Universities New Zealand"]),
    title_te_reo=_MAY_BE,
    page=st.just(""),
    level=st.one_of(st.none(), st.integers(1, 10)),
    credits=st.one_of(st.none(), st.integers(1, 120)),
    nzsced=st.sampled_from(["", "080905"]),
    number=_MAY_BE,
    version=st.one_of(st.none(), st.integers(1, 99)),
    reporting_code=st.sampled_from(["", "9901"]),
    approved_on=st.one_of(st.none(), st.dates()),
    purpose=_MAY_BE,
    entry=_MAY_BE,
    completion=_MAY_BE,
    outcomes=st.lists(
        st.builds(Outcome, _LINE, _LINE), min_size=1, max_size=4, unique_by=lambda o: o.key
    ).map(tuple),
    assessments=st.lists(st.builds(Assessment, _LINE, _LINE, _MAY_BE, _MAY_BE), max_size=3).map(
        tuple
    ),
    accredited=st.lists(_BODY, max_size=3).map(tuple),
    simulated=st.booleans(),
)
