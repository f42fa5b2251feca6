"""Scoring: the sheets of the assessors, consensus, closing and reopening rounds."""
