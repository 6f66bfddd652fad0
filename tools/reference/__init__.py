"""Writes docs/reference/ from the code: nothing in there is written by hand but its README."""
