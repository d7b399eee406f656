"""The demo: three stories told in data, played through the same actions as a person's commands."""
