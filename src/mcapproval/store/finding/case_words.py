"""Words of cases in the SQL that both engines speak: which cases have one, and where it stands."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from mcapproval.batches import batched
from mcapproval.store.ask import Ask
from mcapproval.store.finding.search_words import outcomes, te_reo, words

REF = re.compile(r"(?:APP|MC|ACC|REV)-[0-9-]*")
WHOLE = re.compile(r"(?:(?:APP|REV)-[0-9]{4}|MC|ACC)-[0-9]{4,}")

BEYOND = "\U0010ffff"
"""After every letter: what begins with a word comes before the word with this behind it."""

FREQUENT = 2000
"""Texts that have a word from which on it is frequent."""

PIECE = 500
"""References that one question names."""


class Place(NamedTuple):
    """Where words stand: a text of a case; `terms` are those of the words that are in it."""

    ref: str
    text: int
    part: str
    source: str | None
    terms: tuple[str, ...]


def sql(*parts: str) -> str:
    """A statement of its parts; what people say is among its values and never in it."""
    return " ".join(parts)


def terms_of(word: str) -> list[str]:
    """What is looked for: `co-design` is co and design, each the beginning of a word."""
    return words(word)


def is_ref(word: str) -> bool:
    """Whether a word is a reference of a case, or how one begins."""
    return bool(REF.fullmatch(word.upper()))


def frequent(ask: Ask, said: Iterable[str]) -> tuple[str, ...]:
    """The terms of words that so many texts have that it is quicker to look into each case in turn
    than to gather those that have them."""
    terms = dict.fromkeys(t for word in said if not is_ref(word) for t in terms_of(word))
    counted = sql(
        "SELECT count(*) FROM (SELECT 1 FROM search_term t WHERE t.term >= :term",
        "AND t.term < :beyond LIMIT :most) n",
    )
    found = []
    for term in terms:
        values = {"term": term, "beyond": term + BEYOND, "most": FREQUENT}
        if ask(counted, values)[0][0] == FREQUENT:
            found.append(term)
    return tuple(found)


def of_word(
    number: int,
    word: str,
    parts: Sequence[str],
    often: Collection[str],
    values: dict[str, Any],
) -> tuple[str, str]:
    """The condition that a case or its micro-credential has a word, and that the case has it
    itself. `values` takes what the conditions name; `often` are terms that are frequent."""
    if is_ref(word):
        return (_of_ref(number, word.upper(), values),) * 2
    both, own = [], []
    for n, term in enumerate(terms_of(word)):
        hits = _hits(f"w{number}_{n}", term, parts, values)
        if term in often:
            listing = "coalesce(g.listing, r.listing)"
            both.append(f"EXISTS ({hits} AND x.ref IN (c.ref, {listing}))")
            own.append(f"EXISTS ({hits} AND x.ref = c.ref)")
            continue
        hanging = (
            sql("SELECT h.ref FROM", of, "h WHERE h.listing IN (", hits, ")")
            for of in ("review", "accreditation")
        )
        both.append(f"c.ref IN ({' UNION ALL '.join([hits, *hanging])})")
        own.append(f"c.ref IN ({hits})")
    return " AND ".join(both), f"({' AND '.join(own)})"


def _of_ref(number: int, ref: str, values: dict[str, Any]) -> str:
    values[f"r{number}"] = ref
    if WHOLE.fullmatch(ref):
        return f"c.ref = :r{number}"
    values[f"n{number}"] = len(ref)
    return f"substr(c.ref, 1, :n{number}) = :r{number}"


def _hits(name: str, term: str, parts: Sequence[str], values: dict[str, Any]) -> str:
    values |= {name: term, f"{name}_end": term + BEYOND}
    named = {f"part_{n}": part for n, part in enumerate(parts)}
    values |= named
    chosen = f" AND x.part IN ({', '.join(f':{key}' for key in named)})" if named else ""
    return sql(
        "SELECT x.ref FROM search_term t JOIN search_text x ON x.text = t.text",
        f"WHERE t.term >= :{name} AND t.term < :{name}_end{chosen}",
    )


def places(ask: Ask, refs: Iterable[str], said: Sequence[str]) -> Iterator[Place]:
    """The texts of cases in which words stand, with those that do."""
    found: dict[tuple[str, int, str, str | None], list[str]] = {}
    terms = [term for word in said if not is_ref(word) for term in terms_of(word)]
    for some in batched(refs, PIECE):
        named = {f"ref_{n}": ref for n, ref in enumerate(some)}
        for term in dict.fromkeys(terms):
            rows = ask(
                sql(
                    "SELECT DISTINCT x.ref, x.text, x.part, x.source",
                    "FROM search_text x CROSS JOIN search_term t WHERE x.ref IN (",
                    ", ".join(f":{key}" for key in named),
                    ") AND t.text = x.text AND t.term >= :term AND t.term < :beyond",
                ),
                {**named, "term": term, "beyond": term + BEYOND},
            )
            for ref, text, part, source in rows:
                found.setdefault((ref, text, part, source), []).append(term)
    for (ref, text, part, source), there in found.items():
        yield Place(ref, text, part, source, tuple(there))


class Facts(NamedTuple):
    """What a case is called and says, as it can be found: empty where there is nothing."""

    te_reo: str
    numbers: tuple[str, ...]
    outcomes: list[str]


def told_of(ask: Ask, ref: str) -> Facts:
    """Of an application by its draft, of a micro-credential as it is listed."""
    listed = ask(
        "SELECT title_te_reo, number, reporting_code FROM listing WHERE ref = :ref", {"ref": ref}
    )
    if listed:
        te_reo_said, *numbers = listed[0]
        return Facts(te_reo_said or "", tuple(each for each in numbers if each), [])
    rows = ask(
        "SELECT k.body, a.application_reference FROM application a "
        "LEFT JOIN content k ON k.hash = a.content WHERE a.ref = :ref",
        {"ref": ref},
    )
    body, number = rows[0] if rows else (None, None)
    content = None if body is None else json.loads(bytes(body))
    return Facts(te_reo(content), (number,) if number else (), outcomes(content))


def rows_with(ask: Ask, ref: str, names: Collection[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Personal texts by commitment, each with the first row of a case's journal in which it stands,
    as the rows come."""
    left = set(names)
    rows = ask("SELECT payload FROM journal WHERE ref = :ref ORDER BY seq", {"ref": ref})
    for (payload,) in rows:
        row = bytes(payload)
        for name in sorted(name for name in left if name.encode() in row):
            left.discard(name)
            yield name, json.loads(row)


def text_of(ask: Ask, commitment: str) -> str:
    """What somebody wrote; empty where it is not there, since records were meddled with."""
    found = ask("SELECT body FROM personal_text WHERE commitment = :name", {"name": commitment})
    return str(json.loads(bytes(found[0][0]))) if found else ""
