"""What changes a procedure. Every action checks the state, changes, records and flushes; nothing here commits."""
