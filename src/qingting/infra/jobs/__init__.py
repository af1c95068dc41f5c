"""Long work and outside effects: jobs of procrastinate, enqueued in the act's transaction."""
