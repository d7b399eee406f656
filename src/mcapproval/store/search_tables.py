"""What things are found by: made from the tables, the contents and the texts, and again at any
time. None of it is in the journal, and nothing is decided by it.
"""

from __future__ import annotations

from sqlalchemy import Column, Index, String
from sqlmodel import Field

from mcapproval.store.base import Base


def _words(*, primary_key: bool = False) -> Column[str]:
    """A text in the order of its letters' numbers on both engines: then what begins with the same
    letters stands together."""
    kind = String().with_variant(String(collation="C"), "postgresql")
    return Column(kind, primary_key=primary_key, nullable=False)


class SearchText(Base, table=True):
    """A text that can be found, and where it stands: `part` of the case `ref`.

    One that stands in several cases has a row for each. `source` is the hash of the content that
    has it or the commitment of the personal text: with either, it goes.
    """

    __tablename__ = "search_text"
    text: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(primary_key=True, index=True)
    part: str
    source: str | None = Field(default=None, index=True)


class SearchTerm(Base, table=True):
    """A word of a text, in small letters without macrons."""

    __tablename__ = "search_term"
    __table_args__ = ({"sqlite_with_rowid": False},)
    term: str = Field(sa_column=_words(primary_key=True))
    text: int = Field(primary_key=True, index=True, sa_column_kwargs={"autoincrement": False})


class SearchCase(Base, table=True):
    """How a case is put in order: `title` is its words as they are searched.

    `since` is the day of its state where that is another than the case's `entered_on`: of what was
    imported, the day that was told, and empty where nobody knows it.
    """

    __tablename__ = "search_case"
    __table_args__ = (Index("ix_search_case_title_ref", "title", "ref"),)
    ref: str = Field(primary_key=True)
    title: str = Field(sa_column=_words())
    since: str | None = None
