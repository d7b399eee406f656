"""What other programs may lean on: `import mcapproval` offers it, and docs/library.md tells it."""
