"""The verbs of this subject: closing a round, and reopening with two people."""
