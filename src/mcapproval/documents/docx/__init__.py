"""A document as a Word file: real headings, lists and tables, and the same bytes every time."""
