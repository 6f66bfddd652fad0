"""How an edition is read: the run itself, what it leaves behind, and the job that a worker does."""
