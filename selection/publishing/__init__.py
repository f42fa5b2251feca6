"""What everybody may read without an account: vacancies, their rules, files about them, and the organisation's own pages."""
