"""Template contexts from facts: plain dicts, no HTTP."""
