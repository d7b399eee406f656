"""The standards in which a micro-credential can be described, and what each asks for."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from mcapproval.documents.credentials.ctdl import micro_credential
from mcapproval.documents.credentials.facts import Facts
from mcapproval.documents.credentials.learning_model import specification
from mcapproval.documents.credentials.open_badges import achievement
from mcapproval.documents.credentials.schema_org import web_page


@dataclass(frozen=True, slots=True)
class Standard:
    """`needs` are facts without which nothing valid can be made, each with its words; `unmet` is
    what the standard asks for and no records hold.
    """

    name: str
    make: Callable[[Facts], dict[str, Any]]
    needs: Mapping[str, str]
    unmet: str = ""

    def lacks(self, facts: Facts) -> tuple[str, ...]:
        return tuple(said for need, said in self.needs.items() if not getattr(facts, need))


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
        unmet="a field of ISCED-F (`thematicArea`)",
    ),
    "ctdl": Standard("CTDL", micro_credential, {}),
    "schema-org": Standard("schema.org", web_page, {}),
}


def as_text(made: Mapping[str, Any]) -> str:
    """JSON as it is written into a file. No `<` stands in it, so that nothing a person wrote can
    end the element of a web page that holds it.
    """
    return json.dumps(made, ensure_ascii=False, indent=2).replace("<", "\\u003c") + "\n"
