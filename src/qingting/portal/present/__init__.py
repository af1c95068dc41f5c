"""Context of the customer's pages, from plain values. Pure: no database, no clock."""
