"""What can be done now, as a program does it: the rooms below say it in the words of the shell."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial

from mcapproval.errors import Reason, Refused, Trouble
from mcapproval.library.values import NAME

AT_THE_SHELL = " (at the shell)"
"""Is said behind a command for which a program has no call."""

REF = r"(?P<ref>[A-Z]{2,3}-[0-9-]+)"
FILE = r"""(?P<file>(?!-)(?:'[^']*'|"[^"]*"|[^\s'"])+)"""
CALLS = (
    (rf"next {REF}(?: [a-z-]+)?", "records.next({ref!r})"),
    (rf"show {REF}", "records.show({ref!r})"),
    (rf"check {REF}", "records.check({ref!r})"),
    (rf"check {FILE}", "mcapproval.check({file})"),
    (rf"open {FILE}", "records.open({file})"),
    (rf"open {FILE} --another", "records.open({file}, another=True)"),
    (rf"update {REF} {FILE}", "records.update({ref!r}, {file})"),
    (
        rf"update {REF} {FILE} --without (?P<without>\S+)",
        "records.update({ref!r}, {file}, without={without})",
    ),
    (r"list", "records.list()"),
)
"""By command the call that does the same."""

PERSON, PLACE = "open_records(PLACE, person=PERSON)", "open_records(PLACE)"
DAY = r"(?P<y>[0-9]{4})-0?(?P<m>[0-9]+)-0?(?P<d>[0-9]+)"
OPTIONS = (
    (r"--as PERSON(?:, or set MCAPPROVAL_AS)?", PERSON),
    (r"--records\b", PLACE),
    (r", or go to the folder of their mcapproval\.toml", ""),
    (rf"--effective {DAY}", "effective=date({y}, {m}, {d})"),
    (r"--set (?P<name>[a-z_]+)=(?P<value>\S+)", "answers={{{name!r}: {value!r}}}"),
    (r"--attach FILE", "attach=[FILE]"),
    (r"(?P<name>--for [\w-]+)", f"{{name}}{AT_THE_SHELL}"),
    (r"--without (?P<name>[\w-]+)", "without=[{name!r}]"),
    (r"--(?P<name>effective|note|today|on|policy|since|until)\b", "{name}="),
)
"""By option the argument that says the same."""

COMMAND = re.compile(
    r"`mcapproval (?P<quoted>[^`]+)`"
    r"""|(?:(?<=: )|^)mcapproval (?P<bare>(?:"[^"]*"|'[^']*'|[^`\n])*?)(?=[,;:)](?:\s|$)|$)"""
)
"""A command as a hint has it: between backticks, behind a colon or alone."""


@contextmanager
def said_in_python() -> Iterator[None]:
    """Every trouble leaves with a hint, and reasons with remedies, for somebody in Python."""
    try:
        yield
    except Trouble as trouble:
        trouble.hint = in_python(trouble.hint)
        if isinstance(trouble, Refused):
            trouble.reasons = reasons_in_python(trouble.reasons)
        raise


def reasons_in_python(reasons: tuple[Reason, ...]) -> tuple[Reason, ...]:
    return tuple(replace(reason, mend=in_python(reason.mend)) for reason in reasons)


def in_python(hint: str) -> str:
    """A hint with calls and arguments in place of commands and options; what only the shell can do
    says so."""
    if AT_THE_SHELL in hint:
        return hint
    said, end = [], 0
    for found in COMMAND.finditer(hint):
        said += [_options(hint[end : found.start()]), _call(found)]
        end = found.end()
    return "".join([*said, _options(hint[end:])])


def _call(found: re.Match[str]) -> str:
    words = found["quoted"] or found["bare"]
    for command, call in CALLS:
        if fits := re.fullmatch(command, words):
            named = {key: _named(key, value) for key, value in fits.groupdict().items()}
            told = call.format(**named)
            return f"`{told}`" if found["quoted"] else told
    return f"{found[0]}{AT_THE_SHELL}"


def _named(key: str, word: str) -> str:
    """What a command names, as a call names it: a draft that is in no file is a variable."""
    name = " ".join(shlex.split(word))
    if key == "file":
        return {"FILE": "FILE", NAME: "draft"}.get(name, repr(name))
    return str(name.split(",")) if key == "without" else name


def _options(text: str) -> str:
    for option, argument in OPTIONS:
        text = re.sub(option, partial(_filled, argument), text)
    return text


def _filled(argument: str, found: re.Match[str]) -> str:
    return argument.format(**found.groupdict())
