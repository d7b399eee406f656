"""How a case stands on a day, and everything that this is read from."""
