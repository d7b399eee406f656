"""How far what is shown is counted. It loads nothing: pages of `list` and `due` are asked by it."""

MANY = 1000
"""Beyond it rows are not counted for a page: it takes no longer however much is stored."""

ALL = 1_000_000_000
"""More than are ever kept: a page of all of them."""
