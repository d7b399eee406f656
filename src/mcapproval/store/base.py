"""What every table of the records is made from."""

from __future__ import annotations

from sqlalchemy import Column, LargeBinary, MetaData, Table
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    metadata = MetaData(naming_convention=NAMING)


def bytes_column() -> Column[bytes]:
    return Column(LargeBinary, nullable=False)


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model: the move path writes Core statements, never objects."""
    found = model.__table__  # type: ignore[attr-defined]
    assert isinstance(found, Table)
    return found
