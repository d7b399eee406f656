"""A form as people fill it in: rows added, days in words, comments, slips; each told by place."""

from __future__ import annotations

from typing import Any

import pytest
from tests.documents.filling_in import Filled, copied, new, paragraph_of, run_of, xml

from mcapproval.documents.word.names import w
from mcapproval.documents.word_form.reading import FormReading

LOOKS = '<w:{0}Change w:id="1" w:author="A"><w:{0}/></w:{0}Change>'


def told(read: FormReading) -> list[tuple[str, str | None]]:
    return [(found.code, found.place) for found in read.reading.told]


def value(read: FormReading, path: str) -> Any:
    return read.reading.draft.get(path)


def test_an_empty_form_says_only_what_it_was_made_for_and_nothing_is_wrong_with_it() -> None:
    read = Filled(new()).read()
    assert dict(read.reading.draft.data) == {
        "format": "application/1",
        "route": "nzqa",
        "kind": "listing-approval-and-accreditation",
        "title": "Working title",
    }
    assert (read.reading.told, read.remarks) == ((), ())


@pytest.mark.parametrize("written", ["2026-04-03", "3 April 2026", "3/04/2026", "3.4.26"])
def test_a_day_is_read_as_people_here_write_it(written: str) -> None:
    assert value(Filled(new()).write("work_began", written).read(), "/work_began") == "2026-04-03"


def test_a_value_of_the_wrong_form_is_told_by_heading_and_field() -> None:
    form = Filled(new()).write("credits", "ten").write("work_began", "29 February 2026")
    form.write("learning_outcomes.statement", "Plan a hui").write("learning_outcomes.hours", "lots")
    read = form.read()
    assert told(read) == [
        ("FORM-DATE", "A. Details that are listed, Day the work began"),
        ("FORM-TYPE", "A. Details that are listed, Credits"),
        ("FORM-TYPE", "Learning outcomes, row 1, Hours"),
    ]
    assert all(found.line is None and found.column is None for found in read.reading.told)
    assert value(read, "/learning_outcomes") == [{"id": "LO1", "statement": "Plan a hui"}]


def test_a_choice_is_read_whatever_its_capitals_and_another_word_is_told() -> None:
    read = Filled(new()).write("standards.used", "Yes").write("funding.fund", "DQ3 7").read()
    assert value(read, "/standards/used") == "yes"
    assert value(read, "/funding/fund") == "dq3-7"
    read = Filled(new()).write("standards.used", "perhaps").read()
    assert told(read) == [("FORM-CHOICE", "Standards, Standards used")]


def test_several_ids_are_read_however_they_are_parted() -> None:
    form = Filled(new()).write("assessments.title", "A plan")
    for written in ("LO1, LO2", "LO1;LO2", "LO1\nLO2", "LO1 LO2"):
        read = form.write("assessments.outcomes", written).read()
        assert value(read, "/assessments/0/outcomes") == ["LO1", "LO2"]


def test_a_row_added_in_word_without_fields_is_read_by_its_columns_and_gets_a_number() -> None:
    form = Filled(new())
    form.write("learning_outcomes.statement", "Plan a hui")
    last = form.table("learning_outcomes.statement")[-1]
    row = copied(last)
    for cell, text in zip(row.iter(w("tc")), ("", "Hold a hui", "5", "30"), strict=True):
        for old in cell.findall(w("p")):
            cell.remove(old)
        cell.append(paragraph_of(text))
    read = form.read()
    assert value(read, "/learning_outcomes/1") == {
        "id": "LO2",
        "statement": "Hold a hui",
        "level": 5,
        "hours": 30,
    }
    assert told(read) == []


def test_a_column_that_was_moved_is_known_by_its_head() -> None:
    form = Filled(new()).write("learning_outcomes.statement", "Plan a hui")
    form.write("learning_outcomes.level", "5")
    for row in form.table("learning_outcomes.statement").iter(w("tr")):
        cells = row.findall(w("tc"))
        row.append(cells[1])
    read = form.read()
    (row,) = value(read, "/learning_outcomes")
    assert row == {"id": "LO1", "statement": "Plan a hui", "level": 5}


def test_a_small_table_that_was_copied_is_another_entry() -> None:
    form = Filled(new()).write("need.evidence.says", "People ask for it")
    again = copied(form.table("need.evidence.says", 1))
    assert again is not None
    form.write("need.evidence.id", "N3", 2).write("need.evidence.says", "So do we", 2)
    form.write("need.evidence.dated", "4 March 2026", 2)
    read = form.read()
    assert value(read, "/need/evidence") == [
        {"id": "N1", "says": "People ask for it"},
        {"id": "N3", "says": "So do we", "dated": "2026-03-04"},
    ]


def test_a_part_for_another_provider_is_copied_with_its_heading() -> None:
    form = Filled(new())
    heading = next(
        p for p in form.root.iter(w("p")) if "".join(p.itertext()).startswith("Accreditation, one")
    )
    part = [heading]
    while (follows := part[-1].getnext()) is not None and "".join(
        follows.itertext()
    ) != "Papers that go with it":
        part.append(follows)
    last = part[-1]
    for element in part:
        last = copied(element) if element is part[-1] else _behind(last, element)
    form.write("accreditation.provider", "one-body").write("accreditation.provider", "another", 1)
    form.write("accreditation.resources.staff.role", "Lead", len(part) and 2)
    read = form.read()
    assert [entry["provider"] for entry in value(read, "/accreditation")] == ["one-body", "another"]


def _behind(at: Any, element: Any) -> Any:
    from copy import deepcopy

    again = deepcopy(element)
    at.addnext(again)
    return again


def test_none_in_the_first_row_says_that_there_are_none() -> None:
    read = Filled(new()).write("third_parties.organisation", "none").read()
    assert value(read, "/third_parties") == []
    assert value(Filled(new()).write("delivery.sites", "none").read(), "/delivery/sites") == []


def test_lines_that_somebody_typed_below_the_field_in_its_box_belong_to_the_answer() -> None:
    form = Filled(new()).write("need.summary", "One.")
    form.after("need.summary", paragraph_of("Two.", "FormAnswer"))
    read = form.read()
    assert value(read, "/need/summary") == "One.\nTwo."
    assert read.remarks == ()


def test_a_text_outside_the_fields_is_told_by_its_place_and_kept() -> None:
    form = Filled(new()).after("need.summary", paragraph_of("And another thing, kia ora"))
    read = form.read()
    assert told(read) == [("FORM-OUTSIDE", "Need and acceptability, Summary of the need")]
    assert [remark.text for remark in read.remarks] == ["And another thing, kia ora"]
    assert not read.reading.told[0].blocks


def test_paragraphs_outside_the_fields_that_follow_each_other_are_one_remark() -> None:
    more = [paragraph_of(text) for text in ("Ask Mele", "", "about Thursdays")]
    form = Filled(new()).after("need.summary", *more).after("entry", paragraph_of("Open?"))
    read = form.read()
    assert [remark.text for remark in read.remarks] == ["Ask Mele\nabout Thursdays", "Open?"]
    assert len(told(read)) == 2
    form.paragraph("structure").addnext(paragraph_of("And Fridays"))
    assert [remark.text for remark in form.read().remarks] == [
        "Ask Mele\nabout Thursdays",
        "And Fridays",
        "Open?",
    ], "a question stands between"


def test_a_table_and_a_text_box_and_a_picture_of_somebody_s_own_are_told() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>{t}</w:t></w:r></w:p></w:tc>" for t in ("Cost", "900"))
    box = "<w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p></w:txbxContent>"
    form = Filled(new()).after(
        "structure",
        xml(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"),
        xml(f"<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p>"),
        xml("<w:p><w:r><w:drawing/></w:r></w:p>"),
    )
    texts = [remark.text for remark in form.read().remarks]
    assert texts == ["Cost | 900", "In a box", "(a picture or another object)"]


def test_a_formula_is_told_as_a_picture_is() -> None:
    math = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<w:p><m:oMath xmlns:m="{math}"><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>'
    read = Filled(new()).after("structure", xml(formula)).read()
    assert [remark.text for remark in read.remarks] == ["(a picture or another object)"]


def test_a_remark_of_xml_s_own_among_the_letters_of_an_answer_cuts_nothing_off() -> None:
    def remarked(members: dict[str, bytes]) -> None:
        part = "word/document.xml"
        members[part] = members[part].replace(b"Ten people", b"Ten<!-- x --><?y z?> people")

    read = Filled(new()).write("need.summary", "Ten people").read(remarked)
    assert value(read, "/need/summary") == "Ten people"


def test_what_somebody_types_beside_our_foot_is_told() -> None:
    def typed(members: dict[str, bytes]) -> None:
        (part,) = (name for name in members if "footer" in name and ".rels" not in name)
        here = b"<w:r><w:t>Ask Mele</w:t></w:r></w:p>"
        members[part] = members[part].replace(b"</w:p>", here, 1)

    read = Filled(new()).read(typed)
    (remark,) = read.remarks
    assert (remark.place, remark.text) == ("the foot of the pages", "Ask Mele")
    assert told(read) == [("FORM-OUTSIDE", "the foot of the pages")]


def test_a_comment_in_the_margin_is_told_with_its_author_and_place_and_kept_whole() -> None:
    form = Filled(new())
    paragraph = form.paragraph("structure")
    paragraph.insert(1, xml('<w:commentRangeStart w:id="7"/>'))
    paragraph.append(xml('<w:r><w:commentReference w:id="7"/></w:r>'))
    said = "Is this one component? " * 10

    def commented(members: dict[str, bytes]) -> None:
        inner = f"<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"
        comment = f'<w:comment w:id="7" w:author="Mele Example">{inner}</w:comment>'
        ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        text = f'<w:comments xmlns:w="{ns}">{comment}</w:comments>'
        members["word/comments.xml"] = text.encode()
        rels = members["word/_rels/document.xml.rels"].decode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        link = f'<Relationship Id="rId9" Type="{kind}" Target="comments.xml"/></Relationships>'
        members["word/_rels/document.xml.rels"] = rels.replace("</Relationships>", link).encode()

    read = form.read(commented)
    (remark,) = read.remarks
    assert (remark.author, remark.place, remark.text) == ("Mele Example", "Structure", said.strip())
    assert told(read) == [("FORM-COMMENT", "Structure")]
    assert not read.reading.told[0].blocks


def test_an_undecided_tracked_change_is_refused_by_its_place() -> None:
    form = Filled(new()).write("need.summary", "Ten people")
    content = form.controls("need.summary")[0].find(w("sdtContent"))
    added = xml('<w:ins w:id="1" w:author="A"/>')
    added.append(run_of(" or more"))
    removed = xml('<w:del w:id="2"><w:r><w:delText>nobody</w:delText></w:r></w:del>')
    content.extend([added, removed])
    read = form.read()
    assert told(read) == [("FORM-TRACKED", "Need and acceptability, Summary of the need")] * 2
    assert all(found.blocks and "Accept All" in found.mend for found in read.reading.told)
    assert "nobody" in read.reading.told[1].message
    assert value(read, "/need/summary") == "Ten people or more"


@pytest.mark.parametrize(
    ("change", "how"),
    [
        ('<w:cellDel w:id="1" w:author="A"/>', "a cell deleted"),
        ('<w:cellIns w:id="1" w:author="A"/>', "a cell added"),
        ('<w:cellMerge w:id="1" w:author="A" w:vMerge="rest"/>', "cells merged"),
    ],
)
def test_an_undecided_change_of_a_cell_is_refused_by_its_place(change: str, how: str) -> None:
    form = Filled(new()).write("learning_outcomes.statement", "Plan a day")
    cell = next(form.controls("learning_outcomes.statement")[0].iterancestors(w("tc")))
    cell.find(w("tcPr")).append(xml(change))
    read = form.read()
    assert told(read) == [("FORM-TRACKED", "Learning outcomes, row 1, Statement")]
    assert how in read.reading.told[0].message
    assert read.reading.told[0].blocks
    assert value(read, "/learning_outcomes/0/statement") == "Plan a day"


def test_tracked_changes_of_looks_leave_nothing_to_decide() -> None:
    """They change no word: bold, indents, borders, margins."""
    form = Filled(new()).write("entry", "Anybody").write("learning_outcomes.statement", "Plan")
    run, paragraph = next(form.controls("entry")[0].iter(w("r"))), form.paragraph("entry")
    run.insert(0, xml(f"<w:rPr><w:b/>{LOOKS.format('rPr')}</w:rPr>"))
    paragraph.find(w("pPr")).append(xml(LOOKS.format("pPr")))
    table = form.table("learning_outcomes.statement")
    table.find(w("tblPr")).append(xml(LOOKS.format("tblPr")))
    next(table.iter(w("trPr"))).append(xml(LOOKS.format("trPr")))
    next(table.iter(w("tcPr"))).append(xml(LOOKS.format("tcPr")))
    next(form.root.iter(w("sectPr"))).append(xml(LOOKS.format("sectPr")))
    read = form.read()
    assert (told(read), read.remarks) == ([], ())
    assert value(read, "/entry") == "Anybody"


def test_a_field_that_was_deleted_is_told_and_one_copied_that_says_another_thing() -> None:
    form = Filled(new())
    paragraph = form.paragraph("structure")
    for element in [paragraph.getprevious(), paragraph]:
        element.getparent().remove(element)
    for element in list(form.root.iter(w("p"))):
        if "".join(element.itertext()) == "Structure":
            element.getparent().remove(element)
    assert ("FORM-FIELD", "Structure") in told(form.read())
    form = Filled(new()).write("entry", "Anybody")
    again = copied(form.paragraph("entry"))
    assert again is not None
    assert told(form.read()) == []
    form.write("entry", "Nobody", 1)
    assert told(form.read()) == [("FORM-TWICE", "Entry requirements")]


def test_an_id_that_stands_twice_is_told_by_row() -> None:
    form = Filled(new()).write("learning_outcomes.statement", "One")
    form.write("learning_outcomes.statement", "Two", 1).write("learning_outcomes.id", "LO1", 1)
    (found,) = form.read().reading.told
    assert (found.code, found.place) == ("FORM-REFERENCE", "Learning outcomes, row 2, Outcome id")
    assert "Learning outcomes, row 1" in found.message
    form = Filled(new()).write("people.name", "A").write("people.name", "B", 1)
    form.write("people.id", "person-1", 1)
    assert told(form.read()) == [("FORM-TWICE", "People, row 2, Id")]


def test_another_kind_than_the_form_was_made_for_is_told() -> None:
    read = Filled(new("listing-and-approval")).write("kind", "accreditation").read()
    assert ("FORM-FIELD", "What is applied for, Kind of application") in told(read)


def test_a_form_from_which_every_mark_of_ours_is_gone_is_known_by_its_words() -> None:
    form = Filled(new()).write("need.summary", "Ten people")
    for name in ("bookmarkStart", "bookmarkEnd", "tag", "alias"):
        for element in list(form.root.iter(w(name))):
            element.getparent().remove(element)

    def without_properties(members: dict[str, bytes]) -> None:
        del members["docProps/custom.xml"]

    read = form.read(without_properties)
    assert value(read, "/need/summary") == "Ten people"
    assert (told(read), read.remarks) == ([], ())


def test_paragraphs_and_bullets_that_word_puts_into_one_field_are_one_answer() -> None:
    form = Filled(new())
    paragraph = form.paragraph("need.summary")
    control = form.controls("need.summary")[0]
    content = control.find(w("sdtContent"))
    content.clear()
    item = paragraph_of("a bullet", "ListParagraph")
    item[0].append(xml('<w:numPr><w:numId w:val="1"/></w:numPr>'))
    content.extend([paragraph_of("One.", "FormAnswer"), item, paragraph_of("Two.", "FormAnswer")])
    paragraph.addnext(control)
    paragraph.getparent().remove(paragraph)
    read = form.read()
    assert value(read, "/need/summary") == "One.\n- a bullet\nTwo."
    assert (told(read), read.remarks) == ([], ())


def test_a_field_is_known_by_its_title_where_its_tag_and_label_are_gone() -> None:
    form = Filled(new()).write("entry", "Anybody").write("structure", "One part")
    for element in list(form.root.iter(w("tag"), w("bookmarkStart"))):
        element.getparent().remove(element)
    for element in list(form.root.iter(w("p"))):
        if "".join(element.itertext()) in ("Entry requirements", "Structure"):
            element.getparent().remove(element)
    read = form.read()
    assert (value(read, "/entry"), value(read, "/structure")) == ("Anybody", "One part")


def test_a_word_typed_into_a_label_is_told_and_the_field_still_known() -> None:
    form = Filled(new()).write("entry", "Anybody")
    label = next(p for p in form.root.iter(w("p")) if "".join(p.itertext()) == "Entry requirements")
    label.append(run_of(" (ask Mele)"))
    read = form.read()
    assert value(read, "/entry") == "Anybody"
    assert [remark.text for remark in read.remarks] == ["(ask Mele)"]


def words_at(form: Filled, begin: str) -> Any:
    """The paragraph of the form that begins so."""
    return next(p for p in form.root.iter(w("p")) if "".join(p.itertext()).startswith(begin))


def test_of_what_is_added_to_the_words_of_the_form_the_added_is_told_and_where() -> None:
    form = Filled(new()).write("need.summary", "Ten people")
    help_ = "What a learner can do at the end"
    words_at(form, help_).append(run_of(" OUTSIDE-TWO"))
    words_at(form, "Need and acceptability").append(run_of(" (Mele)"))
    words_at(form, "Position").append(run_of("??"))
    first = words_at(form, "Who lacks which skill")
    first.insert(1, run_of("ASK: "))
    middle = next(words_at(form, "Fill in what you know").iter(w("t")))
    middle.text = middle.text.replace("in any order", "in any order you like")
    read = form.read()
    assert value(read, "/need/summary") == "Ten people"
    assert sorted((remark.place, remark.text) for remark in read.remarks) == [
        ("Learning outcomes, in the words of the form", "OUTSIDE-TWO"),
        ("Need and acceptability, Summary of the need, in the words of the form", "ASK:"),
        ("Need and acceptability, in the words of the form", "(Mele)"),
        ("People, in the words of the form", "??"),
        ("the beginning, in the words of the form", "you like"),
    ]


def test_what_takes_the_place_of_the_words_of_the_form_is_told_whole() -> None:
    form = Filled(new())
    next(words_at(form, "What a learner can do at").iter(w("t"))).text = "What a learner thinks"
    assert [remark.text for remark in form.read().remarks] == ["What a learner thinks"]
