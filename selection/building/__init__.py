"""Vacancies as HR builds them: drafts in steps, with what is still missing told where it stands."""
