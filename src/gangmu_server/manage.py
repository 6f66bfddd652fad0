"""The `gangmu-server` command: Django's and serve, work, createadmin, demo, verify, purge, export-cases."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line

from gangmu_server.demo.place import choose_data_dir


def main() -> None:
    """Run the command line given to `gangmu-server`."""
    choose_data_dir(sys.argv[1:])
    if sys.argv[1:2] == ["export-cases"]:
        sys.argv[1] = "export_cases"  # a module's name has no hyphen
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gangmu_server.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
