"""schema.org: an EducationalOccupationalCredential, for the web page of a micro-credential."""

from __future__ import annotations

from typing import Any

from mcapproval.documents.credentials.facts import Body, Facts
from mcapproval.documents.credentials.framework import (
    A_CREDIT,
    ASSURERS,
    FRAMEWORK,
    LEVELS,
    NZQCF,
    NZSCED,
)
from mcapproval.documents.language import REO

Node = dict[str, Any]


def web_page(facts: Facts) -> Node:
    name, url = ASSURERS[facts.quality_assurer]
    made: Node = {
        "@context": "https://schema.org",
        "@type": "EducationalOccupationalCredential",
        "@id": facts.id,
        "name": _said(facts.title, next(iter(facts.titles))),
    }
    if facts.title_te_reo:
        made["alternateName"] = _said(facts.title_te_reo, REO)
    if facts.page:
        made["url"] = facts.page
    made |= {
        "description": facts.description,
        **({"inLanguage": facts.language} if facts.language else {}),
        "credentialCategory": "Micro-credential",
        "creativeWorkStatus": facts.stands,
        "identifier": [
            {"@type": "PropertyValue", "name": called, "value": number}
            for called, number in facts.numbers
        ],
        "creator": _organisation(facts.provider),
        "recognizedBy": {"@type": "Organization", "name": name, "url": url},
        "validIn": {"@type": "Country", "name": "New Zealand"},
    }
    if facts.version is not None:
        made["version"] = str(facts.version)
    if facts.accredited:
        made["provider"] = [_organisation(body) for body in facts.accredited]
    if facts.outcomes:
        made["competencyRequired"] = [each.statement for each in facts.outcomes]
    if facts.level is not None:
        made["educationalLevel"] = {
            "@type": "DefinedTerm",
            "name": f"NZQCF level {facts.level}",
            "termCode": str(facts.level),
            "inDefinedTermSet": LEVELS,
        }
    if alignments := _alignments(facts):
        made["educationalAlignment"] = alignments
    return made


def _alignments(facts: Facts) -> list[Node]:
    found = []
    if facts.level is not None:
        level = _alignment("educationalLevel", NZQCF, f"NZQCF level {facts.level}")
        found.append(level | {"targetUrl": LEVELS})
    if facts.credits is not None:
        credit = _alignment("credits", NZQCF, f"{facts.credits} NZQCF credits")
        found.append(credit | {"targetUrl": FRAMEWORK, "targetDescription": A_CREDIT})
    if facts.nzsced:
        found.append(_alignment("educationalSubject", NZSCED, f"NZSCED {facts.nzsced}"))
    return found


def _alignment(sort: str, framework: str, name: str) -> Node:
    return {
        "@type": "AlignmentObject",
        "alignmentType": sort,
        "educationalFramework": framework,
        "targetName": name,
    }


def _organisation(body: Body) -> Node:
    return {"@type": "Organization", "@id": body.id, "name": body.name}


def _said(text: str, language: str) -> Any:
    """Plain in the page's own language: many who read such pages expect no more."""
    return {"@value": text, "@language": REO} if language == REO else text
