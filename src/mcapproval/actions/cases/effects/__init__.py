"""What a move brings about: facts, approvals, items, and the cases that it starts or drives."""
