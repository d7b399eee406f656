"""European Learning Model 3: a LearningAchievementSpecification, as the Commission's samples have.

A Qualification would ask for a level of the European framework, and New Zealand's levels are not
turned into one here; nor are our credits into ECTS, or NZSCED into ISCED-F.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mcapproval.documents.credentials.facts import (
    OURS_BY_DEFAULT,
    UNKNOWN,
    Assessment,
    Body,
    Facts,
    Outcome,
    language_of,
)
from mcapproval.documents.credentials.framework import FRAMEWORK, HOURS, LEVELS, NZQCF, NZSCED
from mcapproval.documents.language import REO

CONTEXTS: list[Any] = [
    "http://data.europa.eu/snb/model/context/edc-ap",
    {"id": "@id", "type": "@type"},
]
"""The model's own, and what the samples take from the context of credentials: this is none."""

AUTHORITY = "http://publications.europa.eu/resource/authority"
"""The Commission's lists, of countries and languages among others."""

LANGUAGES = {OURS_BY_DEFAULT: ("ENG", "English"), REO: ("MRI", "Māori")}
"""Code and name, on the Commission's list."""

Node = dict[str, Any]


def specification(facts: Facts) -> Node:
    """Its specification. The model asks for `facts.outcomes`, which may be empty here."""
    made: Node = {
        "@context": CONTEXTS,
        "id": facts.id,
        "type": "LearningAchievementSpecification",
        "identifier": [
            {"id": f"{facts.id}#number-{n}", "type": "Identifier", "schemeName": s, "notation": v}
            for n, (s, v) in enumerate(facts.numbers, 1)
        ],
        "title": {_tag(language): title for language, title in facts.titles.items()},
        "description": _said(facts.description),
        "language": _listed("language", *LANGUAGES[facts.language or OURS_BY_DEFAULT]),
        "category": {"en": "Micro-credential"},
        "status": facts.stands,
        "publisher": _organisation(facts.provider),
        "learningOutcome": [_outcome(facts, each) for each in facts.outcomes],
    }
    made |= dict(_measures(facts))
    if facts.entry:
        made["entryRequirement"] = _note(f"{facts.id}#entry", facts.entry)
    if facts.assessments:
        made["provenBy"] = [_assessment(facts, each) for each in facts.assessments]
    if facts.accredited:
        made["awardingOpportunity"] = [
            {
                "id": f"{facts.id}#awarded-by-{number}",
                "type": "AwardingOpportunity",
                "awardingBody": _organisation(body),
                "learningAchievementSpecification": facts.id,
            }
            for number, body in enumerate(facts.accredited, 1)
        ]
    return made


def _measures(facts: Facts) -> Iterator[tuple[str, Any]]:
    if facts.level is not None:
        level = _concept(f"{facts.id}#level", f"Level {facts.level}", LEVELS, NZQCF)
        yield "educationLevel", level | {"notation": str(facts.level)}
    if facts.nzsced:
        field = _concept(f"{facts.id}#field", f"NZSCED {facts.nzsced}", "", NZSCED)
        yield "educationSubject", field | {"notation": facts.nzsced}
    if facts.credits is not None:
        framework = {"id": FRAMEWORK, "type": "Concept", "prefLabel": {"en": NZQCF}}
        yield (
            "creditPoint",
            {
                "id": f"{facts.id}#credits",
                "type": "CreditPoint",
                "framework": framework,
                "point": str(facts.credits),
            },
        )
        yield "volumeOfLearning", f"PT{facts.credits * HOURS}H"


def _outcome(facts: Facts, outcome: Outcome) -> Node:
    return {
        "id": f"{facts.id}#{_fragment(outcome.key)}",
        "type": "LearningOutcome",
        "title": _said(outcome.statement),
    }


def _assessment(facts: Facts, assessment: Assessment) -> Node:
    made: Node = {
        "id": f"{facts.id}#{_fragment(assessment.key)}",
        "type": "LearningAssessmentSpecification",
        "title": _said(assessment.title),
    }
    if assessment.method:
        made["category"] = _said(assessment.method)
    if assessment.statement:
        made["description"] = _said(assessment.statement)
    return made


def _organisation(body: Body) -> Node:
    """Every provider of an approved micro-credential is in New Zealand."""
    country = _listed("country", "NZL", "New Zealand")
    return {
        "id": body.id,
        "type": "Organisation",
        "legalName": _said(body.name),
        "location": {
            "id": f"{body.id}#location",
            "type": "Location",
            "address": {"id": f"{body.id}#address", "type": "Address", "countryCode": country},
        },
    }


def _listed(sort: str, code: str, name: str) -> Node:
    """A concept on one of the Commission's lists."""
    return {
        "id": f"{AUTHORITY}/{sort}/{code}",
        "type": "Concept",
        "inScheme": {"id": f"{AUTHORITY}/{sort}", "type": "ConceptScheme"},
        "prefLabel": {"en": name},
    }


def _concept(at: str, name: str, scheme: str, called: str) -> Node:
    within: Node = {"type": "ConceptScheme", "prefLabel": {"en": called}}
    return {
        "id": at,
        "type": "Concept",
        "prefLabel": {"en": name},
        "inScheme": ({"id": scheme} if scheme else {}) | within,
    }


def _note(at: str, text: str) -> Node:
    return {"id": at, "type": "Note", "noteLiteral": _said(text)}


def _said(text: str) -> Node:
    return {_tag(language_of(text)): text}


def _tag(language: str) -> str:
    """As the Commission's samples tag a language: without the country."""
    return language.partition("-")[0] or UNKNOWN


def _fragment(key: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in key)
