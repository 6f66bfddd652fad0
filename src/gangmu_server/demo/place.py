"""Where a demo keeps its data: apart from a real installation, and apart for each folder of plans. Django-free."""

from __future__ import annotations

import hashlib
import os
from collections.abc import MutableMapping, Sequence
from pathlib import Path


def choose_data_dir(arguments: Sequence[str], environment: MutableMapping[str, str] = os.environ) -> None:
    """For `gangmu-server demo`, point GANGMU_DATA_DIR at the demo's own folder unless it is given.

    Args:
        arguments: the command line after the program's name.
        environment: the variables to set it in.
    """
    if not arguments or arguments[0] != "demo" or environment.get("GANGMU_DATA_DIR"):
        return
    plans = plans_argument(arguments)
    name = f"demo-{hashlib.sha256(str(Path(plans).resolve()).encode()).hexdigest()[:8]}" if plans else "demo"
    environment["GANGMU_DATA_DIR"] = str(_home(environment) / name)


def plans_argument(arguments: Sequence[str]) -> str:
    """The folder after `--plans`, empty where there is none."""
    for i, argument in enumerate(arguments):
        if argument == "--plans" and i + 1 < len(arguments):
            return arguments[i + 1]
        if argument.startswith("--plans="):
            return argument.removeprefix("--plans=")
    return ""


def _home(environment: MutableMapping[str, str]) -> Path:
    """`var/` of a checkout, else beside where an installation keeps its data."""
    checkout = Path(__file__).resolve().parents[3]
    if (checkout / "pyproject.toml").is_file() and (checkout / "examples").is_dir():
        return checkout / "var"
    home = Path(environment.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return home / "gangmu-demo"
