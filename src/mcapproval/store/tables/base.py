"""What every table of the records is made from."""

from __future__ import annotations

from sqlalchemy import Column, MetaData
from sqlmodel import SQLModel

from mcapproval.store.clauses import AsItStands

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
    return Column(AsItStands, nullable=False)
