"""Results: the only bridge from database rows and scores files to the engine, and the words for its steps."""
