"""Thin: read the request, ask or act, show a page."""
