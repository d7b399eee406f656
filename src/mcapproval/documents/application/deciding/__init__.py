"""The papers on which people decide inside: what they judge, the money, the resolution."""
