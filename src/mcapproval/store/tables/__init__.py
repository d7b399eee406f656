"""The tables that keep the rows of the records, as a database makes them."""
