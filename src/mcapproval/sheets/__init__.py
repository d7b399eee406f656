"""Spreadsheets in and out: cells with their addresses and kinds, and nothing that a cell could do."""
