"""Open Badges 3.0: the Achievement that an approved micro-credential is.

It is the definition, not a credential: only whoever awards it makes an AchievementCredential for a
learner of it, with their own keys. The standard has one language for all and no place for a title
in another; schema.org's `alternateName` has it, by a context of its own beside the standard's.
"""

from __future__ import annotations

from typing import Any

from mcapproval.documents.credentials.facts import Facts
from mcapproval.documents.credentials.framework import (
    A_CREDIT,
    BY_NZQA,
    FOR_REPORTING,
    FRAMEWORK,
    LEVELS,
    NZQCF,
    OURS,
)
from mcapproval.documents.language import REO

CONTEXTS: list[Any] = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    {"alternateName": {"@id": "https://schema.org/alternateName", "@container": "@language"}},
]
NUMBERS = {
    BY_NZQA: "ext:nzqa-micro-credential-number",
    FOR_REPORTING: "ext:nzqa-reporting-code",
    OURS: "ext:provider-reference",
}


def achievement(facts: Facts) -> dict[str, Any]:
    """Its Achievement. The standard asks for `facts.criteria`, which may be empty here."""
    made: dict[str, Any] = {
        "@context": CONTEXTS,
        "id": facts.id,
        "type": ["Achievement"],
        "achievementType": "MicroCredential",
        "name": facts.title,
    }
    if facts.title_te_reo:
        made["alternateName"] = {REO: facts.title_te_reo}
    made |= {
        "description": facts.description,
        "criteria": {"narrative": facts.criteria},
        **({"inLanguage": facts.language} if facts.language else {}),
        "humanCode": facts.number or facts.ref,
        "creator": {"id": facts.provider.id, "type": ["Profile"], "name": facts.provider.name},
        "otherIdentifier": [
            {"type": "IdentifierEntry", "identifier": number, "identifierType": NUMBERS[called]}
            for called, number in facts.numbers
        ],
    }
    if facts.version is not None:
        made["version"] = str(facts.version)
    if facts.credits is not None:
        made["creditsAvailable"] = facts.credits
    if facts.nzsced:
        made["fieldOfStudy"] = f"NZSCED {facts.nzsced}"
    if alignments := _alignments(facts):
        made["alignment"] = alignments
    return made


def _alignments(facts: Facts) -> list[dict[str, Any]]:
    found = []
    if facts.level is not None:
        found.append(_alignment(LEVELS, f"NZQCF level {facts.level}", "level", facts.level))
    if facts.credits is not None:
        credit = _alignment(FRAMEWORK, f"{facts.credits} NZQCF credits", "credits", facts.credits)
        found.append(credit | {"targetDescription": A_CREDIT})
    return found


def _alignment(url: str, name: str, sort: str, code: int) -> dict[str, Any]:
    return {
        "type": ["Alignment"],
        "targetUrl": url,
        "targetName": name,
        "targetFramework": NZQCF,
        "targetCode": str(code),
        "targetType": f"ext:nzqcf-{sort}",
    }
