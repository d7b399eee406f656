"""The author's file: bytes to places, shape check, and a frozen Draft."""
