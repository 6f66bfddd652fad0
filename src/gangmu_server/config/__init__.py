"""Settings, the typed environment reader, root addresses, system checks."""
