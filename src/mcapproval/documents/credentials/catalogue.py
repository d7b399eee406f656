"""The standards in which a micro-credential can be described, and what each asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mcapproval.documents.credentials.ctdl import micro_credential
from mcapproval.documents.credentials.facts import Facts
from mcapproval.documents.credentials.learning_model import specification
from mcapproval.documents.credentials.open_badges import achievement
from mcapproval.documents.credentials.schema_org import web_page


@dataclass(frozen=True, slots=True)
class Standard:
    """`needs` are facts without which nothing valid can be made, each with its words; `wants` those
    without which it is made and a reader of the standard misses them, each with what to know of it;
    `unmet` says what is asked for and no records hold.
    """

    name: str
    make: Callable[[Facts], dict[str, Any]]
    needs: Mapping[str, str]
    wants: Mapping[str, str] = field(default_factory=dict)
    unmet: str = ""

    def lacks(self, facts: Facts) -> tuple[str, ...]:
        return tuple(said for need, said in self.needs.items() if not getattr(facts, need))

    def misses(self, facts: Facts) -> tuple[str, ...]:
        return tuple(said for want, said in self.wants.items() if not getattr(facts, want))


STANDARDS: Mapping[str, Standard] = {
    "open-badges": Standard(
        "Open Badges 3.0",
        achievement,
        {"criteria": "learning outcomes, or how they are assessed"},
    ),
    "elm": Standard(
        "the European Learning Model",
        specification,
        {"outcomes": "learning outcomes"},
        unmet="it asks for a field of ISCED-F (`thematicArea`) as well, and no records hold that",
    ),
    "ctdl": Standard(
        "CTDL",
        micro_credential,
        {},
        wants={
            "page": "a registry asks for a web page of it (`ceterms:subjectWebpage`), which it "
            "opens: give the address below which it stands with --site URL",
            "language": "a registry asks for a language (`ceterms:inLanguage`), and no text of it "
            "tells one",
        },
        unmet="a registry asks for the provider's CTID, which it gives itself",
    ),
    "schema-org": Standard("schema.org", web_page, {}),
}


def as_text(made: Mapping[str, Any]) -> str:
    """JSON as it is written into a file. No `<` stands in it, so that nothing a person wrote can
    end the element of a web page that holds it.
    """
    return json.dumps(made, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"
