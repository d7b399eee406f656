"""The tables of what is kept beside the journal, by the hashes that the journal holds; and with
them all tables of ours.
"""

from __future__ import annotations

from sqlmodel import Field

from mcapproval.store.search_tables import SearchCase as SearchCase
from mcapproval.store.search_tables import SearchTerm as SearchTerm
from mcapproval.store.search_tables import SearchText as SearchText
from mcapproval.store.tables import Base, bytes_column


class Content(Base, table=True):
    __tablename__ = "content"
    hash: str = Field(primary_key=True)
    body: bytes = Field(sa_column=bytes_column())


class TextRow(Base, table=True):
    """A personal text apart: the salt goes with it when it is erased."""

    __tablename__ = "personal_text"
    commitment: str = Field(primary_key=True)
    salt: bytes = Field(sa_column=bytes_column())
    body: bytes = Field(sa_column=bytes_column())
    about: str | None = Field(default=None, index=True)
    handle: str | None = Field(default=None, unique=True)


class FileRow(Base, table=True):
    __tablename__ = "evidence_file"
    sha256: str = Field(primary_key=True)
    size: int


class FilePiece(Base, table=True):
    __tablename__ = "evidence_piece"
    sha256: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    body: bytes = Field(sa_column=bytes_column())


class FindingCache(Base, table=True):
    """What a check said of a content under one rule book, policy and law day."""

    __tablename__ = "finding_cache"
    content: str = Field(primary_key=True)
    book: str = Field(primary_key=True)
    policy: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    body: str


TABLES = Base.metadata.tables
"""Every table of the records, by name. Whoever takes them from here has all of them."""
