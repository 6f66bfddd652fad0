"""What reading gained and lost, record by record, against a recorded baseline and hand-made gold."""
