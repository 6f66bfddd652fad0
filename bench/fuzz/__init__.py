"""Coverage-guided fuzzing of the reader: no exception but ours, no hang, every record's evidence in place."""
