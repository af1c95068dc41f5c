"""Limits on how often, and calls that must count once."""
