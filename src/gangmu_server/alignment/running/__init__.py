"""Running the aligner: which plans are pairs, one run from queue to rows, and decisions laid over what it found."""
