"""Spreadsheets in and out: cells with their addresses and kinds; nothing in a cell is obeyed."""
