"""People who sign in: accounts, sessions, one-time links."""
