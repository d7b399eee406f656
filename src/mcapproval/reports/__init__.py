"""Query to table to text, JSON and CSV."""
