"""What is wrong in a policy, said so that a provider can mend it."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from mcapproval.clock import MONTHS_A_YEAR
from mcapproval.policy.model import SHIPPED, TITLES
from mcapproval.policy.paper import wrong_on_paper
from mcapproval.policy.readiness import TOPICS
from mcapproval.policy.toml_text import line_of, written
from mcapproval.shipped import schema

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

_KINDS = {"integer": "a whole number", "string": "a text in double quotes", "object": "a section"}
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


def faults_of(raw: Mapping[str, Any], text: str) -> list[PolicyFault]:
    """All that is wrong, in the order of the file; what it would mean is asked of a sound one."""
    faults = {fault for error in _told_once(raw) for fault in _faults(error, text)}
    if not faults:
        faults = {*_titles(raw.get("titles", {}), text), *_crossed(raw, text)}
        faults |= set(_slips(raw.get("ready_to_deliver", {}).get("items", ()), text))
        faults |= set(_on_paper(raw.get("paper", {}), text))
    return sorted(faults, key=lambda f: (f.line or 0, f.message))


def _told_once(raw: Mapping[str, Any]) -> Iterator[ValidationError]:
    """The errors of the schema; that a value is of another type, only where nothing says more."""
    errors = list(_validator().iter_errors(raw))
    said = {tuple(error.absolute_path) for error in errors if error.validator != "type"}
    for error in errors:
        if error.validator != "type" or tuple(error.absolute_path) not in said:
            yield error


def _faults(error: ValidationError, text: str) -> Iterator[PolicyFault]:
    if error.validator == "additionalProperties":
        yield from _unknown_keys(error, tuple(error.absolute_path), text)
    else:
        yield _fault(error, text)


def _crossed(raw: Mapping[str, Any], text: str) -> Iterator[PolicyFault]:
    """A lower bound above its upper one lets nothing through, nor does a month out of step."""
    size, level = raw.get("credits", {}), raw.get("level", {})
    least = size.get("at_least", SHIPPED.credits_at_least)
    most = size.get("at_most", SHIPPED.credits_at_most)
    if least > most:
        message = f"at least {least} credits and at most {most}: nothing could be approved"
        mend = "make at_least no more than at_most"
        yield PolicyFault(message, mend, line_of(("credits", "at_least"), text))
    if "usual" in size and size["usual"][0] > size["usual"][1]:
        first, last = size["usual"]
        message = f"usual credits from {first} to {last}: nothing would be usual"
        mend = f"write the smaller number first: usual = [{last}, {first}]"
        yield PolicyFault(message, mend, line_of(("credits", "usual"), text))
    lowest, highest = level.get("at_least"), level.get("at_most")
    if lowest is not None and highest is not None and lowest > highest:
        message = f"at least level {lowest} and at most {highest}: no level would do"
        mend = "make at_least no more than at_most"
        yield PolicyFault(message, mend, line_of(("level", "at_least"), text))
    months = raw.get("review", {}).get("yearly_check_months", SHIPPED.yearly_check_months)
    if "month" in raw.get("review", {}) and months % MONTHS_A_YEAR:
        message = f"a check every {months} months can't fall in the same month of each year"
        mend = "make yearly_check_months 12, 24 or 36, or leave month out"
        yield PolicyFault(message, mend, line_of(("review", "month"), text))


def _titles(titles: Mapping[str, str], text: str) -> Iterator[PolicyFault]:
    """A title is printed wherever a body of ours decided: it must be words, and ours.

    The roles are those of the workflows, which are a closed list.
    """
    for role, title in titles.items():
        line = line_of(("titles", role), text)
        if role not in TITLES:
            near = difflib.get_close_matches(role, TITLES, n=1)
            yield PolicyFault(
                f"there is no role or body `{role[:60]}` in [titles]",
                f"did you mean `{near[0]}`?" if near else f"keys here are {', '.join(TITLES)}",
                line,
            )
        elif not title.isprintable() or not title.strip():
            message = f"titles.{role} has characters that can't be seen"
            yield PolicyFault(message, "type it afresh in plain words", line)
        elif _bare(title) in OUTSIDE:
            yield PolicyFault(
                f'titles.{role} can\'t be "{title}": that is a body outside, which decides itself',
                f"write what you call your own: {_example(('titles', role))}",
                line,
            )


def _slips(keys: Sequence[str], text: str) -> Iterator[PolicyFault]:
    """A key that nearly is one that we know is a slip: as a key of its own it would say nothing."""
    for key in keys:
        near = difflib.get_close_matches(key, TOPICS, n=1, cutoff=0.8)
        if near and key not in TOPICS:
            message = f"ready_to_deliver.items has `{key}`, which is nearly `{near[0]}`"
            mend = f'write "{near[0]}", or a key of your own that is less like it'
            yield PolicyFault(message, mend, line_of(("ready_to_deliver", "items"), text))


def _on_paper(paper: Mapping[str, Any], text: str) -> Iterator[PolicyFault]:
    for key, message, mend in wrong_on_paper(paper):
        yield PolicyFault(message, mend, line_of(("paper", key), text))
    if _bare(paper.get("name", "")) in OUTSIDE:
        message = f'paper.name can\'t be "{paper["name"]}": papers would seem to be of that body'
        mend = f"write your own name: {_example(('paper', 'name'))}"
        yield PolicyFault(message, mend, line_of(("paper", "name"), text))


def _bare(title: str) -> str:
    """A title without what makes the same body look like another: marks, case, spaces, `the`."""
    marks = unicodedata.normalize("NFKD", title.casefold())
    words = re.findall(r"[a-z]+", "".join(c for c in marks if not unicodedata.combining(c)))
    return " ".join(word for word in words if word != "the")


def _fault(error: ValidationError, text: str) -> PolicyFault:
    path = tuple(error.absolute_path)
    dotted = ".".join(str(step) for step in path)
    value, wanted = error.instance, error.validator_value
    line = line_of(path, text)
    if error.validator == "required":
        missing = next(k for k in wanted if k not in value and f"'{k}'" in error.message)
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
        said = value if isinstance(value, str) else written(value)
        return PolicyFault(f"{dotted} can't be `{said}`", mend, line)
    if error.validator in ("minimum", "maximum"):
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


def _unknown_keys(
    error: ValidationError, path: tuple[Any, ...], text: str
) -> Iterator[PolicyFault]:
    known = list(error.schema.get("properties", {}))
    patterns = error.schema.get("patternProperties", {})
    for key in error.instance:
        if key not in known and not any(re.search(pattern, key) for pattern in patterns):
            yield _unknown_key(key, known, path, text)


def _unknown_key(key: str, known: list[str], path: tuple[Any, ...], text: str) -> PolicyFault:
    near = difflib.get_close_matches(key.replace("-", "_"), known, n=1)
    where = f" in [{'.'.join(map(str, path))}]" if path else ""
    if near:
        mend = f"did you mean `{near[0]}`?"
    elif path[:1] == ("questions",):
        mend = 'write the path of a question in quotes: [questions."need.summary"]'
    elif known:
        mend = f"keys here are {', '.join(known)}"
    else:
        mend = "write it in small letters with hyphens: academic-board"
    return PolicyFault(f"there is no key `{key[:60]}`{where}", mend, line_of((*path, key), text))


def _example(path: Sequence[object]) -> str:
    """The example that the schema gives for a key, as it is written in the file."""
    part: Mapping[str, Any] = schema("policy")
    for step in path:
        inner = part.get("properties", {}).get(step)
        others = list(part.get("patternProperties", {}).values()) or [part.get("items", {})]
        part = inner or others[0]
    if part.get("type") == "object" and len(path) == 1 and "required" not in part:
        return f"[{path[0]}] on a line of its own"
    found = part["examples"][0]
    keys = [step for step in path if isinstance(step, str)]
    return f"{keys[-1]} = {written(found)}" if isinstance(path[-1], str) else written(found)


@cache
def _validator() -> Draft202012Validator:
    """As JSON Schema has it, but that 12.0 is no whole number: no setting is kept with a point."""
    from jsonschema import Draft202012Validator  # to load it takes long, and most have no policy
    from jsonschema.validators import extend
    from referencing import Registry

    empty: Registry[Any] = Registry()
    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, v: type(v) is int)
    strict = extend(Draft202012Validator, type_checker=types)
    return strict(schema("policy"), registry=empty)
