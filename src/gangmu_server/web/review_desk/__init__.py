"""The review desk's page: a line of the queue, its evidence, what was read, and what a person may do about it."""
