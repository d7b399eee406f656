"""Where a form's boxes are, what each takes, and what nobody can fill."""

from __future__ import annotations

import pytest
from tests.documents.filled_forms import (
    WORD,
    body,
    boxes,
    filled,
    first,
    labels,
    lines,
    saying,
    why,
)
from tests.documents.word_made import (
    MANY_LINES,
    PLAIN,
    bookmark,
    cell,
    checkbox,
    choices,
    control,
    document,
    heads,
    paragraph,
    row,
    run,
    table,
)

from mcapproval.documents.official_forms.form_map import form_map
from mcapproval.documents.official_forms.proposing import proposed
from mcapproval.documents.word.names import w14

TWO = (3000, 6000)


def pair(label: str, *inside: str) -> str:
    return row(cell(label, width=TWO[0]), cell(*inside, width=TWO[1]))


def test_a_label_beside_above_or_before_a_box_is_its_name() -> None:
    form = document(
        table(TWO, pair("Beside *:"), row(cell("Across", span=2)), row(cell(span=2))),
        paragraph("Before: ______   Behind: ........"),
        paragraph("Below?"),
        paragraph("_" * 60),
    )
    assert labels(form) == ["Beside", "Across", "Before", "Behind", "Below?"]


def test_rows_with_names_of_their_own_are_called_by_name_and_column() -> None:
    three = (3000, 3000, 3000)
    form = document(
        table(
            three,
            heads(three, "Kind", "Hours", "Weeks"),
            row(cell("Directed"), cell(), cell()),
            row(cell("Self-directed"), cell(), cell()),
        )
    )
    assert labels(form) == [
        "Directed: Hours",
        "Directed: Weeks",
        "Self-directed: Hours",
        "Self-directed: Weeks",
    ]


def test_names_of_rows_and_columns_meet_below_an_empty_corner() -> None:
    three = (3000, 3000, 3000)
    form = document(
        table(
            three,
            row(cell(), cell("Online"), cell("At work")),
            row(cell("Directed"), cell(), cell()),
            row(cell("Self-directed"), cell(), cell()),
        )
    )
    assert labels(form) == [
        "Directed: Online",
        "Directed: At work",
        "Self-directed: Online",
        "Self-directed: At work",
    ]


def test_a_cell_with_room_below_its_label_is_a_box_and_the_label_stays() -> None:
    form = document(
        table(
            TWO,
            row(cell("Part A", span=2)),
            row(cell(paragraph(run("Why is it needed?")), paragraph(), span=2)),
            row(cell("Outcomes (list them):", span=2)),
            row(cell("Partners:", span=2)),
            row(cell(span=2)),
        )
    )
    assert labels(form) == ["Why is it needed?", "Outcomes (list them)", "Partners"]
    done = filled(
        form,
        "  - {label: Why is it needed?, text: Because}\n"
        "  - {label: Outcomes (list them), text: Lead}\n"
        "  - {label: Partners, text: Iwi}\n",
    )
    assert why(done) == {}
    said = ["Why is it needed?", "Because", "Outcomes (list them):", "Lead", "Partners:", "Iwi"]
    assert lines(done.data)[:7] == ["Part A", *said]


def test_a_label_whose_answer_stands_beside_or_below_it_leaves_no_room_of_its_own() -> None:
    three = (3000, 3000, 3000)
    form = document(
        table(TWO, pair("Level:", "4"), pair("Kind:", "\u2610 new \u2610 change")),
        paragraph(),
        table(TWO, row(cell(paragraph(run("Weeks?")), paragraph()), cell("12"))),
        paragraph(),
        table(three, heads(three, "Question:", "Weight:", "Answer:")),
        table((9000,), row(cell("Credits:")), row(cell("20"))),
        paragraph(),
        table(
            (9000,),
            row(cell(paragraph(run("Mode?")), paragraph())),
            row(cell("[ ] online [ ] at work")),
        ),
        paragraph(),
        table(TWO, row(cell("Attach:", span=2)), pair("\u2610 letters", "\u2610 minutes")),
    )
    assert [(box.label, box.kind, box.held) for box in boxes(form)] == [
        ("Level", "text", "4"),
        ("Kind", "ticks", ""),
        ("Weeks?", "text", "12"),
        ("Mode?", "ticks", ""),
        ("letters", "tick", ""),
        ("minutes", "tick", ""),
    ]
    done = filled(form, "  - {label: Level, text: '5'}\n  - {label: Kind, text: new}\n")
    assert why(done)["Level"] == "holds-text"
    assert lines(done.data)[:4] == ["Level:", "4", "Kind:", "\u2612 new \u2610 change"]


def test_a_day_drawn_as_three_blanks_is_one_box() -> None:
    form = document(
        paragraph("Date: ___/___/____  Level ......."), paragraph("Ends on .. / .. / ....")
    )
    assert labels(form) == ["Date", "Level", "Ends on"]
    done = filled(form, "  - {label: Date, text: 1 June 2026}\n")
    assert lines(done.data)[0] == "Date: 1 June 2026  Level ......."


def test_a_sign_alone_in_its_cell_is_called_by_the_cells_around_it() -> None:
    three, four = (3000, 3000, 3000), (1000, 3000, 1000, 3000)
    form = document(
        table(
            three,
            row(cell(), cell("Yes"), cell("No")),
            row(cell("Is it new?"), cell("\u2610"), cell("\u2610")),
            row(cell("Is it online?"), cell("\u2610"), cell("\u2610")),
        ),
        paragraph(),
        table(four, row(cell("\u2610"), cell("New"), cell("\u2610"), cell("Change"))),
        paragraph(),
        table(TWO, pair("Blended", "\u2610")),
    )
    crossed = [
        f"{asked}: {said}" for asked in ("Is it new?", "Is it online?") for said in ("Yes", "No")
    ]
    assert labels(form) == [*crossed, "New", "Change", "Blended"]
    done = filled(form, '  - {label: "Is it new?: No", text: x, ticked_for: [x]}\n')
    assert lines(done.data)[3:6] == ["Is it new?", "\u2610", "\u2612"]


def test_brackets_around_a_blank_are_ticked_with_a_cross() -> None:
    form = document(
        paragraph("Is it new? [ ] yes  [ ] no"),
        table(TWO, pair("Blended", "[ ]"), pair("By", "[x]")),
    )
    assert labels(form) == ["Is it new?", "Blended", "By"]
    by = (
        '  - {label: "Is it new?", text: "no"}\n'
        "  - {label: Blended, text: x, ticked_for: [x]}\n"
        "  - {label: By, leave: yes}\n"
    )
    assert lines(filled(form, by).data)[:3] == ["Is it new? [ ] yes  [x] no", "Blended", "[x]"]


def test_a_blank_behind_a_sign_to_tick_is_a_box_of_its_own() -> None:
    form = document(paragraph("Taught: \u2610 online  \u2610 other: ______"))
    assert [(box.label, box.kind) for box in boxes(form)] == [
        ("Taught", "ticks"),
        ("other", "text"),
    ]
    done = filled(form, "  - {label: Taught, text: other}\n  - {label: other, text: by post}\n")
    assert lines(done.data)[0] == "Taught: \u2610 online  \u2612 other: by post"


def test_a_blank_behind_brackets_to_tick_is_called_by_its_word_alone() -> None:
    form = document(paragraph("Taught: [ ] online  [ ] other: ____"), paragraph("[ ] ____"))
    assert labels(form) == ["Taught", "other"]
    assert form_map(proposed(boxes(form), "form.docx").encode(), "map.yaml").entries
    done = filled(form, "  - {label: Taught, text: other}\n  - {label: other, text: by post}\n")
    assert lines(done.data)[0] == "Taught: [ ] online  [x] other: by post"


def test_a_request_to_type_behind_a_label_in_a_line_is_a_box() -> None:
    form = document(
        paragraph("Applicant: [name of TEO]"),
        paragraph("Title:\t<the title>   Level: \u2039 1 to 6 \u203a"),
        paragraph("Is it new: [yes] [no]"),
        paragraph("As said in [the guide] and in: [its annex], see below"),
        paragraph("Sent in: [x]"),
        paragraph("Send it to: <ana@example.ac.nz>"),
    )
    assert labels(form) == ["Applicant", "Title", "Level"]
    entries = (f"  - {{label: {label}, text: said}}\n" for label in ("Applicant", "Title", "Level"))
    told = lines(filled(form, "".join(entries)).data)
    assert told[:2] == ["Applicant: said", "Title:\tsaid   Level: said"]
    assert told[2:] == lines(form)[2:]


def test_a_word_of_the_form_that_says_its_label_again_is_chosen() -> None:
    form = document(table(TWO, pair("Level", choices("level", "Level 4", "Level 5"))))
    done = filled(form, "  - {control: level, answer: /level}\n", saying(level=5))
    assert why(done) == {}
    assert lines(done.data)[:2] == ["Level", "Level 5"]


def test_two_boxes_of_one_label_are_ambiguous_until_a_number_says_which() -> None:
    form = document(table(TWO, pair("Name:"), pair("name")))
    found = filled(form, "  - {label: Name, text: Ana}")
    assert why(found) == {"Name": "ambiguous", "name (number 2)": "ambiguous"}
    assert first(found).mend == "say which with `number:`, from 1 to 2, or `every: yes`"
    assert found.data == form
    second = filled(form, "  - {label: Name, text: Ana, number: 2}\n")
    assert lines(second.data)[:4] == ["Name:", "", "name", "Ana"]
    assert why(second) == {"Name": "no-entry"}
    both = filled(form, "  - {label: Name, text: Ana, every: yes}\n")
    assert lines(both.data)[:4] == ["Name:", "Ana", "name", "Ana"]


def test_every_reason_for_a_box_without_an_answer_is_told() -> None:
    form = document(
        table(
            TWO,
            pair("Nobody named this"),
            pair("No answer", control("empty", kind=PLAIN)),
            pair("Choice", choices("level", "One", "Two")),
            pair("Locked", control("locked", kind=PLAIN, lock="contentLocked")),
            pair("Held", "Something of theirs"),
            pair("A table", "[type here]"),
            pair("No entry yet"),
        )
    )
    found = filled(
        form,
        """
  - {control: empty, answer: /entry}
  - {control: level, answer: /level}
  - {control: locked, answer: /title}
  - {label: Held, answer: /title}
  - {label: A table, rows: /assessments, columns: {A: id}}
  - {label: No entry yet, answer: }
  - {label: Not in the form, answer: /title}
""".replace("label: A table, rows", "rows"),
        saying(title="Title", level=5),
    )
    assert why(found) == {
        "Nobody named this": "no-entry",
        "No answer": "no-answer",
        "Choice": "not-offered",
        "Locked": "shut",
        "Held": "holds-text",
        "A table": "no-entry",
        "No entry yet": "no-entry",
        "A": "no-box",
        "Not in the form": "no-box",
    }
    assert "it does not offer `5`, but One, Two" in [n.why for n in found.not_filled]
    assert "it holds text already: Something of theirs" in [n.why for n in found.not_filled]
    assert found.data == form, "nothing was filled, so nothing was changed"


def test_text_that_a_box_holds_goes_only_where_the_map_says_so() -> None:
    form = document(table(TWO, pair("Hint", "Please describe")))
    found = filled(form, "  - {label: Hint, text: Described, replace: yes}")
    assert lines(found.data)[:2] == ["Hint", "Described"]


def test_a_tick_is_kept_by_word_and_shown_by_its_sign() -> None:
    form = document(paragraph(checkbox("online"), " Online ", checkbox("face"), " Face to face"))
    assert labels(form) == ["Online", "Face to face"]
    found = filled(
        form,
        "  - {control: online, answer: /delivery/modes, ticked_for: [online]}\n"
        "  - {label: Face to face, answer: /delivery/modes, ticked_for: [face-to-face]}",
        saying(delivery={"modes": ["online"]}),
    )
    assert lines(found.data)[0] == "☒ Online ☐ Face to face"
    states = [e.get(w14("val")) for e in body(found.data).iter(w14("checked"))]
    assert states == ["1", "0"]


def test_a_tick_has_the_sign_that_the_form_has_for_it() -> None:
    sign = '<w14:checkedState w14:val="00FE" w14:font="Wingdings"/>'
    usual = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    form = document(paragraph(checkbox("x").replace(usual, sign), " Yes"))
    found = filled(form, "  - {control: x, text: yes}")
    assert lines(found.data)[0] == "\u00fe Yes"
    fonts = next(body(found.data).iter(f"{WORD}rFonts"))
    assert fonts.get(f"{WORD}ascii") == "Wingdings"


def test_signs_in_plain_text_are_one_box_with_words_to_choose() -> None:
    form = document(paragraph("Mode: ☐ online ☐ blended"), paragraph("☐ I agree"))
    (mode, agree) = boxes(form)
    assert (mode.kind, mode.label, mode.choices) == ("ticks", "Mode", ("online", "blended"))
    assert (agree.kind, agree.label) == ("tick", "I agree")
    found = filled(
        form,
        "  - {label: Mode, answer: /delivery/modes}\n  - {label: I agree, text: yes}",
        saying(delivery={"modes": ["online", "blended"]}),
    )
    assert lines(found.data)[:2] == ["Mode: ☒ online ☒ blended", "☒ I agree"]


def test_a_value_for_which_no_sign_is_ticked_is_told_beside_those_that_are() -> None:
    facts = saying(delivery={"modes": ["online", "work-based"]}, kind="accreditation")
    form = document(paragraph("Mode: ☐ online ☐ blended"))
    one = filled(form, "  - {label: Mode, answer: /delivery/modes}\n", facts)
    assert lines(one.data)[0] == "Mode: ☒ online ☐ blended"
    assert [(n.box, n.code, n.why) for n in one.not_filled] == [
        ("Mode", "not-offered", "it does not offer `work-based`, but online, blended")
    ]
    form = document(
        paragraph(checkbox("o"), " Online ", checkbox("f"), " Face to face"),
        paragraph(checkbox("new"), " New"),
    )
    by = (
        "  - {control: o, answer: /delivery/modes, ticked_for: [online]}\n"
        "  - {control: f, answer: /delivery/modes, ticked_for: [face-to-face]}\n"
        "  - {control: new, answer: /kind, ticked_for: [listing-and-approval]}\n"
    )
    several = filled(form, by, facts)
    assert lines(several.data)[:2] == ["☒ Online ☐ Face to face", "☐ New"]
    assert [(n.box, n.code, n.why, n.mend) for n in several.not_filled] == [
        (
            "Online | Face to face",
            "not-offered",
            "none of them is ticked for `work-based`",
            "add `work-based` to `ticked_for:` of one of them, or say it by hand, in Word",
        )
    ]
    form = document(paragraph("Modes: ____"), paragraph(checkbox("o"), " Online"))
    said = filled(
        form, by.split("\n")[0] + "\n  - {label: Modes, answer: /delivery/modes}\n", facts
    )
    assert why(said) == {}, "the line says it"


def test_a_choice_is_made_in_the_form_s_own_words() -> None:
    form = document(paragraph("Level ", choices("level", "Level 4", "Level 5")))
    found = filled(
        form, "  - {control: level, answer: /level, words: {5: level 5}}", saying(level=5)
    )
    assert lines(found.data)[0] == "Level Level 5"
    assert next(body(found.data).iter(f"{WORD}dropDownList")).get(f"{WORD}lastValue") == "Level 5"


def test_a_choice_that_is_shown_already_is_told_and_a_request_to_choose_is_none() -> None:
    listed = "".join(
        f'<w:listItem w:displayText="{w}" w:value="{w}"/>' for w in ("Choose", "1 year")
    )
    kind = f"<w:dropDownList>{listed}</w:dropDownList>"
    form = document(
        table(
            TWO,
            pair("Review period", control("shown", run("1 year"), kind=kind)),
            pair("Mode", control("asks", run("Choose"), kind=kind)),
            pair("Other", control("also", run("Please select one"), kind=kind)),
            pair("Country", control("country", run("Aotearoa"), kind=PLAIN)),
        )
    )
    assert [box.held for box in boxes(form)] == ["1 year", "", "", "Aotearoa"]
    assert [box.choices for box in boxes(form)][:3] == [("1 year",)] * 3
    begun = proposed(boxes(form), "form.docx")
    assert "    # it holds: 1 year; `replace: yes` puts it out\n" in begun
    form_map(begun.encode(), "map.yaml")
    told = filled(form, "  - {control: asks, text: 1 year}\n  - {label: Other, leave: yes}\n")
    assert {n.box: (n.code, n.why) for n in told.not_filled} == {
        "Review period": ("no-entry", "the map has no entry for it; it holds: 1 year"),
        "Country": ("no-entry", "the map has no entry for it; it holds: Aotearoa"),
    }


def test_a_filled_control_is_no_prompt_and_bound_to_no_other_text() -> None:
    """Word would show the text of the data it is bound to, and not what stands in it."""
    bound = '<w:dataBinding w:xpath="/a" w:storeItemID="{1}"/><w:text/>'
    form = document(paragraph("Title: ", control("title", kind=bound)))
    found = filled(form, "  - {control: title, text: 'one\\ntwo'}".replace("'", '"'))
    about = next(body(found.data).iter(f"{WORD}sdtPr"))
    assert [child.tag.removeprefix(WORD) for child in about] == ["tag", "text"]
    assert next(about.iter(f"{WORD}text")).get(f"{WORD}multiLine") == "1"
    assert "PlaceholderText" not in [e.get(f"{WORD}val") for e in body(found.data).iter()]


def test_what_a_tracked_change_takes_out_is_no_part_of_a_label_and_stays() -> None:
    gone = '<w:del w:id="9" w:author="x"><w:r><w:delText>Old </w:delText></w:r></w:del>'
    new = f'<w:ins w:id="8" w:author="x">{run("New title")}</w:ins>'
    form = document(table(TWO, row(cell(paragraph(gone, new)), cell())))
    assert labels(form) == ["New title"]
    found = filled(form, "  - {label: New title, text: Said}")
    assert [
        e.tag.removeprefix(WORD) for e in body(found.data).iter(f"{WORD}ins", f"{WORD}del")
    ] == [
        "del",
        "ins",
    ]
    assert lines(found.data)[:2] == ["New title", "Said"]


def test_copied_rows_have_no_numbers_of_the_row_that_they_are_copied_from() -> None:
    inner = paragraph(bookmark("here", 7)).replace(
        "<w:p>", '<w:p w14:paraId="1A2B3C4D" w14:textId="77777777">'
    )
    form = document(table(TWO, heads(TWO, "Id", "Says"), row(cell(inner), cell())))
    found = filled(
        form,
        "  - {rows: /assessments, columns: {Id: id, Says: statement}}",
        saying(assessments=[{"id": f"A{n}", "statement": "x"} for n in range(1, 5)]),
    )
    tree = body(found.data)
    assert [row for row in lines(found.data) if row.startswith("A")] == ["A1", "A2", "A3", "A4"]
    assert len([p for p in tree.iter(f"{WORD}p") if p.get(w14("paraId"))]) == 1
    assert len(list(tree.iter(f"{WORD}bookmarkStart"))) == 1


def test_the_cells_of_a_table_with_one_row_can_be_named_instead_of_the_table() -> None:
    form = document(table(TWO, heads(TWO, "First", "Second"), row(cell(), cell())))
    none = filled(form, "  - {label: Nowhere, leave: yes}")
    assert why(none) == {"First | Second": "no-entry", "Nowhere": "no-box"}
    one = filled(form, "  - {label: First, text: Here}")
    assert why(one) == {"Second": "no-entry"}
    assert "Here" in lines(one.data)


def test_a_column_that_the_map_does_not_name_is_told() -> None:
    form = document(
        table(TWO, heads(TWO, "Id", "Remarks"), row(cell(), cell()), row(cell(), cell()))
    )
    found = filled(
        form, "  - {rows: /assessments, columns: {Id: id}}", saying(assessments=[{"id": "A1"}])
    )
    assert why(found) == {"Id | Remarks: Remarks": "no-entry"}


def old_field(name: str, about: str, shown: str = "") -> str:
    """A form field of older Word, with its bookmark; `shown` is what it shows for a text."""
    data = f'<w:ffData><w:name w:val="{name}"/><w:enabled/>{about}</w:ffData>'
    held = f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(shown, "<w:b/>")}'
    return bookmark(
        name,
        len(name),
        f'<w:r><w:fldChar w:fldCharType="begin">{data}</w:fldChar></w:r>'
        f"<w:r><w:instrText> FORM </w:instrText></w:r>{held if shown else ''}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )


def test_form_fields_of_older_word_are_filled_too() -> None:
    entries = '<w:ddList><w:listEntry w:val="Level 4"/><w:listEntry w:val="Level 5"/></w:ddList>'
    blanks = "\u2002" * 5
    form = document(
        table(TWO, pair("Organisation", old_field("Text1", "<w:textInput/>", blanks))),
        paragraph("Title: ", old_field("Text22", "<w:textInput/>", blanks), " of ours"),
        paragraph(
            old_field("Check31", '<w:checkBox><w:default w:val="0"/></w:checkBox>'),
            run(" Online "),
            old_field("Check432", '<w:checkBox><w:default w:val="0"/></w:checkBox>'),
            run(" Face to face"),
        ),
        paragraph("Level ", old_field("Drop5", entries)),
    )
    assert [(box.label, box.kind, box.names) for box in boxes(form)] == [
        ("Organisation", "text", ("Text1",)),
        ("Title", "text", ("Text22",)),
        ("Online", "tick", ("Check31",)),
        ("Face to face", "tick", ("Check432",)),
        ("Level", "choice", ("Drop5",)),
    ]
    found = filled(
        form,
        "  - {label: Organisation, text: Kōtare}\n  - {bookmark: Text22, text: A & B}\n"
        "  - {label: Online, text: yes}\n  - {label: Face to face, text: no}\n"
        "  - {label: Level, answer: /level, words: {5: Level 5}}",
        saying(level=5),
    )
    assert found.not_filled == ()
    assert lines(found.data)[:3] == ["Organisation", "Kōtare", "Title: A & B of ours"]
    tree = body(found.data)
    assert [e.get(f"{WORD}val") for e in tree.iter(f"{WORD}checked")] == ["1", "0"]
    assert next(tree.iter(f"{WORD}result")).get(f"{WORD}val") == "1"
    told = next(r for r in tree.iter(f"{WORD}r") if "".join(r.itertext()) == "Kōtare")
    assert told.find(f"{WORD}rPr/{WORD}b") is not None
    kinds = [e.get(f"{WORD}fldCharType") for e in tree.iter(f"{WORD}fldChar")]
    assert (kinds.count("begin"), kinds.count("end")) == (5, 5)


def test_a_field_of_older_word_that_can_not_take_an_answer_is_not_told_as_filled() -> None:
    blanks = "\u2002" * 5
    inner = old_field("Inner", "<w:textInput/>", blanks)
    outer = old_field("Outer", "<w:textInput/>", blanks)
    cut = outer.rindex('<w:r><w:fldChar w:fldCharType="end"/>')
    typed = "<w:textInput><w:type w:val='{}'/></w:textInput>"
    form = document(
        paragraph(
            "Short: ", old_field("A", "<w:textInput><w:maxLength w:val='5'/></w:textInput>", blanks)
        ),
        paragraph("Number: ", old_field("B", typed.format("number"), blanks)),
        paragraph("Cost: ", old_field("C", typed.format("number"), blanks)),
        paragraph("Today: ", old_field("D", typed.format("currentDate"), blanks)),
        paragraph("Around: ", outer[:cut], inner, outer[cut:]),
        paragraph(old_field("E", "<w:checkBox/>"), run(" Tick")),
        paragraph("\u2610 Yes"),
    )
    found = filled(
        form,
        "  - {bookmark: A, text: Kōtare}\n  - {bookmark: B, text: five}\n"
        "  - {bookmark: C, text: '-1,649.50'}\n  - {bookmark: D, text: x}\n"
        "  - {bookmark: Outer, text: x}\n  - {bookmark: Inner, text: Inside}\n"
        "  - {label: Tick, answer: /title}\n  - {label: 'Yes', answer: /title}",
        saying(title="Digital Skills"),
    )
    told = {each.box: (each.code, each.why) for each in found.not_filled}
    assert told["Short"] == ("wrong-kind", "it takes at most 5 characters, and there are 6")
    assert told["Number"] == ("wrong-kind", "it takes a number, and `five` is none")
    assert told["Today"][0] == told["Around"][0] == "shut"
    assert "yes or no" in told["Tick"][1]
    assert told["Tick"] == told["Yes"]
    assert [each.box for each in found.placed] == ["Cost", "Around (number 2)"]
    assert "Kōtare" not in "".join(lines(found.data))


def test_what_only_a_person_in_word_can_fill_is_told() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> DATE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    wide = '<w:bookmarkStart w:id="4" w:name="wide"/>', '<w:bookmarkEnd w:id="4"/>'
    form = document(
        paragraph("Worked out: ", bookmark("old", 3, field)),
        paragraph("Wide: ", wide[0]),
        paragraph("to here", wide[1]),
        paragraph("Without an end: ", '<w:bookmarkStart w:id="5" w:name="lost"/>'),
        paragraph("Photograph: ", control("photo", kind="<w:picture/>")),
    )
    found = filled(form, "  - {bookmark: old, text: x}\n  - {bookmark: wide, text: x}")
    assert {n.box: n.why for n in found.not_filled} == {
        "Worked out": "it holds a field, which Word works out",
        "Wide": "its bookmark reaches over several paragraphs",
        "Photograph": "it takes a picture",
    }


def test_word_s_own_bookmarks_and_controls_that_only_hold_others_are_no_boxes() -> None:
    inner = paragraph(control("inner", kind=PLAIN))
    form = document(
        paragraph(bookmark("_Toc123", 1, run("Contents"))),
        control("", inner, kind="<w:group/>"),
        control("contents", paragraph("1"), kind="<w:docPartObj/>"),
        control("outer", paragraph(control("inside", kind=MANY_LINES))),
    )
    assert [box.names for box in boxes(form)] == [("inner",), ("inside",)]


def test_a_box_in_a_drawing_that_is_said_twice_is_one_box() -> None:
    inside = f"<w:txbxContent>{paragraph('Name: ______')}</w:txbxContent>"
    twice = f"<mc:Choice>{inside}</mc:Choice><mc:Fallback>{inside}</mc:Fallback>"
    form = document(paragraph(f"<w:r><mc:AlternateContent>{twice}</mc:AlternateContent></w:r>"))
    assert labels(form) == ["Name"]
    assert why(filled(form, "  - {label: Name, text: Ana}")) == {}


def test_a_row_in_a_place_that_word_does_not_know_has_no_label() -> None:
    odd = table(TWO, pair("Label", control("c", kind=PLAIN)))
    form = document(odd.replace("<w:tr>", "<w:odd><w:tr>").replace("</w:tr>", "</w:tr></w:odd>"))
    assert labels(form) == ["c"]


@pytest.mark.parametrize("look", ["", "<w:b/>"])
def test_an_answer_has_the_look_that_the_form_gave_its_place(look: str) -> None:
    form = document(
        table(TWO, pair("Cell", paragraph(mark=look))),
        paragraph("Line: ", run("______", look)),
        paragraph("Marked: ", bookmark("m", 1, run("[x]", look))),
        paragraph("Control: ", control("c", kind=PLAIN, look=look)),
    )
    found = filled(
        form,
        "  - {label: Cell, text: said}\n  - {label: Line, text: said}\n"
        "  - {bookmark: m, text: said}\n  - {control: c, text: said}",
    )
    told = [r for r in body(found.data).iter(f"{WORD}r") if "".join(r.itertext()) == "said"]
    assert len(told) == 4
    assert [r.find(f"{WORD}rPr/{WORD}b") is not None for r in told] == [bool(look)] * 4
