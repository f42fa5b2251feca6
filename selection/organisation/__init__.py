"""The organisation (het bestuur): its name, looks, contact, sender of letters, what it decided once for all procedures, and its own pages."""
