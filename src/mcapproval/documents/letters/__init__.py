"""Letters that go to others."""
