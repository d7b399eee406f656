"""The tables of what things are found by."""

from __future__ import annotations

from sqlalchemy import Column, Index, String
from sqlmodel import Field

from mcapproval.store.tables.base import Base


def _words(*, primary_key: bool = False) -> Column[str]:
    """A text in the order of its letters' numbers on both engines: then what begins with the same
    letters stands together."""
    kind = String().with_variant(String(collation="C"), "postgresql")
    return Column(kind, primary_key=primary_key, nullable=False)


class SearchTextTable(Base, table=True):
    __tablename__ = "search_text"
    text: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    ref: str = Field(primary_key=True, index=True)
    part: str
    source: str | None = Field(default=None, index=True)


class SearchTermTable(Base, table=True):
    __tablename__ = "search_term"
    __table_args__ = ({"sqlite_with_rowid": False},)
    term: str = Field(sa_column=_words(primary_key=True))
    text: int = Field(primary_key=True, index=True, sa_column_kwargs={"autoincrement": False})


class SearchCaseTable(Base, table=True):
    __tablename__ = "search_case"
    __table_args__ = (Index("ix_search_case_title_ref", "title", "ref"),)
    ref: str = Field(primary_key=True)
    title: str = Field(sa_column=_words())
    since: str | None = None
