"""The rule book for people: rules listed, one explained, the book as pages."""
