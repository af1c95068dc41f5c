"""Pages of the staff. Thin: read the request, call a query or an act, choose a template."""
