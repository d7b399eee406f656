"""One application against the whole rule book, in process, beside `json.loads` of it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from measure import medians, show

from mcapproval.draft.model import Draft
from mcapproval.draft.reader import read_draft
from mcapproval.policy.model import SHIPPED
from mcapproval.rules.book import RULES
from mcapproval.rules.examine import examine

DAY = date(2026, 11, 21)
TIMES = 20
"""A single turn is too short to be measured well: so many are, and the table shows one of them."""

for path in sorted((Path(__file__).parents[1] / "samples/good").glob("*/draft.yaml")):
    data = dict(read_draft(path).draft.without_people().data)
    text = json.dumps(data, ensure_ascii=False)

    def loads(text: str = text) -> None:
        for _ in range(TIMES):
            json.loads(text)

    def ours(data: dict[str, object] = data) -> None:
        for _ in range(TIMES):
            examine(Draft(data), DAY, SHIPPED, RULES)

    many = medians({"json.loads": loads, "examine": ours}, rounds=30)
    show(
        f"{len(RULES)} rules on {path.parent.name}, {len(text.encode()) / 1024:.1f} KB",
        {name: seconds / TIMES for name, seconds in many.items()},
    )
