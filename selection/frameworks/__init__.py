"""Competency frameworks (competentiekaders) of the organisation: browsed, searched, compared, exported and imported, every version kept."""
