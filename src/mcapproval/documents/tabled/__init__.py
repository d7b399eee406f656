"""A report on paper: its table and its chart."""
