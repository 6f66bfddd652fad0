"""Plans, editions, files, records, search: what the documents say."""
