"""People's decisions on readings: a layer over them, keyed by address and text, replayed on every reading."""
