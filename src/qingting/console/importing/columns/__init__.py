"""The columns each kind of sheet may have: what they are called, where they go, how they are read."""
