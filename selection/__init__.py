"""Selection procedures of a public employer, from a vacancy definition to a ranking that can be checked."""
