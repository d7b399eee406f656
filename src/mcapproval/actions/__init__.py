"""What a person can ask for; the only place where the rooms of floor 4 meet."""
