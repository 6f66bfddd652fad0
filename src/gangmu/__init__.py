"""Gangmu reads the plans behind a demonstration zone into records that keep their place in the text."""
