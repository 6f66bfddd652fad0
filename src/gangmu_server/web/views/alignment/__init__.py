"""Pages of alignment: the tier, coverage, two plans side by side, peers, chains, reports."""
