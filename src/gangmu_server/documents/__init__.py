"""What leaves the server as a file: tables and sheets, in the look an office expects."""
