"""A vacancy as it runs: frozen definition, rounds, panel seats, HR tasks, publishing."""
