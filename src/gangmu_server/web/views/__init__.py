"""Views: typed input, one access call, one action or query."""
