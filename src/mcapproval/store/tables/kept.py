"""The tables of what is kept beside the journal, by the hashes that the journal holds."""

from __future__ import annotations

from sqlmodel import Field

from mcapproval.store.tables.base import Base, bytes_column


class ContentTable(Base, table=True):
    __tablename__ = "content"
    hash: str = Field(primary_key=True)
    body: bytes = Field(sa_column=bytes_column())


class TextRowTable(Base, table=True):
    __tablename__ = "personal_text"
    commitment: str = Field(primary_key=True)
    salt: bytes = Field(sa_column=bytes_column())
    body: bytes = Field(sa_column=bytes_column())
    about: str | None = Field(default=None, index=True)
    handle: str | None = Field(default=None, unique=True)


class FileRowTable(Base, table=True):
    __tablename__ = "evidence_file"
    sha256: str = Field(primary_key=True)
    size: int


class FilePieceTable(Base, table=True):
    __tablename__ = "evidence_piece"
    sha256: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    body: bytes = Field(sa_column=bytes_column())


class FindingCacheTable(Base, table=True):
    __tablename__ = "finding_cache"
    content: str = Field(primary_key=True)
    book: str = Field(primary_key=True)
    policy: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    body: str
