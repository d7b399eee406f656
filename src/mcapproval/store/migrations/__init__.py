"""Alembic migrations of the records; none may ever alter the journal."""
