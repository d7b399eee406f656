"""CTDL, the Credential Transparency Description Language: a `ceterms:MicroCredential`.

The CTID is made of the records and stays the same, in the form that its grammar asks for, that of a
UUID of version 4. To publish it takes an account with a registry.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from mcapproval.documents.credentials.facts import (
    OURS_BY_DEFAULT,
    UNKNOWN,
    Body,
    Facts,
    language_of,
)
from mcapproval.documents.credentials.framework import (
    A_CREDIT,
    ASSURERS,
    FRAMEWORK,
    LEVELS,
    NZQCF,
    NZSCED,
)

CONTEXT = "https://credreg.net/ctdl/schema/context/json"
STATUSES = "https://credreg.net/ctdl/terms/CredentialStatus"
STATUS = {"current": "Active", "expiring": "TeachOut"}
ENDED = "Deprecated"
"""By the state of a listing; CTDL says so of what is awarded no more."""

Node = dict[str, Any]


def micro_credential(facts: Facts) -> Node:
    """A graph of the micro-credential and the bodies that it names."""
    bodies = {body.id: body for body in (facts.provider, *facts.accredited)}
    name, url = ASSURERS[facts.quality_assurer]
    assurer = {
        "@id": url,
        "@type": "ceterms:QACredentialOrganization",
        "ceterms:name": {OURS_BY_DEFAULT: name},
        "ceterms:subjectWebpage": url,
    }
    organisations = [_organisation(body) for body in bodies.values()]
    return {"@context": CONTEXT, "@graph": [_credential(facts), *organisations, assurer]}


def _credential(facts: Facts) -> Node:
    made: Node = {
        "@id": facts.id,
        "@type": "ceterms:MicroCredential",
        "ceterms:ctid": f"ce-{UUID(bytes=facts.uuid.bytes, version=4)}",
        "ceterms:name": {tag or UNKNOWN: title for tag, title in facts.titles.items()},
        "ceterms:description": _said(facts.description),
        **({"ceterms:inLanguage": [facts.language]} if facts.language else {}),
        "ceterms:credentialStatusType": _aligned(
            STATUSES, "Credential Status", _status(facts), f"credentialStat:{_status(facts)}"
        ),
        "ceterms:ownedBy": [facts.provider.id],
        "ceterms:approvedBy": [ASSURERS[facts.quality_assurer][1]],
    }
    if facts.accredited:
        made["ceterms:offeredBy"] = [body.id for body in facts.accredited]
    if facts.page:
        made["ceterms:subjectWebpage"] = facts.page
    if facts.approved_on:
        made["ceterms:dateEffective"] = facts.approved_on.isoformat()
    if facts.version is not None:
        made["ceterms:versionIdentifier"] = [_identifier("Version", str(facts.version))]
    made["ceterms:identifier"] = [_identifier(*each) for each in facts.numbers]
    if facts.nzsced:
        made["ceterms:subject"] = [_aligned("", NZSCED, f"NZSCED {facts.nzsced}")]
    if facts.level is not None:
        level = _aligned(LEVELS, NZQCF, f"Level {facts.level}")
        made["ceterms:atLevel"] = [level | {"ceterms:codedNotation": str(facts.level)}]
    if requires := _requires(facts):
        made["ceterms:requires"] = [requires]
    return made


def _requires(facts: Facts) -> Node:
    """What a learner must show for it, and how many credits that is."""
    made: Node = {}
    if facts.criteria:
        made["ceterms:description"] = _said(facts.criteria)
    if facts.credits is not None:
        made["ceterms:creditValue"] = [
            {
                "@type": "ceterms:ValueProfile",
                "schema:value": facts.credits,
                "schema:description": {OURS_BY_DEFAULT: A_CREDIT},
                "ceterms:creditUnitType": [_aligned(FRAMEWORK, NZQCF, "NZQCF credit")],
            }
        ]
    return {"@type": "ceterms:ConditionProfile"} | made if made else {}


def _organisation(body: Body) -> Node:
    return {
        "@id": body.id,
        "@type": "ceterms:CredentialOrganization",
        "ceterms:name": _said(body.name),
    }


def _aligned(framework: str, called: str, name: str, node: str = "") -> Node:
    made: Node = {"@type": "ceterms:CredentialAlignmentObject"}
    if framework:
        made["ceterms:framework"] = framework
    made["ceterms:frameworkName"] = {OURS_BY_DEFAULT: called}
    if node:
        made["ceterms:targetNode"] = node
    return made | {"ceterms:targetNodeName": {OURS_BY_DEFAULT: name}}


def _identifier(called: str, value: str) -> Node:
    return {
        "@type": "ceterms:IdentifierValue",
        "ceterms:identifierTypeName": {OURS_BY_DEFAULT: called},
        "ceterms:identifierValueCode": value,
    }


def _status(facts: Facts) -> str:
    return STATUS.get(facts.state, ENDED)


def _said(text: str) -> Node:
    return {language_of(text) or UNKNOWN: text}
