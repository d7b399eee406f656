"""Cases: how one stands, what can be done with it, doing it, and what that brings about."""
