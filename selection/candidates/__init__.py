"""Candidates of a procedure, what HR finds about them, and who sat."""
