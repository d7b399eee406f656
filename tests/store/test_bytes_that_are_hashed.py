"""One spelling for each value: what is hashed today must hash the same in ten years."""

from __future__ import annotations

import json
import random
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mcapproval.canonical import bound, canonical, commitment, digest, digest_of, plain
from mcapproval.draft.reader import read_draft_bytes
from mcapproval.store.events import GENESIS, Author, Event, read_event
from mcapproval.store.folding.changes import packed

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = TEXTS.map(lambda text: unicodedata.normalize("NFC", text))
LEAVES = st.none() | st.booleans() | st.integers() | TEXTS
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4)
)

SPELT = {
    "title": "Whakaako i ngā pūkenga",
    "credits": 10,
    "te_hono_o_te_kahurangi": False,
    "of": None,
    "list": [1, -2, "three", {"b": "", "a": "\u0000\u2028\U0001f33f"}],
}
BYTES = (
    b'{"credits":10,"list":[1,-2,"three",{"a":"\\u0000\xe2\x80\xa8\xf0\x9f\x8c\xbf","b":""}],'
    b'"of":null,"te_hono_o_te_kahurangi":false,"title":"Whakaako i ng\xc4\x81 p\xc5\xabkenga"}'
)


EVERY_LETTER = "".join(map(chr, [*range(0xD800), *range(0xE000, 0x11000)]))


@given(st.lists(VALUES) | st.dictionaries(KEYS, VALUES))
@example([unicodedata.normalize("NFC", EVERY_LETTER)])
@example([1 << 70, -1, True, None, [], {}])
def test_what_a_row_holds_is_spelt_the_same_in_a_column(value: Any) -> None:
    """A refold is compared with columns that were filled long ago."""
    by = Author("PER-0001", "shell")
    row = Event(1, GENESIS, "APP-2026-0001", 1, "seen", "", "", by, None, {"it": value})
    assert packed(read_event(row.payload()).data["it"]).encode() == canonical(value)


def test_a_value_is_spelt_as_it_always_was() -> None:
    assert canonical(SPELT) == BYTES
    assert digest_of(SPELT) == "9d92ed6cb5225bef8b5bff253360dbcbf3e73bb96939479c4190bc8c4004e8f0"
    assert (
        commitment(b"\x01" * 32, "Mānia")
        == "c20e476da4d0b833e3bf7d8f2ec2a996f923d5db05c42cfc38e90e390addc194"
    )


@given(VALUES)
def test_bytes_read_back_to_a_value_with_the_same_bytes(value: Any) -> None:
    spelt = canonical(value)
    assert canonical(json.loads(spelt)) == spelt
    assert json.loads(spelt) == plain(value)


@given(st.dictionaries(KEYS, VALUES, min_size=2, max_size=6), st.randoms())
def test_the_order_of_keys_makes_no_difference(
    value: dict[str, Any], chance: random.Random
) -> None:
    names = list(value)
    chance.shuffle(names)
    assert canonical({name: value[name] for name in names}) == canonical(value)


@given(VALUES)
def test_composed_and_decomposed_letters_have_the_same_bytes(value: Any) -> None:
    assert canonical(_decomposed(value)) == canonical(value)


def _decomposed(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFD", value)
    if isinstance(value, list):
        return [_decomposed(item) for item in value]
    if isinstance(value, dict):
        return {_decomposed(key): _decomposed(item) for key, item in value.items()}
    return value


@given(VALUES, VALUES)
def test_different_values_have_different_bytes(one: Any, other: Any) -> None:
    same = json.dumps(plain(one), sort_keys=True) == json.dumps(plain(other), sort_keys=True)
    assert (canonical(one) == canonical(other)) is same


@given(st.floats())
def test_a_number_with_a_point_has_no_bytes(number: float) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical({"credits": [number]})


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object(), {"day": 2 + 0j}])
def test_what_json_does_not_have_has_no_bytes(value: object) -> None:
    with pytest.raises(ValueError, match="no canonical form"):
        canonical(value)


def test_half_a_character_has_no_bytes() -> None:
    with pytest.raises(ValueError):
        canonical({"title": "a\ud800b"})


def test_two_keys_that_read_the_same_are_refused() -> None:
    with pytest.raises(ValueError, match="two keys"):
        canonical({"m\u0101": 1, "ma\u0304": 2})


def test_true_is_not_one_and_false_is_not_nothing() -> None:
    values: tuple[object, ...] = (True, 1, False, 0, None, "", [], {})
    assert len({canonical(value) for value in values}) == 8


@given(TEXTS, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_commitment_binds_under_its_own_salt_only(text: str, one: bytes, other: bytes) -> None:
    told = commitment(one, text)
    assert told == commitment(one, unicodedata.normalize("NFD", text))
    assert (told == commitment(other, text)) is (one == other)
    assert told != commitment(one, text + "x")
    assert told == bound(one, canonical(text)), "of the bytes as they are kept"
    assert told not in (digest(canonical(text)), digest(one + canonical(text)))


@given(st.integers())
def test_a_draft_in_json_and_in_yaml_has_the_same_bytes(number: int) -> None:
    """What an author wrote counts, not how: the content's hash is the same."""
    data = {
        "format": "application/1",
        "route": "nzqa",
        "kind": "change",
        "title": f"Pūkenga {number}",
        "level": 5,
    }
    as_json = json.dumps(data, ensure_ascii=True).encode()
    as_yaml = "\n".join(f"{key}: {value}" for key, value in reversed(data.items())).encode()
    drafts = [read_draft_bytes(as_json, "a.json").draft, read_draft_bytes(as_yaml, "a.yaml").draft]
    assert digest_of(drafts[0].data) == digest_of(drafts[1].data)
