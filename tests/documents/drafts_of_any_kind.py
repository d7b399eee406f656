"""Contents of drafts as the schema lets them be: any keys, any texts, lists of any length."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from mcapproval.draft.schema_parts import resolved
from mcapproval.shipped import schema

AWKWARD = (
    "none",
    "[]",
    "Write here",
    "Write",
    "…",
    '"',
    '"quoted"',
    '" quoted, with a space"',
    " a space before",
    "a space after ",
    "two\nlines",
    "\n\nlines around\n",
    "a\ttab",
    "one; two; three",
    "- an item",
    "1. an item",
    "see: rpl@3",
    "A colon: a # and a [bracket]",
    "& < > ' \u201cquoted\u201d <b>never closed",
    "null",
    "~",
    "yes",
    "010",
    "1.10",
    "2026-02-29",
    "3 April 2026",
    "Māori; whānau; ngā ākonga; ĀĒĪŌŪ",
    "Ka pai 😀 你好",
    "Level",
    "Statement",
    "Evidence of need 1",
    "x" * 400,
    "carriage\r\nreturn",
    "\u202eturned around",
    "no-break\u00a0space\u00a0",
)

_LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff\u2028\u2029"
)
texts = st.one_of(
    st.sampled_from(AWKWARD),
    st.text(st.one_of(st.just("\n"), st.just(" "), _LETTERS), min_size=1, max_size=60),
)
_DAYS = st.dates().map(lambda day: day.isoformat())
_PATTERNS = {
    "^person-[1-9][0-9]*$": "person-{}",
    "^LO[1-9][0-9]*$": "LO{}",
    "^N[1-9][0-9]*$": "N{}",
    "^P[1-9][0-9]*$": "P{}",
    "^H[1-9][0-9]*$": "H{}",
    "^A[1-9][0-9]*$": "A{}",
    "^(LO|A)[1-9][0-9]*$": "A{}",
    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$": "a-body-{}",
}
_CONTRACT = schema("application")


def contents() -> st.SearchStrategy[dict[str, Any]]:
    """A content with the four keys that each draft has, and any of the others."""
    return _value(_CONTRACT)


def _value(part: Any) -> st.SearchStrategy[Any]:
    part = resolved(part, _CONTRACT)
    if "const" in part:
        return st.just(part["const"])
    if "enum" in part:
        return st.sampled_from(part["enum"])
    if part["type"] == "integer":
        return st.integers(part.get("minimum", -999), 10_000)
    if part["type"] == "number":
        return st.one_of(st.integers(0, 500), st.sampled_from(["7.5", "0.25"]))
    if part["type"] == "array":
        return st.lists(_value(part["items"]), max_size=3)
    if part["type"] == "object":
        return _group(part)
    return _text(part)


def _text(part: Any) -> st.SearchStrategy[str]:
    if part.get("format") == "date":
        return _DAYS
    pattern = part.get("pattern", "")
    if pattern in _PATTERNS:
        return st.integers(1, 40).map(_PATTERNS[pattern].format)
    if pattern.startswith("^[0-9]{4}-"):
        return st.sampled_from(["2026-07", "2027-12", "2026-07-31"])
    return texts


def _group(part: Any) -> st.SearchStrategy[dict[str, Any]]:
    if "patternProperties" in part:
        (pattern, inner), *_ = part["patternProperties"].items()
        keys = st.integers(1, 40).map(_PATTERNS[pattern].format)
        return st.dictionaries(keys, _value(inner), max_size=3)
    needed = part.get("required", ())
    values = {key: _value(of) for key, of in part["properties"].items()}
    must = {key: of for key, of in values.items() if key in needed}
    may = {key: of for key, of in values.items() if key not in needed}
    return st.fixed_dictionaries(must, optional=may)
