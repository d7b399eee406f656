"""The door of this room: a file to a Draft with places, and what is wrong with its form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from mcapproval.draft.faults import USABLE
from mcapproval.draft.kinds import no_other_ending, no_other_kind
from mcapproval.draft.model import Draft
from mcapproval.draft.pointer import covers
from mcapproval.draft.references import reference_findings
from mcapproval.draft.shape import Shaped, shape
from mcapproval.draft.source import read_file
from mcapproval.draft.tree import tree
from mcapproval.draft.words import MEANT
from mcapproval.findings import Finding, in_reading_order


@dataclass(frozen=True, slots=True)
class Reading:
    """A draft as read, `people` included, with the findings on its form.

    `of_form` is a draft in a Word form, which has no lines.
    """

    draft: Draft
    findings: tuple[Finding, ...]
    of_form: bool = False

    @property
    def told(self) -> tuple[Finding, ...]:
        """The findings on the form, each at its line, or at its place in a Word form."""
        return tuple(self.draft.telling(found) for found in self.findings)

    def with_rules(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The form's findings and the rules', in reading order.

        A value of the wrong form was left out of the draft, so a rule finds it missing: to say so
        of `credits: ten`, or of a key that is only misspelt, would mislead, and is not said. What
        is only too long was kept, and what the rules find in it is said.
        """
        broken = [path for found in self.findings for path in _left_out(found)]
        rest = (f for f in findings if not any(covers(path, f.path) for path in broken))
        told = in_reading_order((*self.findings, *rest))
        return tuple(self.draft.telling(found) for found in told)


def _left_out(found: Finding) -> Iterator[str]:
    """The paths at which a finding on the form says all that there is to say."""
    if not found.blocks or not found.path or found.code in USABLE:
        return
    yield found.path
    meant = MEANT.fullmatch(found.mend) if found.code == "FORM-KEY" else None
    if meant:
        yield f"{found.path.rpartition('/')[0]}/{meant[1]}"


def read_draft(path: Path, known: frozenset[str] | None = None) -> Reading:
    """A draft from a file. Raises Unreadable where the file can't be read or parsed.

    `known` are the keys of organisations in the records; None where there are no records.
    """
    return read_draft_bytes(read_file(path), str(path), known=known)


def read_draft_bytes(
    data: bytes, name: str, json: bool | None = None, known: frozenset[str] | None = None
) -> Reading:
    """A draft from bytes; `name` is what findings and errors call the file."""
    shaped = read_shaped(data, name, "application", json)
    content, places = MappingProxyType(shaped.data), MappingProxyType(shaped.places)
    draft = Draft(content, places, name, shaped.left_out)
    findings = (*shaped.findings, *reference_findings(draft, known))
    return Reading(draft, in_reading_order(findings))


def read_shaped(data: bytes, name: str, schema_name: str, json: bool | None = None) -> Shaped:
    """Any YAML or JSON file that people write, typed and checked by one of our schemas. Raises
    Unreadable for one that says that it is of another kind.
    """
    no_other_ending(name, data, schema_name)
    root = tree(data, name, json)
    no_other_kind(root, name, schema_name)
    return shape(root, schema_name)
