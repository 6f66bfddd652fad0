"""What became of each promise below: alignments as data and as rows, with people's decisions over them."""
