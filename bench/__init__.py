"""Time, memory, and gains and losses of reading. `make bench` and `make bench-reading`."""
