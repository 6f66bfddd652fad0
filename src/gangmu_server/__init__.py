"""The web application: shows what plans say and runs their delivery. Imports gangmu; never the reverse."""
