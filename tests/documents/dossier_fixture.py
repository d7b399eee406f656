"""A dossier written by hand: complete, with macrons, and with text that breaks careless pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mcapproval.canonical import digest
from mcapproval.documents.dossier import (
    Annex,
    Decision,
    Dossier,
    Earlier,
    Item,
    Listed,
    Outcome,
    Resolved,
    Waived,
    Walk,
)
from mcapproval.draft.model import Draft
from mcapproval.findings import Finding, Severity
from mcapproval.policy.model import Policy
from mcapproval.workflow.definition import load
from mcapproval.workflow.drawing.walked import Entered

HOSTILE = (
    "R&D for <b>everyone</b>, 5 < 6 & a pass mark <50%; write to Hana <hana@example.ac.nz>\n"
    '<img src="/etc/hostname" width="40" height="40"/> <para fontSize="80">large</para>\n'
    "&amp; &lt; &#257; <script>alert(1)</script> ${x} %s {y} A <b>bold that never closes"
)
LONG_WORD = "x" * 400
LONG_PROSE = " ".join(f"kōrero{n}" for n in range(10_000))
EMOJI = "Ka pai 😀 你好"
NFD_NAME = "Te Pu\u0304kenga"

LETTER = b"A letter, made up for this test.\n"
NOTES = b"%PDF-1.4 not really; bytes are bytes\n\x00\xff"


def data() -> dict[str, Any]:
    """The content of the draft, afresh."""
    return {
        "format": "application/1",
        "route": "nzqa",
        "kind": "listing-approval-and-accreditation",
        "applicant": {
            "organisation": "example-polytechnic",
            "contact": "person-1",
            "provider_number": "6099",
        },
        "people": {
            "person-1": {"name": "Never Printed From Here", "may_be_named": "yes"},
            "person-2": {"name": "Nor This One", "may_be_named": "no"},
        },
        "organisations": {"example-polytechnic": {"name": "Example Polytechnic"}},
        "work_began": "2026-02-02",
        "title": "Kaitiakitanga i te Wāhi Mahi: Caring for Place at Work",
        "title_te_reo": "Te Tiaki Whenua, ngā Āhuatanga me ngā Ōhākī",
        "level": 5,
        "credits": 10,
        "nzsced": "050999",
        "purpose": {
            "use_in": ["New Zealand"],
            "relevant_to": "Whānau, hapū, iwi, hapori Māori, and employers who work on land.",
            "graduate_will": {
                "know": "How tikanga and law speak of a place.",
                "do": "Plan and lead work that leaves a place better.",
                "be": "A guardian whom others trust.",
            },
            "education_pathway": "none",
            "employment_cultural_or_community": "Lead hand or ranger; service to the hapori.",
        },
        "developer": {"organisation": "example-polytechnic"},
        "standards": {"used": "no", "looked_for": "NZQA's list, on 4 March 2026; none fits."},
        "review_period_years": 2,
        "te_hono_o_te_kahurangi": "no",
        "published_elsewhere_as": [
            {
                "where": "the partner's page, https://awa-trust.example/land-care",
                "level": 6,
                "credits": 10,
                "seen": "2026-02-20",
                "says": "Level 6, about 100 hours",
            },
            {"where": "https://www.example.ac.nz/a?of=5&as=pdf", "level": 5, "credits": 10},
        ],
        "learning_outcomes": [
            {"id": "LO1", "statement": "Explain whose place it is.", "level": 5, "hours": 40},
            {"id": "LO2", "statement": "Lead a day's work there.", "level": 5, "hours": 50},
            {"id": "LO3", "statement": "Report on it, mā te kōrero.", "level": 5, "hours": 10},
        ],
        "need": {
            "summary": "Employers can't find lead hands.\n\nIwi ask for people who know the place.",
            "evidence": [
                {
                    "id": "N1",
                    "type": "letter",
                    "from": {"organisation": "awa-trust", "person": "person-2"},
                    "dated": "2026-03-04",
                    "received": "2026-03-09",
                    "says": HOSTILE,
                    "claims": ["in-demand", "assessment-reflects-job"],
                    "file": "evidence/letter ō te awa.txt",
                },
                {
                    "id": "N2",
                    "type": "survey",
                    "from": {"organisation": "awa-trust"},
                    "dated": "2024-05-31",
                    "asked": 60,
                    "responses": 41,
                    "says": "Thirty would send somebody.",
                    "claims": ["in-demand"],
                },
                {
                    "id": "N3",
                    "type": "workforce-data",
                    "from": {"source": "Labour statistics, March quarter"},
                    "dated": "2026-04-01",
                    "claims": [],
                },
                {"id": "N4", "type": "hui", "from": {"organisation": "example-polytechnic"}},
            ],
            "duplication": {
                "searched": "2026-03-10",
                "where": ["NZQCF", "the register"],
                "terms": "kaitiaki, land care",
                "found": [{"title": "Land Care", "number": "4321", "differs": "No leading."}],
                "statement": "Nothing listed teaches the leading of such work.",
            },
        },
        "co_design": {
            "partners": [
                {
                    "id": "P1",
                    "organisation": "awa-trust",
                    "people": ["person-2"],
                    "role": "Speaks for the river.",
                    "agreement": "evidence/agreement.pdf",
                }
            ],
            "meetings": [
                {
                    "id": "H1",
                    "date": "2026-03-20",
                    "kind": "hui",
                    "who": ["P1"],
                    "people": ["person-1", "person-2"],
                    "discussed": "What a lead hand does.",
                    "decided": "To assess on the river bank.",
                    "changed": ["LO2", "A1"],
                },
                {
                    "id": "H2",
                    "date": "2026-04-17",
                    "who": ["P1"],
                    "decided": "To keep it.",
                    "or_because": "It was found good.",
                },
            ],
        },
        "industry_support": {
            "body": "food-and-fibre",
            "asked": "2026-04-20",
            "answered": "2026-05-11",
            "outcome": "supported",
        },
        "structure": "One block of ten weeks. " + LONG_WORD,
        "entry": "Open.",
        "recognition_of_prior_learning": "By portfolio and kōrero.",
        "delivery": {"modes": ["blended", "work-based"], "weeks": 10, "hours_a_week": 10},
        "learning_hours": {"directed": 30, "self_directed": 30, "work_based": 30, "assessment": 10},
        "assessments": [
            {
                "id": "A1",
                "title": "A day led",
                "method": "observation",
                "outcomes": ["LO2"],
                "weight": 60,
                "statement": "Leads a day's work while an assessor watches.",
            },
            {"id": "A2", "method": "portfolio", "outcomes": ["LO1"], "weight": 40},
        ],
        "reassessment": "Once, within three months.",
        "completion": "Both assessments passed.",
        "statements": {
            "te_tiriti": "The hapū of the place opens it; te reo Māori is heard throughout.",
            "appeals": "In writing within ten working days; another assessor looks again.",
            "complaints": "To the learner adviser, who answers within five working days.",
        },
        "review": {
            "how": "With the trust.",
            "responsible": "quality-manager",
            "asked": ["awa-trust"],
        },
        "third_parties": [
            {
                "organisation": "awa-trust",
                "does": ["enrols", "supports"],
                "from": "2026-07-01",
                "until": "2028-06-30",
                "statement": "The trust calls the learners together.",
            }
        ],
        "accreditation": [
            {
                "provider": "example-polytechnic",
                "delivery": "On site.",
                "moderation": {"internal": "Each second report.", "external": "none"},
                "resources": {
                    "staff": [{"person": "person-1", "role": "tutor", "qualified_by": "a degree"}],
                    "facilities": "A hut & a shed.",
                },
                "learner_support": EMOJI,
            }
        ],
        "attachments": [
            {"for": "need", "file": "evidence/letter ō te awa.txt", "title": "Letter of the trust"}
        ],
    }


def annex(path: str, title: str, serves: str, content: bytes, *, erased: bool = False) -> Annex:
    return Annex(
        path=path,
        title=title,
        serves=serves,
        sha256=digest(content),
        size=len(content),
        read=lambda: None if erased else content,
    )


def finding(code: str, path: str, clause: str, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        code=code,
        severity=severity,
        message=f"what {code} says",
        path=path,
        line=1,
        column=1,
        asked_by="rule",
        clause=clause,
        in_force_from="2023-01-16",
        source=None,
        mend=f"what mends {code}",
    )


def walk(*steps: tuple[str, int, int]) -> Walk:
    """The states entered, each with the month and the day of 2026."""
    definition = load("nzqa-application")
    return Walk(
        definition,
        tuple(
            Entered(state, definition.label(state), date(2026, month, day))
            for state, month, day in steps
        ),
    )


def dossier(**changes: Any) -> Dossier:
    """The whole dossier; keyword arguments replace its fields."""
    whole = Dossier(
        ref="APP-2026-0001",
        form="Form 2",
        results_expected=("listing", "approval", "accreditation"),
        state="ready-to-submit",
        version=5,
        as_at=date(2026, 6, 1),
        draft=Draft(data()),
        policy=Policy(titles={"academic-board": "Academic Committee"}),
        organisations={
            "example-polytechnic": "Example Polytechnic",
            "awa-trust": "Te Awa Trust & Co <limited>",
            "food-and-fibre": "Food and Fibre Industry Skills Board",
        },
        people={"person-1": "Aroha Example, manager", "person-2": "a trustee"},
        contact_at="aroha@example.ac.nz; 03 123 4567",
        law_day=date(2026, 6, 1),
        rule_book="a" * 64,
        findings=(),
        waived=(
            Waived(
                "LO-ASSESSED",
                "/learning_outcomes/2",
                "Hēmi Example",
                date(2026, 5, 20),
                "LO3 is shown in the kōrero after A1.",
            ),
        ),
        decisions=(
            Decision(
                "academic-board",
                "approve",
                date(2026, 5, 18),
                "2026-05-19T21:04:05Z",
                "Mere Example",
                {"meeting": "meeting", "minute_reference": "AC 26/41"},
                "With thanks.",
            ),
        ),
        annexes=(
            annex("evidence/letter ō te awa.txt", "Letter of the trust", "need", LETTER),
            annex("evidence/gone.pdf", "Letter of Somebody Erased", "need", b"x", erased=True),
            annex("evidence/agreement.pdf", "", "co-design", NOTES),
        ),
        row=(17, "b" * 64),
        simulated=True,
        walk=walk(
            ("enquiry", 2, 2),
            ("drafting", 3, 4),
            ("internal-check", 4, 20),
            ("drafting", 4, 27),
            ("internal-check", 5, 4),
            ("academic-approval", 5, 8),
            ("ready-to-submit", 5, 18),
        ),
    )
    return replace(whole, **changes)


def with_data(**changes: Any) -> Dossier:
    """The dossier with top-level keys of its draft replaced; None takes a key away."""
    content = {**data(), **changes}
    return dossier(draft=Draft({k: v for k, v in content.items() if v is not None}))


def nearly_empty(route: str = "nzqa", kind: str = "listing-and-approval") -> Dossier:
    """A draft of four lines."""
    four = {"format": "application/1", "route": route, "kind": kind, "title": "Four lines"}
    return dossier(
        draft=Draft(four),
        annexes=(),
        decisions=(),
        waived=(),
        simulated=False,
        form="Form 1",
        contact_at="",
    )


def resolved() -> Dossier:
    """The dossier as the board approved it: with a business case, a condition and a comment."""
    content = {
        **data(),
        "enquiry": {
            "organisation": "awa-trust",
            "on": "2026-01-19",
            "asked_for": "People who can lead a day's work on the river.",
            "for": "Whānau of the awa",
            "learners": 20,
            "by": "2026-10",
        },
        "business_case": {
            "prices": [
                {"customer": "Anybody", "dollars": 1649, "gst": "excluded"},
                {"customer": "Members of the trust", "dollars": 900, "gst": "included"},
            ],
            "cost": "Forty hours of a tutor.",
            "least_numbers": 12,
            "enrols": "awa-trust",
            "teaches": "example-polytechnic",
            "statement": "Twelve learners cover it.",
        },
        "funding": {
            "sought": "yes",
            "fund": "dq3-7",
            "year": 2027,
            "fee_dollars": 600,
            "part_of_programme": "no",
            "compliance": "no",
            "statement": "The awa needs them.",
        },
    }
    there = {
        "how": "meeting",
        "meeting": "MTG-2026-0004",
        "present": "Mere Example, Hana Example (for Aroha Example)",
        "conflicts": "Hana Example left the room: sister of the author",
        "resolution": "To approve it & thank the trust <all>.",
        "minute_reference": "AC 26/41",
    }
    condition = Item(
        number=2,
        kind="condition",
        state="open",
        owner="programme-manager",
        asked="Sign the agreement. Shown by: the agreement.",
        asked_on=date(2026, 5, 18),
        asked_at=11,
        due=date(2026, 9, 30),
    )
    return dossier(
        draft=Draft(content),
        items=(
            Item(
                number=1,
                kind="comment",
                state="open",
                owner="author",
                asked="Say who watches on the bank.",
                asked_on=date(2026, 5, 4),
                asked_at=9,
                weight="substantive",
            ),
            condition,
        ),
        resolved=Resolved(replace(dossier().decisions[0], facts=there), (condition,)),
    )


def asked_about() -> Dossier:
    """Later on: a request of NZQA, one of its two items answered, and a version made for it."""
    before = {**data(), "title": "Kaitiakitanga at Work", "level": 4, "entry": "Open to all."}
    asked, replied = date(2026, 7, 14), date(2026, 7, 20)
    case = resolved()
    return replace(
        case,
        state="information-requested",
        submitted=True,
        version=6,
        as_at=date(2026, 7, 21),
        items=(
            *case.items,
            Item(
                number=3,
                kind="information",
                state="answered",
                owner="author",
                asked="How is a day's work judged & by whom?",
                asked_on=asked,
                asked_at=13,
                due=date(2026, 7, 28),
                round=1,
                touches="approval",
                reply="By an assessor on the bank.",
                replied_on=replied,
                shown=(digest(LETTER),),
            ),
            Item(
                number=4,
                kind="information",
                state="open",
                owner="author",
                asked="Why level 5?",
                asked_on=asked,
                asked_at=13,
                due=date(2026, 7, 28),
                round=1,
                touches="listing",
            ),
        ),
        outcome=Outcome(reference="C99011"),
        earlier=(
            Earlier(4, date(2026, 5, 2), 8, lambda: None),
            Earlier(5, date(2026, 5, 4), 10, lambda: Draft(before)),
        ),
        version_row=14,
        resolved=None,
    )


def granted() -> Dossier:
    """At its end: everything asked was answered, and NZQA granted it."""
    case, told = asked_about(), ("granted", date(2026, 8, 11))
    second = replace(
        case.items[-1], state="answered", reply="LO2 asks for it.", replied_on=date(2026, 7, 27)
    )
    return replace(
        case,
        state="outcome-received",
        as_at=date(2026, 8, 14),
        items=(*case.items[:-1], second),
        outcome=Outcome(
            results={"listing": told, "approval": told, "accreditation": told},
            reference="C99011",
            listing_number="990011",
            listing_version="1",
            reporting_code="9901",
            review_on=date(2028, 8, 11),
            content=6,
        ),
    )


def changing() -> Dossier:
    """A change of a listed micro-credential, at its first version."""
    tutor = {"person": "person-1, as approved", "role": "tutor", "qualified_by": "a degree"}
    before = {
        **data(),
        "title": "Kaitiakitanga at Work",
        "credits": 8,
        "applicant": {"organisation": "example-polytechnic", "contact": "person-1"},
        "accreditation": [{**data()["accreditation"][0], "resources": {"staff": [tutor]}}],
    }
    case = with_data(
        kind="change",
        of="MC-0002",
        change={"summary": "Two credits more & a title of its own.", "transition": "None."},
    )
    people = {"person-1, as approved": "Wiremu Example, tutor"}
    told = "what was approved with APP-2024-0001, version 3"
    return replace(
        case,
        version=1,
        form="",
        results_expected=("approval",),
        decisions=(),
        listed=Listed("MC-0002", "4321", told, lambda: Draft(before), people),
    )


def wrong() -> dict[str, Any]:
    """Keys of a draft with values of the wrong kind, for `with_data`."""
    return {
        "credits": "ten",
        "level": [5],
        "purpose": "a sentence",
        "learning_outcomes": ["LO1", {"id": "LO2", "hours": "many"}],
        "need": {
            "evidence": [{"id": "N1", "from": "somebody", "dated": "2026-02-29", "claims": 3}]
        },
        "co_design": {
            "meetings": [{"id": "H1", "who": "P1", "changed": "LO1"}],
            "partners": "none",
        },
        "industry_support": "yes",
        "assessments": [{"id": "A1", "outcomes": "LO2", "weight": "half"}],
        "learning_hours": [1],
        "third_parties": [],
        "accreditation": [{"provider": 7, "resources": {"staff": ["x"]}}],
        "published_elsewhere_as": [{"level": "six"}],
        "standards": {"used": "yes", "list": [{"id": "1"}]},
        "review": "yearly",
        "business_case": {"prices": [{"dollars": "many", "gst": 5}, "x"], "least_numbers": "few"},
        "enquiry": "by telephone",
        "funding": {"sought": "yes", "fund": 3, "fee_dollars": "free"},
        "delivery": {"modes": "online", "sites": "x", "weeks": "ten"},
    }
