"""What is wrong in a policy, said so that a provider can mend it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from referencing import Registry

from mcapproval.policy.model import SHIPPED
from mcapproval.shipped import schema

_KINDS = {"integer": "a whole number", "string": "a text in double quotes", "object": "a section"}
_LOOSER = {
    ("credits", "at_least", "minimum"): "the law asks for at least 1 credit",
    ("credits", "at_least", "maximum"): "the law lets 40 credits at most",
    ("credits", "at_most", "maximum"): "the law lets 40 credits at most",
}


OUTSIDE = frozenset(
    (
        "nzqa",
        "new zealand qualifications authority",
        "new zealand qualifications authority nzqa",
        "mana tohu matauranga o aotearoa",
        "isb",
        "industry skills board",
        "wdc",
        "workforce development council",
        "cuap",
        "committee on university academic programmes",
        "universities new zealand",
        "universities new zealand cuap",
        "universities nz",
        "tec",
        "tertiary education commission",
        "te amorangi matauranga matua",
        "ministry of education",
        "mcapproval",
    )
)
"""Names that no body or role of a provider has: small letters, no marks, no `the`."""


@dataclass(frozen=True, slots=True)
class PolicyFault:
    message: str
    mend: str
    line: int | None


def first_fault(raw: Mapping[str, Any], text: str) -> PolicyFault | None:
    """The first thing wrong, in the order of the file; None where all is well."""
    faults = [_fault(error, text) for error in _validator().iter_errors(raw)]
    if not faults:
        faults = list(_titles(raw.get("titles", {}), text))
    if not faults:
        size = raw.get("credits", {})
        least = size.get("at_least", SHIPPED.credits_at_least)
        most = size.get("at_most", SHIPPED.credits_at_most)
        if least > most:
            message = f"at least {least} credits and at most {most}: nothing could be approved"
            mend = "make at_least no more than at_most"
            faults = [PolicyFault(message, mend, line_of(("credits", "at_least"), text))]
    return min(faults, key=lambda f: (f.line or 0, f.message)) if faults else None


def _titles(titles: Mapping[str, str], text: str) -> Iterator[PolicyFault]:
    """A title is printed wherever a body of ours decided: it must be words, and ours."""
    for role, title in titles.items():
        line = line_of(("titles", role), text)
        if not title.isprintable() or not title.strip():
            message = f"titles.{role} has characters that can't be seen"
            yield PolicyFault(message, "type it afresh in plain words", line)
        elif _bare(title) in OUTSIDE:
            yield PolicyFault(
                f'titles.{role} can\'t be "{title}": that is a body outside, which decides itself',
                f"write what you call your own: {_example(('titles', role))}",
                line,
            )


def _bare(title: str) -> str:
    """A title without what makes the same body look like another: marks, case, spaces, `the`."""
    marks = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in marks if not unicodedata.combining(c)))
    return " ".join(word for word in words if word != "the")


def line_of(path: Sequence[object], text: str) -> int | None:
    """The line, from 1, on which the last key of a path is written; of its section without it."""
    section: tuple[str, ...] = ()
    found = None
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if header:
            section = tuple(part.strip().strip("\"'") for part in header[1].split("."))
            key: tuple[str, ...] = ()
        else:
            written = re.match(r"\s*([\w.\"'-]+)\s*=", line)
            if not written:
                continue
            key = tuple(part.strip("\"'") for part in written[1].split("."))
        here = (*section, *key)
        both = min(len(here), len(path))
        if both and here[:both] == tuple(str(step) for step in path[:both]):
            found = number
            if len(here) >= len(path):
                break
    return found


def _fault(error: ValidationError, text: str) -> PolicyFault:
    path = tuple(error.absolute_path)
    dotted = ".".join(str(step) for step in path)
    value, wanted = error.instance, error.validator_value
    if error.validator == "additionalProperties":
        return _unknown_key(error, path, text)
    line = line_of(path, text)
    if error.validator == "required":
        missing = next(key for key in wanted if key not in value)
        example = 'format = "policy/1"' if missing == "format" else f'{missing} = "12-24"'
        return PolicyFault(
            f"`{missing}` is missing" + (f" in {dotted}" if dotted else ""),
            f"add the line {example}",
            line or 1,
        )
    if error.validator == "const":
        return PolicyFault(f'format must be "{wanted}"', f'write format = "{wanted}"', line)
    if error.validator == "enum":
        near = difflib.get_close_matches(str(value), wanted, n=1)
        mend = f'did you mean "{near[0]}"?' if near else f"write one of {', '.join(wanted)}"
        return PolicyFault(f"{dotted} can't be `{value}`", mend, line)
    if error.validator in ("minimum", "maximum"):
        looser = _LOOSER.get((*path, error.validator))
        if looser:
            return PolicyFault(
                f"{dotted} = {value} is looser than the law: {looser}",
                f"write {wanted}; a policy can be stricter than the law, never looser",
                line,
            )
        bound = "less" if error.validator == "minimum" else "more"
        return PolicyFault(f"{dotted} can't be {bound} than {wanted}", f"write {wanted}", line)
    if error.validator == "type":
        return PolicyFault(
            f"{dotted} must be {_KINDS.get(wanted, 'another kind of value')}",
            f"write it as the example shows: {_example(path)}",
            line,
        )
    return PolicyFault(
        f"{dotted} can't be `{str(value)[:60]}`",
        f"write it as the example shows: {_example(path)}",
        line,
    )


def _unknown_key(error: ValidationError, path: tuple[Any, ...], text: str) -> PolicyFault:
    known = list(error.schema.get("properties", {}))
    patterns = error.schema.get("patternProperties", {})
    key = next(
        k for k in error.instance if k not in known and not any(re.search(p, k) for p in patterns)
    )
    near = difflib.get_close_matches(key.replace("-", "_"), known, n=1)
    where = f" in [{'.'.join(map(str, path))}]" if path else ""
    if near:
        mend = f"did you mean `{near[0]}`?"
    elif known:
        mend = f"keys here are {', '.join(known)}"
    else:
        mend = "write it in small letters with hyphens: academic-board"
    return PolicyFault(f"there is no key `{key[:60]}`{where}", mend, line_of((*path, key), text))


def _example(path: Sequence[object]) -> str:
    last = str(path[-1]) if path else ""
    examples = {
        "close_down": 'close_down = { from = "12-24", until = "01-08" }',
        "from": 'from = "12-24"',
        "until": 'until = "01-08"',
        "quorum": "quorum = { academic-board = 3 }",
        "records": 'records = "./records.db"',
        "region": 'region = "WGN"',
        "provider": 'provider = "otago-polytechnic"',
    }
    if last in ("credits", "review", "evidence", "approval", "titles"):
        return f"[{last}] on a line of its own"
    parent = str(path[-2]) if len(path) > 1 else ""
    if parent == "titles":
        return f'{last} = "Academic Committee"'
    return examples.get(last, f"{last} = 12")


@cache
def _validator() -> Draft202012Validator:
    empty: Registry[Any] = Registry()
    return Draft202012Validator(schema("policy"), registry=empty)
