"""Commands that speak English or Chinese: by `--lang`, else by the environment."""

from __future__ import annotations

import copy
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, Any
from unicodedata import east_asian_width

import click
from click.exceptions import NoArgsIsHelpError

from gangmu.cli import chinese
from gangmu.errors import GangmuError, Language

_KEY = "gangmu.language"
_LATIN_BREAK = re.compile(r"(?<=[!-~])\n(?=[!-~])")
_WORDS = re.compile(r"[!-~]+|.", re.DOTALL)
_NEVER_FIRST = "，。；：、）”》"
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(context: click.Context) -> Language:
    """The language of this run."""
    chosen: Language | None = context.find_root().meta.get(_KEY)
    return chosen or language_of_environment()


def language_of_environment() -> Language:
    """Chinese where the locale is Chinese; the first variable that is set decides, as POSIX has it."""
    locale = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


def choose(context: click.Context, language: Language | None) -> None:
    """Sets the language of this run."""
    if language:
        context.find_root().meta[_KEY] = language


class WideFormatter(click.HelpFormatter):
    """Help whose lines are filled by what characters take on the screen: Chinese ones take two places each.

    `language` is that of the run; click's own words are put into it.
    """

    language: Language = "en"

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        if self.language == "zh":
            args, prefix = chinese.placeholders(args), chinese.USAGE
        super().write_usage(prog, args, prefix)

    def write_heading(self, heading: str) -> None:
        if self.language == "en":
            super().write_heading(heading)
            return
        self.write(f"{'':{self.current_indent}}{chinese.HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        if text.isascii():
            super().write_text(text)
            return
        room = max(self.width - self.current_indent, 20)
        for paragraph in text.split("\n\n"):
            lines = paragraph.splitlines()
            kept = lines[1:] if lines and lines[0].strip() == "\b" else _filled(_joined(lines), room)
            self.write("".join(f"{'':{self.current_indent}}{line}\n" for line in kept) + "\n")
        self.buffer[-1] = self.buffer[-1].removesuffix("\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        pairs = list(rows)
        if self.language == "zh":
            pairs = [(chinese.placeholders(term), chinese.described(text)) for term, text in pairs]
        if all(text.isascii() for _, text in pairs):
            super().write_dl(pairs, col_max, col_spacing)
            return
        first = min(max(_places(term) for term, _ in pairs), col_max) + col_spacing
        for term, text in pairs:
            lines = _filled(text, max(self.width - self.current_indent - first, 20))
            head = f"{'':{self.current_indent}}{term}"
            fits = _places(term) + col_spacing <= first
            start = f"{head}{'':{first - _places(term)}}" if fits else f"{head}\n"
            margin = " " * (first + self.current_indent)
            body = f"\n{margin}".join(lines)
            self.write(f"{start}{margin if start.endswith(chr(10)) else ''}{body}\n")


def _places(text: str) -> int:
    """How many places text takes on the screen."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _joined(lines: list[str]) -> str:
    """Lines as one; between Latin words a break stands for a space, between Chinese characters for nothing."""
    return _LATIN_BREAK.sub(" ", "\n".join(lines)).replace("\n", "")


def _filled(text: str, room: int) -> list[str]:
    """Text in lines of at most `room` places; Latin words are kept whole, and no line begins with a closing mark."""
    lines, width = [""], 0
    room -= 2  # for a closing mark that stays on its line
    for piece in _WORDS.findall(text):
        places = _places(piece)
        if width + places > room and piece not in _NEVER_FIRST:
            lines.append("")
            width = 0
        lines[-1] += piece
        width += places
    return [line.strip() for line in lines]


class SpokenContext(click.Context):
    """The context of commands that speak Chinese too."""

    formatter_class = WideFormatter

    def make_formatter(self) -> click.HelpFormatter:
        """Gives a formatter that knows the language of the run."""
        formatter = super().make_formatter()
        if isinstance(formatter, WideFormatter):
            formatter.language = language_of(self)
        return formatter


class WrongUseError(click.UsageError):
    """A command line that cannot be followed, told in Chinese. Cure: what the message says."""

    def show(self, file: IO[Any] | None = None) -> None:
        """Prints the usage, where help is, and what is wrong."""
        file = file or sys.stderr
        if self.ctx is not None:
            names = self.ctx.help_option_names
            hint = f"用“{self.ctx.command_path} {names[-1]}”查看说明。\n\n" if names else ""
            click.echo(f"{self.ctx.get_usage()}\n{hint}", file=file, nl=False)
        click.echo(f"错误：{chinese.wrong(self.format_message())}", file=file)


class _Spoken:
    """Something of click's with its help in Chinese beside the English."""

    def __init__(self, *args: Any, zh: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.zh = zh


class SpokenOption(_Spoken, click.Option):
    """An option with its help in Chinese beside the English."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        if language_of(ctx) == "en":
            return super().get_help_record(ctx)
        spoken = copy.copy(self)
        spoken.help = self.zh
        return click.Option.get_help_record(spoken, ctx)


class SpokenCommand(_Spoken, click.Command):
    """A command with its help in Chinese beside the English."""

    context_class = SpokenContext

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken_in(self, language_of(ctx), self.zh, ctx, formatter)


class SpokenGroup(_Spoken, click.Group):
    """A group of commands with its help in Chinese beside the English."""

    command_class = SpokenCommand
    context_class = SpokenContext

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Reads the group's own options; what is wrong with them is told in the language of the run."""
        with _wrong_use_in(ctx):
            return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Runs a command; what the library refuses is one line on standard error and exit code 1."""
        try:
            with _wrong_use_in(ctx):
                return super().invoke(ctx)
        except GangmuError as error:
            refuse(error, language_of(ctx))
            ctx.exit(1)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        spoken_in(self, language_of(ctx), self.zh, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if isinstance(command, SpokenCommand | SpokenGroup):
                in_chinese = language_of(ctx) == "zh"
                rows.append((name, command.zh.split("\n", 1)[0] if in_chinese else command.get_short_help_str(90)))
        with formatter.section("Commands"):
            formatter.write_dl(rows)


@contextmanager
def _wrong_use_in(context: click.Context) -> Iterator[None]:
    """Has what is wrong with a command line told in Chinese where the run is."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, WrongUseError | NoArgsIsHelpError) or language_of(error.ctx or context) == "en":
            raise
        raise WrongUseError(error.format_message(), error.ctx or context) from error


def refuse(error: GangmuError, language: Language) -> None:
    """One line on standard error: code, place and reason, next step."""
    click.echo(f"gangmu: [{error.code}] {' '.join(error.say(language).split())}", err=True)


def spoken_in(
    command: click.Command, language: Language, zh: str, context: click.Context, formatter: click.HelpFormatter
) -> None:
    """Writes a command's help text in a language."""
    spoken = copy.copy(command)
    if language == "zh":
        spoken.help = zh
    click.Command.format_help_text(spoken, context, formatter)
