"""`gangmu check`: a user's own cases against the reader."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import gangmu
from gangmu.checks.cases import Checked, Problem, check_cases
from gangmu.cli.language import SpokenCommand, SpokenOption, language_of
from gangmu.errors import Language
from gangmu.model import Plan

_ZH = """用自己的用例检查读取结果：文件夹里的 *.case.json 逐条重读，与核对过的记录对照。

全部成立时退出码为 0，有不成立的为 1。用例由 `gangmu-server export-cases` 写出，也可手写。

\b
示例：
  gangmu check 用例
  gangmu check 用例 --all
"""

_SAID: dict[str, tuple[str, str]] = {
    "unreadable": ("not a case file ({reason})", "不是用例文件（{reason}）"),
    "refused": ("the document was refused ({reason})", "文件未能读取（{reason}）"),
    "missing": ("no such record of {kind}: {text}", "没有读出：{text}"),
    "unwanted": ("read as {kind} though it is none: {text}", "不该读出：{text}"),
    "differs": ("read otherwise: {text}", "读法不同：{text}"),
}
_LONGEST = 40


@click.command(cls=SpokenCommand, zh=_ZH)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    cls=SpokenOption,
    help="List the cases that hold too.",
    zh="成立的用例也列出。",
)
@click.pass_context
def check(context: click.Context, folder: Path, everything: bool) -> None:
    """Check the reader against your own cases: excerpts of plans with the records you settled in them.

    Reads every *.case.json in FOLDER again and says which do not hold. The exit code is 0 where all hold, else 1.
    `gangmu-server export-cases` writes such files from what was settled on the review desk.

    \b
    Examples:
      gangmu check cases
      gangmu check cases --all
    """
    language = language_of(context)
    held, failed = 0, 0
    for checked in check_cases(folder, _read):
        held, failed = held + checked.holds, failed + (not checked.holds)
        if everything or not checked.holds:
            click.echo(_lines(checked, folder, language))
    click.echo(_closing(held, failed, language))
    context.exit(1 if failed or not held else 0)


def _read(source: bytes | str, annexes: Sequence[str], name: str) -> Plan:
    return gangmu.read(source, annexes=annexes, name=name if isinstance(source, bytes) else None)


def _lines(checked: Checked, folder: Path, language: Language) -> str:
    mark = "✓" if checked.holds else "✗"
    head = f"{mark} {checked.path.relative_to(folder)}  {checked.name}"
    return "\n".join([head, *(line for problem in checked.problems for line in _said(problem, language))])


def _said(problem: Problem, language: Language) -> list[str]:
    text = problem.text if len(problem.text) <= _LONGEST else f"{problem.text[:_LONGEST]}…"
    sentence = _SAID[problem.code][language == "zh"].format(kind=problem.kind, text=text, reason=problem.reason)
    return [
        f"    {sentence}",
        *(f"      {name}: {read!r} ≠ {wanted!r}" for name, (wanted, read) in problem.fields.items()),
    ]


def _closing(held: int, failed: int, language: Language) -> str:
    if not held and not failed:
        return "文件夹里没有用例。" if language == "zh" else "There is no case in this folder."
    if language == "zh":
        return f"成立 {held} 条，不成立 {failed} 条。"
    return f"{held} hold, {failed} do not."
