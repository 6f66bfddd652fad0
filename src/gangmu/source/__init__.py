"""Stage 1: bytes → SourceText. One reader file for each format."""
