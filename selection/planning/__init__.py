"""Planning: moments of the parts of a procedure, who comes when and where, and who was told what of it."""
