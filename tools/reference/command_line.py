"""The commands and their help, as the terminal prints it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from gangmu.cli.language import choose
from gangmu.cli.main import main

HEAD = """# The command line

`gangmu`, command by command, as `--help` prints it. JSON and tables go to standard output; progress and notes to standard error.
"""
WIDTH = 100


def page() -> str:
    """docs/reference/cli.md."""
    return "\n".join([HEAD, *(f"## `{name}`\n\n```text\n{text}\n```\n" for name, text in _helps(main, "gangmu"))])


def _helps(command: click.Command, name: str, parent: click.Context | None = None) -> Iterator[tuple[str, str]]:
    """Name and help of a command and of those under it."""
    context = command.context_class(
        command, info_name=name.rsplit(maxsplit=1)[-1], parent=parent, max_content_width=WIDTH, terminal_width=WIDTH
    )
    choose(context, "en")
    yield name, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            under = command.get_command(context, child)
            if under is not None and not under.hidden:
                yield from _helps(under, f"{name} {child}", context)
