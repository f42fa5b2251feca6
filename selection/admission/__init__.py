"""Admission (toelating): conditions and documents of each candidate one by one, the decision of the college, and what is to be proved later."""
