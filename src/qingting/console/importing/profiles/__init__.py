"""One module for each known form of file; `registry` lists them."""
