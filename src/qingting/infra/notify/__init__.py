"""Messages to people: the outbox, its channels, and the bell of the staff."""
