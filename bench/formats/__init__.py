"""What reading loses on the way through other formats: the specimen printed, scanned, spoilt, and read again."""
