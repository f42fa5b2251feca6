"""The recruitment reserve."""
