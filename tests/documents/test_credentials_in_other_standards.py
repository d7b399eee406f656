"""A micro-credential in Open Badges, ELM, CTDL and schema.org, held to what those publish."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pyshacl
import pytest
from hypothesis import given, settings
from jsonschema import Draft201909Validator
from rdflib import RDF, SH, Graph, Literal, URIRef
from referencing import Registry
from tests.documents.credentials_made import (
    ANY,
    ENDING,
    LITTLE,
    RECORDS,
    SAMPLES,
    SITE,
    WHOLE,
    sample,
)
from tests.documents.test_papers_of_a_listing import FULL

from mcapproval.documents.credentials.catalogue import STANDARDS, as_text
from mcapproval.documents.credentials.facts import Facts, Outcome, facts_of, language_of
from mcapproval.draft.model import Draft

pytestmark = pytest.mark.filterwarnings(  # rdflib's own, as it reads JSON-LD
    "ignore:ConjunctiveGraph is deprecated:DeprecationWarning"
)

Golden = Callable[[str, str], None]

PUBLISHED = Path(__file__).resolve().parent / "standards"
KNOWN = {name: sample(name) for name in SAMPLES} | {"whole": WHOLE, "ending": ENDING}
TITLE = URIRef("http://purl.org/dc/terms/title")
FIELD_OF_ISCED = "http://data.europa.eu/snb/model/elm/ISCEDFCode"


def made(standard: str, facts: Facts) -> Any:
    """As a reader of the file gets it."""
    return json.loads(as_text(STANDARDS[standard].make(facts)))


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize("name", KNOWN)
def test_a_description_reads_as_its_golden_file(golden: Golden, standard: str, name: str) -> None:
    golden(f"credential-{name}-{standard}.json", as_text(STANDARDS[standard].make(KNOWN[name])))


@pytest.mark.parametrize("standard", STANDARDS)
@given(ANY)
@settings(max_examples=40)
def test_whatever_stands_in_it_is_text_and_no_markup(standard: str, facts: Facts) -> None:
    text = as_text(STANDARDS[standard].make(facts))
    assert "<" not in text
    assert json.loads(text) == STANDARDS[standard].make(facts)


# Open Badges


@cache
def badge_schema() -> Draft201909Validator:
    """1EdTech's schema of an AchievementCredential, turned to the Achievement in it; no network."""
    whole = json.loads((PUBLISHED / "1edtech" / "achievementcredential.json").read_text("utf-8"))
    part = {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": "#/$defs/Achievement"}
    return Draft201909Validator(
        part, registry=Registry(), format_checker=Draft201909Validator.FORMAT_CHECKER
    )


def badge_faults(achievement: Any) -> list[str]:
    return [
        f"{fault.json_path}: {fault.message}" for fault in badge_schema().iter_errors(achievement)
    ]


@pytest.mark.parametrize("facts", KNOWN.values(), ids=KNOWN)
def test_an_achievement_is_what_1edtechs_schema_asks_for(facts: Facts) -> None:
    assert badge_faults(made("open-badges", facts)) == []


@given(ANY)
def test_any_achievement_is_what_1edtechs_schema_asks_for(facts: Facts) -> None:
    assert badge_faults(made("open-badges", facts)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("creditsAvailable", "ten"),
        ("achievementType", "Micro-credential"),
        ("inLanguage", "English"),
        ("alignment", [{"type": ["Alignment"], "targetName": "Level 5"}]),
        (
            "otherIdentifier",
            [{"type": "IdentifierEntry", "identifier": "1", "identifierType": "x"}],
        ),
        ("criteria", None),
    ],
)
def test_1edtechs_schema_notices_what_is_wrong(key: str, value: Any) -> None:
    wrong = {**made("open-badges", WHOLE), key: value}
    if value is None:
        del wrong[key]
    assert badge_faults(wrong)


def test_an_achievement_stands_in_a_whole_credential_as_well() -> None:
    whole = json.loads((PUBLISHED / "1edtech" / "achievementcredential.json").read_text("utf-8"))
    badge = made("open-badges", WHOLE)
    awarded = {
        "@context": badge.pop("@context"),
        "id": "urn:uuid:00000000-0000-4000-8000-000000000000",
        "type": ["VerifiableCredential", "AchievementCredential"],
        "name": badge["name"],
        "issuer": badge["creator"],
        "validFrom": "2027-01-01T00:00:00Z",
        "credentialSubject": {"type": ["AchievementSubject"], "achievement": badge},
    }
    checker = Draft201909Validator(whole, registry=Registry())
    assert [fault.message for fault in checker.iter_errors(awarded)] == []


def test_level_and_credits_are_alignments_to_our_framework_and_no_others() -> None:
    badge = made("open-badges", WHOLE)
    assert [(one["targetType"], one["targetCode"]) for one in badge["alignment"]] == [
        ("ext:nzqcf-level", "5"),
        ("ext:nzqcf-credits", "10"),
    ]
    page = made("schema-org", WHOLE)["educationalAlignment"]
    assert [one["alignmentType"] for one in page] == [
        "educationalLevel",
        "credits",
        "educationalSubject",
    ]
    for standard in STANDARDS:
        assert "ECTS" not in json.dumps(made(standard, WHOLE))


# European Learning Model


@cache
def shapes() -> Graph:
    """The Commission's shapes, with the one of specifications at work, which they ship idle."""
    found = Graph().parse(PUBLISHED / "elm" / "LOQ-constraints.ttl", format="turtle")
    idle = list(found.subjects(SH.deactivated, Literal(True)))
    assert len(idle) == 1
    found.remove((None, SH.deactivated, None))
    return found


@cache
def elm_context() -> Any:
    text = (PUBLISHED / "elm" / "edc-ap-context.jsonld").read_text("utf-8")
    return json.loads(text)["@context"]


def graph_of(specification: Any) -> Graph:
    """Its triples; the context comes from the file and not from the address."""
    named, *own = specification["@context"]
    assert named == "http://data.europa.eu/snb/model/context/edc-ap"
    read = {**specification, "@context": [elm_context(), *own]}
    return Graph().parse(data=json.dumps(read), format="json-ld")


def elm_faults(specification: Any) -> Iterator[tuple[str, str]]:
    _, report, _ = pyshacl.validate(graph_of(specification), shacl_graph=shapes())
    for fault in report.subjects(RDF.type, SH.ValidationResult):
        yield str(report.value(fault, SH.resultPath)), str(report.value(fault, SH.resultMessage))


def elm_paths(specification: Any) -> set[str]:
    return {path for path, _ in elm_faults(specification)}


@pytest.mark.parametrize("facts", KNOWN.values(), ids=KNOWN)
def test_a_specification_lacks_of_the_commissions_shapes_only_what_no_records_hold(
    facts: Facts,
) -> None:
    assert elm_paths(made("elm", facts)) == {FIELD_OF_ISCED}
    assert "`thematicArea`" in STANDARDS["elm"].unmet


@given(ANY)
@settings(max_examples=15, deadline=None)
def test_any_specification_lacks_no_more_than_that(facts: Facts) -> None:
    assert elm_paths(made("elm", facts)) == {FIELD_OF_ISCED}


@pytest.mark.parametrize(
    ("key", "value", "path"),
    [
        ("learningOutcome", [], "http://data.europa.eu/snb/model/elm/learningOutcome"),
        ("title", {}, str(TITLE)),
        ("creditPoint", {"id": "urn:x", "type": "CreditPoint"}, None),
        ("duration", "PT1H", "http://data.europa.eu/snb/model/elm/duration"),
    ],
)
def test_the_commissions_shapes_notice_what_is_wrong(
    key: str, value: Any, path: str | None
) -> None:
    found = elm_paths({**made("elm", WHOLE), key: value}) - {FIELD_OF_ISCED}
    assert found if path is None else found == {path}


def test_everything_in_a_specification_has_a_meaning() -> None:
    """A key that the context does not know would be dropped without a word."""
    keys = set(_keys(made("elm", WHOLE)))
    languages = {"en", "mi", "und"}
    assert keys - set(elm_context()) == {"@context", "id", "type"} | languages


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            if key != "@context":
                yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


# CTDL


@cache
def ctdl_terms() -> dict[str, Any]:
    terms: dict[str, Any] = json.loads((PUBLISHED / "ctdl" / "terms.json").read_text("utf-8"))
    return terms


def ctdl_faults(graph: Any) -> list[str]:
    """Properties that a class has not, and values of another sort than the property's."""
    sorts = {node["@id"]: node["@type"] for node in graph["@graph"]}
    return [fault for node in graph["@graph"] for fault in _node_faults(node, sorts)]


def _node_faults(node: Any, sorts: dict[str, str]) -> Iterator[str]:
    known = ctdl_terms()[node["@type"]]
    for key, value in node.items():
        if key.startswith("@"):
            continue
        if key not in known:
            yield f"{node['@type']} has no {key}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@type" in one:
                yield from _node_faults(one, sorts)
            if not _fits(one, known[key], sorts):
                yield f"{key} is {one!r} and none of {known[key]}"


def _fits(value: Any, ranges: list[str], sorts: dict[str, str]) -> bool:
    if isinstance(value, dict) and "@type" in value:
        # The registry writes an alignment also where the schema names a concept.
        aligned = value["@type"] == "ceterms:CredentialAlignmentObject"
        return value["@type"] in ranges or (aligned and "skos:Concept" in ranges)
    if isinstance(value, dict):
        return "rdf:langString" in ranges and set(value) <= {"en-NZ", "mi", "und"}
    if isinstance(value, int):
        return bool({"xsd:float", "xsd:integer"} & set(ranges))
    if value in sorts:
        return sorts[value] in ranges or "xsd:anyURI" in ranges
    if "xsd:date" in ranges:
        return str(value) == date.fromisoformat(value).isoformat()
    return bool({"xsd:string", "xsd:anyURI", "xsd:language", "rdfs:Resource"} & set(ranges))


@pytest.mark.parametrize("facts", [*KNOWN.values(), LITTLE], ids=[*KNOWN, "little"])
def test_a_micro_credential_of_ctdl_has_what_its_schema_knows(facts: Facts) -> None:
    assert ctdl_faults(made("ctdl", facts)) == []


@given(ANY)
def test_any_micro_credential_of_ctdl_has_what_its_schema_knows(facts: Facts) -> None:
    assert ctdl_faults(made("ctdl", facts)) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("ceterms:creditValue", [{"@type": "ceterms:ValueProfile", "schema:value": 5}]),
        ("ceterms:name", "Beekeeping"),
        ("ceterms:ownedBy", [{"@type": "ceterms:ConditionProfile"}]),
        ("ceterms:atLevel", 5),
    ],
)
def test_the_schema_of_ctdl_notices_what_is_wrong(key: str, value: Any) -> None:
    graph = made("ctdl", WHOLE)
    graph["@graph"][0][key] = value
    assert ctdl_faults(graph)


def test_a_title_that_is_recorded_as_its_own_in_te_reo_is_in_te_reo_alone() -> None:
    for title in ("Kaitiakitanga o te Taiao", "Home Time"):
        facts = replace(WHOLE, title=title, title_te_reo=title)
        assert made("ctdl", facts)["@graph"][0]["ceterms:name"] == {"mi": title}


def test_who_publishes_is_told_of_a_language_only_where_none_is_known() -> None:
    def told(facts: Facts) -> bool:
        return "inLanguage" in " ".join(STANDARDS["ctdl"].misses(facts))

    assert not told(WHOLE)
    assert told(replace(WHOLE, purpose="", outcomes=()))


def test_a_ctid_is_what_its_grammar_says() -> None:
    ctid = made("ctdl", WHOLE)["@graph"][0]["ceterms:ctid"]
    assert len(ctid) == 39
    assert UUID(ctid.removeprefix("ce-")).version == 4
    assert made("ctdl", replace(WHOLE, title="Another"))["@graph"][0]["ceterms:ctid"] == ctid


# languages


def test_the_title_in_te_reo_has_its_language_in_each_standard() -> None:
    title = "Te Tiaki Whenua"
    assert made("open-badges", WHOLE)["alternateName"] == {"mi": title}
    assert made("ctdl", WHOLE)["@graph"][0]["ceterms:name"] == {"und": WHOLE.title, "mi": title}
    tagged = {"@value": title, "@language": "mi"}
    assert made("schema-org", WHOLE)["alternateName"] == tagged
    titles = set(graph_of(made("elm", WHOLE)).objects(URIRef(WHOLE.id), TITLE))
    assert titles == {Literal(WHOLE.title, "und"), Literal(title, "mi")}
    english = replace(WHOLE, title="Land Care")
    assert made("elm", english)["title"] == {"en": "Land Care", "mi": title}


def test_the_context_of_a_badge_gives_the_title_in_te_reo_its_meaning() -> None:
    badge = made("open-badges", WHOLE)
    own = {"@context": badge["@context"][-1], "alternateName": badge["alternateName"]}
    read = Graph().parse(data=json.dumps({"@id": WHOLE.id, **own}), format="json-ld")
    assert list(read) == [
        (
            URIRef(WHOLE.id),
            URIRef("https://schema.org/alternateName"),
            Literal("Te Tiaki Whenua", "mi"),
        )
    ]


def test_a_title_that_is_in_te_reo_is_told_to_be() -> None:
    reo = replace(WHOLE, title="Te Tiaki Whenua", title_te_reo="")
    assert made("elm", reo)["title"] == {"mi": "Te Tiaki Whenua"}
    assert made("ctdl", reo)["@graph"][0]["ceterms:name"] == {"mi": "Te Tiaki Whenua"}
    assert made("schema-org", reo)["name"] == {"@value": "Te Tiaki Whenua", "@language": "mi"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Kaitiakitanga in practice", "en-NZ"),
        ("Ngā tikanga o te marae", "mi"),
        ("Te Tiaki Whenua", "mi"),
        ("Time to Make More", ""),
        ("Home Time", ""),
        ("Taumata Oho: Pepeha", "mi"),
        ("Taumata Tū: Tikanga", "mi"),
        ("Ngā Mahi Māra 001", "mi"),
        ("Hui and More", "en-NZ"),
        ("Relevant to: whānau and hapū of the district", "en-NZ"),
        ("12 + 3", "en-NZ"),
        ("", "en-NZ"),
    ],
)
def test_the_language_of_a_text_is_that_of_most_of_it(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_language_that_nobody_can_tell_is_left_out_or_said_to_be_unknown() -> None:
    brief = replace(WHOLE, title="Home Time", title_te_reo="", purpose="", outcomes=())
    page, graph = made("schema-org", brief), made("ctdl", brief)["@graph"][0]
    assert page["name"] == "Home Time"
    assert graph["ceterms:name"] == {"und": "Home Time"}
    for told, key in ((page, "inLanguage"), (graph, "ceterms:inLanguage")):
        assert key not in told
    assert "inLanguage" not in made("open-badges", brief)
    assert made("open-badges", WHOLE)["inLanguage"] == WHOLE.language == "en-NZ"


# what is known and what is not


def test_nothing_is_said_that_the_records_do_not_know() -> None:
    for standard in ("ctdl", "schema-org"):
        text = json.dumps(made(standard, LITTLE))
        for absent in ("null", "None", "not yet written", "credit:", '""'):
            assert absent not in text, (standard, absent)
    assert LITTLE.description == "A micro-credential of Example Polytechnic, level 4."


@pytest.mark.parametrize(("standard", "can"), [("open-badges", 0), ("elm", 0), ("ctdl", 1)])
def test_a_standard_says_what_it_can_not_do_without(standard: str, can: int) -> None:
    assert (not STANDARDS[standard].lacks(LITTLE)) == bool(can)
    assert not STANDARDS[standard].lacks(WHOLE)


def test_an_id_is_the_pages_address_or_a_urn_that_stays() -> None:
    assert WHOLE.id == f"{SITE}/MC-0001"
    assert ENDING.id == f"{SITE}/MC-0001"
    assert LITTLE.id == LITTLE.uuid.urn
    assert WHOLE.uuid == LITTLE.uuid
    assert sample(SAMPLES[0]).provider == WHOLE.provider


def test_the_status_in_ctdl_is_that_of_the_listing() -> None:
    def status(state: str) -> str:
        one = made("ctdl", replace(WHOLE, state=state))["@graph"][0]
        return str(one["ceterms:credentialStatusType"]["ceterms:targetNode"])

    told = [status(state) for state in ("current", "expiring", "discontinued", "removed")]
    words = ("Active", "TeachOut", "Deprecated", "Deprecated")
    assert told == [f"credentialStat:{word}" for word in words]
    assert set(told) <= set(ctdl_terms()["credentialStat"])


def test_what_is_in_force_since_a_change_is_so_since_that_was_approved() -> None:
    changed = replace(FULL, changed_on=date(2028, 3, 1))
    for listing, day in ((FULL, FULL.approved_on), (changed, date(2028, 3, 1))):
        facts = facts_of(listing, "current", RECORDS)
        assert day is not None
        assert made("ctdl", facts)["@graph"][0]["ceterms:dateEffective"] == day.isoformat()


def test_outcomes_without_a_key_are_counted_and_one_credit_is_one() -> None:
    rows = [{"statement": "Prune a vine"}, {"id": "LO9", "statement": "Graft it"}, {"id": ""}]
    content = Draft({"learning_outcomes": [*rows, {"statement": "Train it"}]})
    facts = facts_of(replace(FULL, content=content, credits=1), "current", RECORDS)
    assert [each.key for each in facts.outcomes] == ["LO1", "LO9", "LO4"]
    assert replace(LITTLE, credits=1).description.endswith(", level 4, 1 credit.")
    assert replace(LITTLE, credits=2).description.endswith(", level 4, 2 credits.")


def test_an_address_within_has_no_blank_nor_mark_of_a_key_in_it() -> None:
    outcome = Outcome("LO 1/a", "Prune a vine")
    (told,) = made("elm", replace(WHOLE, outcomes=(outcome,)))["learningOutcome"]
    assert told["id"] == f"{WHOLE.id}#LO-1-a"


@pytest.mark.parametrize("mark", [".", "!", "?"])
def test_what_a_purpose_says_ends_with_one_mark(mark: str) -> None:
    """Its parts are sentences one after another, however their authors ended them."""
    purpose = {"relevant_to": f"Growers{mark}", "graduate_will": {}}
    listing = replace(FULL, content=Draft({"purpose": purpose}))
    assert facts_of(listing, "current", RECORDS).purpose == f"Relevant to: Growers{mark}"
    bare = replace(FULL, content=Draft({"purpose": {"relevant_to": "Growers"}}))
    assert facts_of(bare, "current", RECORDS).purpose == "Relevant to: Growers."


def test_who_makes_it_in_simulated_records_says_so() -> None:
    for standard in STANDARDS:
        assert "Simulated, to try the program" in json.dumps(made(standard, ENDING))
        assert "Simulated" not in json.dumps(made(standard, WHOLE))
