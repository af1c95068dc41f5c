"""Long work that people watch: one row for each, with how far it is and what came of it."""
