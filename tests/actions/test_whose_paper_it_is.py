"""A paper carries the name, the colour and the logo that its provider had adopted."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image
from sqlalchemy import update
from tests.actions.conftest import REF, staged
from tests.actions.walking import at, go

from mcapproval.actions import audit, setup
from mcapproval.actions.desk import Desk
from mcapproval.actions.papers.house import house_of
from mcapproval.actions.papers.logo import LARGEST
from mcapproval.actions.papers.subjects import made
from mcapproval.documents.house import ACCENT, House
from mcapproval.documents.logo import WIDEST
from mcapproval.errors import Unreadable
from mcapproval.store import engine as engines
from mcapproval.store import queries
from mcapproval.store.keep import FILE_PIECE

if TYPE_CHECKING:
    from tests.conftest import Places

OURS = "otago-polytechnic"
POLICY = f'''format = "policy/1"
provider = "{OURS}"
[paper]
colour = "#5b2a6e"
logo = "logo.png"
'''


def drawn(sort: str = "PNG", wide: int = 40, high: int = 30) -> bytes:
    out = BytesIO()
    Image.new("RGB", (wide, high), "#5b2a6e").save(out, sort)
    return out.getvalue()


def written(folder: Path, text: str = POLICY, logo: bytes | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    if logo is not None:
        (folder / "logo.png").write_bytes(logo)
    file = folder / "mcapproval.toml"
    file.write_text(text, "utf-8")
    return file


@pytest.fixture
def desk(any_desk: Desk) -> Desk:
    setup.add_organisation(any_desk, OURS, "Otago Polytechnic", "polytechnic", None)
    return any_desk


def house(desk: Desk, day: str = "2026-06-01", row: int | None = None, of: str = OURS) -> House:
    with desk.reading() as connection:
        return house_of(connection, of, date.fromisoformat(day), row)


def last_row(desk: Desk) -> int:
    with desk.reading() as connection:
        return queries.head(connection)[0]


def test_without_a_policy_it_is_the_organisation_s_name_alone(desk: Desk) -> None:
    assert house(desk) == House("Otago Polytechnic")
    assert house(desk, of="nobody") == House("")


def test_what_was_adopted_is_on_papers_from_its_day_and_row_on(desk: Desk, tmp_path: Path) -> None:
    before, logo = last_row(desk), drawn()
    setup.adopt_policy(desk, written(tmp_path, logo=logo), None, date(2026, 2, 1))
    assert house(desk) == House("Otago Polytechnic", "#5b2a6e", logo)
    assert house(desk, row=before) == House("Otago Polytechnic")
    assert house(desk, "2026-01-31") == House("Otago Polytechnic")


def test_a_name_of_its_own_goes_before_the_organisation_s(desk: Desk, tmp_path: Path) -> None:
    text = 'format = "policy/1"\n[paper]\nname = "Te Pūkenga ki Ōtepoti"\n'
    setup.adopt_policy(desk, written(tmp_path, text), OURS, None)
    assert house(desk) == House("Te Pūkenga ki Ōtepoti", ACCENT, None)


def test_another_provider_s_paper_carries_no_logo_of_ours(desk: Desk, tmp_path: Path) -> None:
    setup.add_organisation(desk, "the-mind-lab", "The Mind Lab", "pte", None)
    setup.adopt_policy(desk, written(tmp_path, logo=drawn()), None, None)
    assert house(desk, of="the-mind-lab") == House("The Mind Lab")


def test_a_logo_stays_as_it_was_adopted_whatever_becomes_of_its_file(
    desk: Desk, tmp_path: Path
) -> None:
    logo = drawn()
    file = written(tmp_path, logo=logo)
    setup.adopt_policy(desk, file, None, None)
    (tmp_path / "logo.png").unlink()
    assert house(desk).logo == logo
    with pytest.raises(Unreadable, match="there is no such file"):
        setup.adopt_policy(desk, file, None, None)


def test_the_journal_names_the_logo_by_its_hash_and_the_audit_misses_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    setup.adopt_policy(desk, written(tmp_path, logo=drawn()), None, None)
    with desk.reading() as connection:
        act = [event for event in queries.events(connection) if event.act == "policy-adopted"][-1]
    assert act.data["keeps"]["file"] == [act.data["logo"]]
    assert audit.audit(desk).whole


def test_a_logo_that_was_changed_in_the_records_is_found(desk: Desk, tmp_path: Path) -> None:
    setup.adopt_policy(desk, written(tmp_path, logo=drawn()), None, None)
    with engines.writing(engines.connect(desk.records.where)) as connection:
        connection.execute(update(FILE_PIECE).values(body=b"another picture"))
    assert not audit.audit(desk).whole


def test_papers_of_an_application_are_as_they_were_at_its_last_row(
    files: Places, tmp_path: Path
) -> None:
    """A pack is made again from the rows up to its own: what was adopted later is not on it."""
    found = at(staged(files, "opened").desk, "admin", "2026-06-02")
    setup.adopt_policy(found, written(tmp_path, logo=drawn()), None, None)
    assert made(found, "record-copy", REF).house.logo is None
    go(found, REF, "ana", "2026-06-02", "show-need")
    house = made(found, "record-copy", REF).house
    assert (house.accent, house.logo) == ("#5b2a6e", drawn())


def test_papers_of_a_listing_carry_the_logo_that_its_provider_has_today(
    files: Places, tmp_path: Path
) -> None:
    found = at(staged(files, "approved").desk, "admin", "2027-03-10")
    setup.adopt_policy(found, written(tmp_path, logo=drawn()), None, None)
    assert made(found, "listing-sheet", "MC-0001").house.logo == drawn()


@pytest.mark.parametrize(
    ("logo", "said"),
    [
        (drawn("JPEG"), "by its name it is a PNG file, and it is a JPEG file"),
        (drawn("GIF"), "and it is no picture that can be read"),
        (b"<svg onload='alert(1)'/>", "and it is no picture that can be read"),
        (drawn()[:60], "and it is no picture that can be read"),
        (b"", "there is nothing in it"),
        (drawn() + b"\0" * LARGEST, "it is larger than 1 MB"),
        (drawn(wide=WIDEST + 1, high=1), "it has 4001 by 1 pixels, and 4000 a side are the most"),
    ],
    ids=["another sort", "a sort unknown", "no picture", "cut off", "empty", "heavy", "wide"],
)
def test_what_is_no_logo_is_refused_and_nothing_is_adopted(
    desk: Desk, tmp_path: Path, logo: bytes, said: str
) -> None:
    before = last_row(desk)
    with pytest.raises(Unreadable) as caught:
        setup.adopt_policy(desk, written(tmp_path, logo=logo), None, None)
    assert said in caught.value.message
    assert caught.value.line == 5
    assert last_row(desk) == before


def test_the_widest_logo_is_taken(desk: Desk, tmp_path: Path) -> None:
    setup.adopt_policy(desk, written(tmp_path, logo=drawn(wide=WIDEST, high=1)), None, None)
    assert house(desk).logo


def test_a_link_out_of_the_folder_is_no_logo(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.png").write_bytes(drawn())
    file = written(tmp_path / "policy")
    (tmp_path / "policy" / "logo.png").symlink_to(tmp_path / "elsewhere.png")
    with pytest.raises(Unreadable, match="it lies outside"):
        setup.adopt_policy(desk, file, None, None)
