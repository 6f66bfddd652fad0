"""Forms of the pages: typed input, checked at the edge."""
