"""The command `align`: two plans, or a tier of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from gangmu.align import Alignment, Tier, align, align_tier, explain_pair
from gangmu.cli.inputs import STANDARD_INPUT, read_or_refuse
from gangmu.cli.language import SpokenCommand, SpokenOption, language_of
from gangmu.cli.outputs import form_of, writing
from gangmu.errors import Language
from gangmu.export.alignment import encode
from gangmu.export.alignment_words import notice_words
from gangmu.model import Plan
from gangmu.source import load

_FORMS = {".json": "json", ".html": "html", ".htm": "html", ".docx": "docx", ".txt": "table"}
_INDENT = 2
_TWO = 2

_ZH = """比对两份文件，逐句说明承接、弱化、细化、遗漏和新增。

上级文件在前，下级文件在后；给反了会自动调换并提示。同级文件说明“同一举措的另一处”，不称承接。
--tier 比对整个层级（国家、省、市、县及其分工表），每条承诺一直追到任务行。

\b
示例：
  gangmu align 方案.docx 意见.docx --format table
  gangmu align 方案.docx 意见.docx --with 附件2.xlsx --output 比对.html
  gangmu align --tier 方案.docx 省规划.pdf 意见.docx --format table
  gangmu align 方案.docx 意见.docx --explain 三/（三）/m2 附件2-1
"""


@click.command("align", cls=SpokenCommand, zh=_ZH)
@click.argument("files", nargs=-1, required=True, metavar="UPPER LOWER")
@click.option(
    "--tier",
    "is_tier",
    is_flag=True,
    cls=SpokenOption,
    help="Align all FILES, however many: lineage from top to bottom, and peers of one level.",
    zh="比对所给的全部文件：自上而下的承接，以及同级之间的异同。",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "table", "html", "docx"]),
    cls=SpokenOption,
    help="json: the alignment JSON; table: for the terminal; html: side by side; docx: a report in official layout. "
    "By default what the name of --output says, else json.",
    zh="json：比对 JSON；table：终端表格；html：左右对照页；docx：公文版式的报告。"
    "默认按 --output 的扩展名，否则为 json。",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="PATH",
    cls=SpokenOption,
    help="Where to write it; by default standard output. Needed for docx.",
    zh="写到哪里；默认为标准输出，docx 必须给出。",
)
@click.option(
    "--with",
    "annexes",
    multiple=True,
    metavar="ANNEX",
    cls=SpokenOption,
    help="A file that belongs to LOWER (a responsibility table), read as one plan with it. May be given again.",
    zh="属于下级文件的附件（如责任分工表），合并读作一份。可多次使用。",
)
@click.option(
    "--explain",
    nargs=2,
    metavar="UPPER_ID LOWER_ID",
    cls=SpokenOption,
    help="Explain why these two sentences are linked or not, instead of aligning.",
    zh="不做比对，只说明这两句为何对应或不对应。",
)
@click.pass_context
def align_command(
    context: click.Context,
    *,
    files: Sequence[str],
    is_tier: bool,
    form: str | None,
    output: Path | None,
    annexes: Sequence[str],
    explain: tuple[str, str] | None,
) -> None:
    """Align plans sentence by sentence: what was taken up, softened, refined, dropped, and what is new.

    The upper plan first, then the lower; given the wrong way round they are exchanged, and it is said. Between plans
    of one level links say "the same measure for another place", and nothing is called taken up. With --tier a whole
    tier is aligned, and each promise followed down to the table row.

    \b
    Examples:
      gangmu align national.docx opinions.docx --format table
      gangmu align national.docx opinions.docx --with annex2.xlsx --output links.html
      gangmu align --tier national.docx province.pdf opinions.docx --format table
      gangmu align national.docx opinions.docx --explain 三/（三）/m2 附件2-1
    """
    language = language_of(context)
    _check(files, is_tier, annexes, explain, language)
    form = form or ("table" if explain else _form_of(output))
    if form == "docx" and output is None:
        raise click.UsageError("docx 需要 --output。" if language == "zh" else "docx needs --output.")
    given = [_taken_in(path, annexes if i == len(files) - 1 else (), language) for i, path in enumerate(files)]
    plans = [one for one in given if one is not None]
    if len(plans) < len(files):
        context.exit(1)
    if explain is not None:
        _print_explanation(plans, explain, form, language)
        return
    found = _aligned(plans, is_tier)
    _say_notices(found, language)
    _write(_rendered(found, [one.plan for one in plans], form, language, to_file=output is not None), output)


class _Given(NamedTuple):
    """A plan and its decoded source, where the source is itself text."""

    plan: Plan
    text: str | None


def _check(
    files: Sequence[str], is_tier: bool, annexes: Sequence[str], explain: tuple[str, str] | None, language: Language
) -> None:
    zh = language == "zh"
    if not is_tier and len(files) != _TWO:
        raise click.UsageError(
            "请给出上级和下级两份文件，或使用 --tier。" if zh else "Give UPPER and LOWER, or use --tier."
        )
    if is_tier and len(files) < _TWO:
        raise click.UsageError("--tier 至少需要两份文件。" if zh else "--tier needs two files at the least.")
    if is_tier and (annexes or explain):
        raise click.UsageError(
            "--with 和 --explain 不与 --tier 同用。" if zh else "--tier takes no --with or --explain."
        )


def _form_of(output: Path | None) -> str:
    """What the name of the output says; JSON where it says nothing."""
    return form_of(output, _FORMS, "json")


def _taken_in(path: str, annexes: Sequence[str], language: Language) -> _Given | None:
    plan = read_or_refuse(path, annexes, language)
    if plan is None:
        return None
    is_text = plan.document.text is None and path != STANDARD_INPUT and not path.lower().endswith(".json")
    return _Given(plan, load(path).text if is_text else plan.document.text)


def _aligned(given: Sequence[_Given], is_tier: bool) -> Alignment | Tier:
    if is_tier:
        return align_tier([one.plan for one in given], texts=[one.text for one in given])
    upper, lower = given
    return align(upper.plan, lower.plan, upper_text=upper.text, lower_text=lower.text)


def _say_notices(found: Alignment | Tier, language: Language) -> None:
    alignments = [pair.alignment for pair in found.pairs] if isinstance(found, Tier) else [found]
    for alignment in alignments:
        for notice in alignment.notices:
            click.echo(f"gangmu: {notice_words(notice, language)}", err=True)


def _print_explanation(given: Sequence[_Given], keys: tuple[str, str], form: str, language: Language) -> None:
    upper, lower = given
    try:
        told = explain_pair(upper.plan, lower.plan, *keys)
    except KeyError as error:
        said = "没有这个编号的句子：" if language == "zh" else "no sentence of this id: "
        raise click.UsageError(f"{said}{error.args[0]}") from None
    if form == "json":
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(told), indent=_INDENT) + b"\n")
    else:
        sys.stdout.write(import_module("gangmu.cli.align_terminal").explanation_table(told, language))


def _rendered(found: Alignment | Tier, plans: Sequence[Plan], form: str, language: Language, *, to_file: bool) -> bytes:
    if form == "json":
        return encode(found, language=language, indent=_INDENT) + b"\n"
    if form == "table":
        terminal = import_module("gangmu.cli.align_terminal")
        table = terminal.tier_table if isinstance(found, Tier) else terminal.alignment_table
        text: str = table(found, language, to_file=to_file)
        return text.encode()
    module = import_module(f"gangmu.export.alignment_{form}")
    report: bytes = module.report(found, plans, language)
    return report


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(data)
        return
    with writing(output) as place:
        place.write_bytes(data)
    click.echo(str(output), err=True)
