"""The plan page's two texts: the source as HTML that knows its records, and the records as one JSON."""
