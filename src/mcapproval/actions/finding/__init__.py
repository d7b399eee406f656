"""Find cases: in an order, by what they are and by their words."""
