"""What the pages of alignment are made of: words, filters read from addresses, blocks with their differences marked."""
