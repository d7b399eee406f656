"""A form offers its answers in words; a draft has their keys, and a form may have them too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.documents.filling_in import Filled, new

from mcapproval.documents.word.names import w
from mcapproval.documents.word_form import wording
from mcapproval.documents.word_form.choices import chosen, in_words
from mcapproval.documents.word_form.plan import Field, Table, asked
from mcapproval.documents.word_form.planning import plan
from mcapproval.draft.help import parts


def _fields() -> Iterator[Field]:
    for one in asked(plan("", more=tuple(key for key in parts() if "." not in key))):
        yield from one.columns if isinstance(one, Table) else (one,)


OFFERING = tuple(field for field in _fields() if field.choices)


@pytest.mark.parametrize("field", OFFERING, ids=lambda field: field.path)
def test_every_choice_is_read_back_from_its_words_and_from_its_key(field: Field) -> None:
    for choice in field.choices:
        for said in (choice, in_words(field.path, choice), in_words(field.path, choice).upper()):
            assert chosen(field.path, field.choices, said) == choice
    separate = {in_words(field.path, choice) for choice in field.choices}
    assert len(separate) == len(field.choices)


def test_a_form_offers_words_and_has_them_in_its_fields() -> None:
    form = Filled(new())
    route = form.controls("route")[0]
    offered = [str(each.get(w("displayText"))) for each in route.iter(w("listItem"))]
    assert offered == ["Choose one", "NZQA", "university", "Industry Skills Board"]
    assert "".join(route.find(w("sdtContent")).itertext()) == "NZQA"
    kind = form.controls("kind")[0].find(w("sdtContent"))
    assert "".join(kind.itertext()) == "listing, approval and accreditation"
    types = form.controls("organisations.type")[0]
    assert "private training establishment" in [e.get(w("displayText")) for e in types.iter()]


def test_no_question_of_a_form_speaks_of_commands() -> None:
    assert [f.path for f in _fields() if "mcapproval" in wording.asked(f.told)] == []


def test_what_was_filled_in_with_keys_is_read_as_before() -> None:
    form = Filled(new()).write("route", "skills-board").write("kind", "listing-and-approval")
    form.write("organisations.name", "Otago Polytechnic").write("organisations.type", "pte")
    form.write("need.evidence.says", "It is wanted").write("need.evidence.claims", "in-demand")
    draft = form.read().reading.draft
    assert draft.get("/route") == "skills-board"
    assert draft.get("/kind") == "listing-and-approval"
    assert draft.get("/organisations/otago-polytechnic/type") == "pte"
    assert draft.get("/need/evidence/0/claims") == ["in-demand"]
