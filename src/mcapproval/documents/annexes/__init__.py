"""The annexes of a pack in one PDF: each behind a cover sheet, printed or attached."""
