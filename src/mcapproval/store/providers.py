"""The providers that records know, said once for those who ask with sqlalchemy and without."""

from __future__ import annotations

from mcapproval.store.ask import Ask

NAMED_IN = (
    ("records", "provider"),
    ("organisation", "key"),
    ("policy", "provider"),
    ("case_record", "provider"),
)
"""Tables and columns: whose the records are, what was entered, what adopted a policy, what has a
case."""

ALL = " UNION ".join(
    f"SELECT {column} FROM {table} WHERE {column} <> ''"  # noqa: S608 - ours, from above
    for table, column in NAMED_IN
)
_AMONG = " OR ".join(
    f"EXISTS (SELECT 1 FROM {table} WHERE {column} = :key)"  # noqa: S608 - ours, from above
    for table, column in NAMED_IN
)


def is_known(ask: Ask, key: str) -> bool:
    return key != "" and bool(ask(f"SELECT 1 WHERE {_AMONG}", {"key": key}))


def every(ask: Ask) -> set[str]:
    return {str(key) for (key,) in ask(ALL, {})}
