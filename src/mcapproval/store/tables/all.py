"""Every table of the records, by name. Whoever takes them from here has all of them."""

from __future__ import annotations

from mcapproval.store.tables import decided, delivered, folded, kept, reviews, searched, walked
from mcapproval.store.tables.base import Base

MODULES = (folded, reviews, decided, delivered, walked, kept, searched)

METADATA = Base.metadata
TABLES = METADATA.tables
