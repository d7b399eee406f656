"""Keeps cases: tables, journal, migrations; one transaction a move."""
