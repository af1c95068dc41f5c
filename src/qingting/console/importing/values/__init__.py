"""Clean values out of cells. A reader takes a filled cell and a `Reading` and gives the value; `Unusable` fails the row."""
