"""The version of the grammar, raised where the rules are no longer those it stands for."""

from __future__ import annotations

import re
from pathlib import Path

from gangmu.extract import grammar

FILE = Path(grammar.__file__)


def refreshed(file: Path = FILE, *, write: bool, rules: str | None = None) -> bool:
    """Whether the rules have changed since the version was last raised; raised where asked.

    Args:
        file: the module that holds the version.
        write: raise it.
        rules: what the rules come to; as they are now where nothing is given.
    """
    now = grammar.fingerprint() if rules is None else rules
    text = file.read_text("utf-8")
    if f'\nRULES = "{now}"\n' in text:
        return False
    if write:
        version = version_in(file) + 1
        text = re.sub(r"^VERSION = \d+$", f"VERSION = {version}", text, count=1, flags=re.MULTILINE)
        file.write_text(re.sub(r'^RULES = ".*"$', f'RULES = "{now}"', text, count=1, flags=re.MULTILINE), "utf-8")
    return True


def version_in(file: Path = FILE) -> int:
    """The version as the module has it now, also where this very run has raised it."""
    found = re.search(r"^VERSION = (\d+)$", file.read_text("utf-8"), flags=re.MULTILINE)
    assert found is not None, f"{file} has no VERSION"
    return int(found[1])
