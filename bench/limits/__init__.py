"""The worst files of 20 MB that each format allows: read within 30 CPU seconds and 1 GB, or refused by their size."""
