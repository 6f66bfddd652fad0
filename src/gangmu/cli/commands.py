"""The commands: read, export, explain, schema."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path

import click
import msgspec

import gangmu
from gangmu.cli.inputs import STANDARD_INPUT, Read, looked_into, or_refuse, read_all, read_or_refuse
from gangmu.cli.language import SpokenCommand, SpokenOption, language_of
from gangmu.cli.outputs import form_of, writing
from gangmu.errors import Language
from gangmu.export import contract
from gangmu.model import Plan

_ENDINGS = {"json": "json", "jsonl": "jsonl", "table": "txt", "tree": "txt"}
_TARGETS = {"xlsx": ".xlsx", "csv": ".csv", "md": ".md"}
_INDENT = 2

annexes_option = click.option(
    "--with",
    "annexes",
    multiple=True,
    metavar="ANNEX",
    cls=SpokenOption,
    help="A file that belongs to FILE (a responsibility table), read as one plan with it. May be given again.",
    zh="属于该文件的附件（如责任分工表），合并读作一份。可多次使用。",
)

gazetteer_option = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    metavar="FILE",
    cls=SpokenOption,
    help="Names of your zone: units are resolved to them (unit_refs), and names like them proposed for repair. JSON "
    "(places, organisations, people, projects), or lines of kind, name, other names (by ideographic commas), parted by "
    "tabs.",
    zh="本地名称表：据以核对责任单位（unit_refs），并对写错的名称提出更正建议。"
    "JSON（places、organisations、people、projects），或每行“类别、名称、别名”，以制表符分隔，别名之间用顿号。",
)

_READ_ZH = """读取文件，输出其中的条款、举措、目标、指标、项目、责任和任务。

可读 .txt、.docx、.pdf、.ofd、.html、.xlsx；装有 gangmu[ocr] 时可读扫描件和图片；
装有 LibreOffice 时可读旧版 .doc、.wps、.xls、.et、.rtf、.odt；
`-` 为标准输入。
文件夹和 .zip 读取其中的文件。多个文件输出为 JSON 数组。
未能读取的文件在标准错误中占一行，其余照常读取，退出码为 1。

\b
示例：
  gangmu read 方案.docx --format table
  gangmu read 实施意见.docx --with 附件1.xlsx --with 附件2.docx
  gangmu read *.pdf --format jsonl > 方案.jsonl
  gangmu read *.docx --output out
  gangmu read 实施意见.docx --gazetteer 名称.tsv
"""


@click.command(cls=SpokenCommand, zh=_READ_ZH)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "table", "tree"]),
    default="json",
    show_default=True,
    cls=SpokenOption,
    help="json: the plan JSON, an array for several files; jsonl: one plan a line; table: tables for the "
    "terminal; tree: the outline with counts.",
    zh="json：规划 JSON，多个文件为数组；jsonl：一行一份；table：终端表格；tree：提纲与数量。",
)
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    cls=SpokenOption,
    help="Write one file for each document into this folder.",
    zh="每份文件单独写入此文件夹。",
)
@annexes_option
@gazetteer_option
@click.pass_context
def read(
    context: click.Context,
    *,
    files: Sequence[str],
    form: str,
    output: Path | None,
    annexes: Sequence[str],
    gazetteer: Path | None,
) -> None:
    """Read documents into provisions, measures, targets, indicators, projects, duties and tasks.

    Takes .txt, .docx, .pdf, .ofd, .html and .xlsx; scans and pictures with the extra gangmu[ocr]; old .doc, .wps, .xls,
    .et, .rtf and .odt where LibreOffice is installed; of a folder or a .zip, the files inside; `-` is standard input.
    A file that cannot be taken in is one line on standard error; the others are read all the same, and the exit code
    is 1.

    \b
    Examples:
      gangmu read plan.docx --format table
      gangmu read opinions.docx --with annex1.xlsx --with annex2.docx
      gangmu read *.pdf --format jsonl > plans.jsonl
      gangmu read *.docx --output out
      gangmu read opinions.docx --gazetteer names.tsv
    """
    language = language_of(context)
    _check_annexes(files, annexes, language)
    refused: list[Read] = []
    known = None if gazetteer is None else gangmu.load_gazetteer(gazetteer)
    inputs = looked_into(files, language)
    found = _kept(read_all(inputs, annexes, language, known), refused)
    if output is not None:
        _write_files(found, _names(inputs.paths, _ENDINGS[form]), output, form, language)
    else:
        _print_plans(found, many=len(inputs.paths) > 1 or bool(inputs.inside), form=form, language=language)
    context.exit(1 if refused or inputs.refused else 0)


def _kept(found: Iterator[Read], refused: list[Read]) -> Iterator[tuple[str, Plan]]:
    """What was read; what was refused is put aside."""
    for result in found:
        if result.plan is None:
            refused.append(result)
        else:
            yield result.path, result.plan


def _check_annexes(files: Sequence[str], annexes: Sequence[str], language: Language) -> None:
    if annexes and len(files) != 1:
        said = "--with 只用于单个文件。" if language == "zh" else "--with goes with exactly one FILE."
        raise click.UsageError(said)


def _print_plans(found: Iterator[tuple[str, Plan]], *, many: bool, form: str, language: Language) -> None:
    """Results on standard output as they come."""
    out = sys.stdout.buffer
    if form == "json" and many:
        before = b"[\n"
        for _, plan in found:
            out.write(before + contract.encode(plan, indent=_INDENT))
            before = b",\n"
        out.write(b"[]\n" if before == b"[\n" else b"\n]\n")
        return
    for _, plan in found:
        out.write(_rendered(plan, form, language))
        out.flush()


def _rendered(plan: Plan, form: str, language: Language, *, to_file: bool = False) -> bytes:
    if form in ("json", "jsonl"):
        return contract.encode(plan, indent=_INDENT if form == "json" else 0) + b"\n"
    text: str = getattr(import_module("gangmu.cli.terminal"), form)(plan, language, to_file=to_file)
    return text.encode()


def _write_files(
    found: Iterator[tuple[str, Plan]], names: dict[str, str], output: Path, form: str, language: Language
) -> None:
    for path, plan in found:
        with writing(output / names[path]) as place:
            place.write_bytes(_rendered(plan, form, language, to_file=True))


def _names(files: Sequence[str], ending: str) -> dict[str, str]:
    """The name each file's result is written under: its stem; the whole name, or with its folders, where it must."""
    stems = Counter(map(_stem, files))
    names = Counter(Path(path).name for path in files)
    chosen = {}
    for path in files:
        name = Path(path).name
        whole = path.strip("./").replace("/", "_")
        chosen[path] = _stem(path) if stems[_stem(path)] == 1 else name if names[name] == 1 else whole
    return {path: f"{name}.{ending}" for path, name in chosen.items()}


def _stem(path: str) -> str:
    return "stdin" if path == STANDARD_INPUT else Path(path).stem


_EXPORT_ZH = """把一份文件（或它的规划 JSON）导出为工作簿、CSV 或 Markdown。

\b
示例：
  gangmu export 方案.docx --to xlsx
  gangmu export 实施意见.docx --with 附件1.xlsx --output 分工.xlsx
  gangmu export 方案.json --to csv --output 表格
  gangmu export 方案.pdf --to md > 方案.md
"""


@click.command(cls=SpokenCommand, zh=_EXPORT_ZH)
@click.argument("file", metavar="FILE")
@click.option(
    "--to",
    type=click.Choice(list(_TARGETS)),
    cls=SpokenOption,
    help="xlsx: a workbook, a sheet a kind of record; csv: a folder, a file a kind; md: one Markdown page. "
    "By default what the name of --output says, else xlsx.",
    zh="xlsx：工作簿，每类记录一张表；csv：文件夹，每类一个文件；md：一页 Markdown。"
    "默认按 --output 的扩展名，否则为 xlsx。",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    cls=SpokenOption,
    help="Where to write it; by default beside you, named after FILE, and Markdown on standard output.",
    zh="写到哪里；默认写在当前文件夹，以原文件命名，Markdown 写到标准输出。",
)
@annexes_option
@gazetteer_option
@click.pass_context
def export(
    context: click.Context,
    *,
    file: str,
    to: str | None,
    output: Path | None,
    annexes: Sequence[str],
    gazetteer: Path | None,
) -> None:
    """Export a document, or its plan JSON, as workbook, CSV or Markdown.

    \b
    Examples:
      gangmu export plan.docx --to xlsx
      gangmu export opinions.docx --with annex1.xlsx --output duties.xlsx
      gangmu export plan.json --to csv --output tables
      gangmu export plan.pdf --to md > plan.md
    """
    language = language_of(context)
    form = to or form_of(output, {suffix: form for form, suffix in _TARGETS.items()}, "xlsx")
    known = None if gazetteer is None else gangmu.load_gazetteer(gazetteer)
    plan = read_or_refuse(file, annexes, language, known)
    if plan is None:
        context.exit(1)
    if form == "md" and output is None:
        sys.stdout.buffer.write(_page(plan, language))
        return
    path = output or Path(_stem(file) + ("" if form == "csv" else _TARGETS[form]))
    with writing(path):
        _export_to(path, plan, form, language)
    click.echo(str(path), err=True)


def _export_to(path: Path, plan: Plan, form: str, language: Language) -> None:
    if form == "csv":
        import_module("gangmu.export.csv").write(plan, path, language)
    elif form == "md":
        path.write_bytes(_page(plan, language))
    else:
        path.write_bytes(import_module("gangmu.export.xlsx").workbook(plan, language))


def _page(plan: Plan, language: Language) -> bytes:
    page: str = import_module("gangmu.export.markdown").page(plan, language)
    return page.encode()


_EXPLAIN_ZH = """说明某处原文为何这样读：哪些规则在此生效，哪些只差一点。

位置是原文的字符序号（从 0 起），即 JSON 中的 span；原文不是纯文本时，按 document.text 计。

\b
示例：
  gangmu explain 方案.txt --at 1200
  gangmu explain 实施意见.docx --with 附件1.xlsx --at 5200 --format json
"""


@click.command(cls=SpokenCommand, zh=_EXPLAIN_ZH)
@click.argument("file", metavar="FILE")
@click.option(
    "--at",
    type=click.IntRange(min=0),
    required=True,
    metavar="OFFSET",
    cls=SpokenOption,
    help="Character of the source, from 0: a `span` of the JSON.",
    zh="原文的字符序号，从 0 起，即 JSON 中的 span。",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    cls=SpokenOption,
    help="text for reading, json for programs.",
    zh="text 供阅读，json 供程序使用。",
)
@annexes_option
@click.pass_context
def explain(context: click.Context, file: str, at: int, form: str, annexes: Sequence[str]) -> None:
    """Explain why a place was read as it was: which rules fired there, which nearly did.

    The offset counts characters of the source, as spans in the JSON do; of `document.text` where the source is
    not plain text.

    \b
    Examples:
      gangmu explain plan.txt --at 1200
      gangmu explain opinions.docx --with annex1.xlsx --at 5200 --format json
    """
    language = language_of(context)
    found = or_refuse(file, lambda source, name: gangmu.explain(source, at, annexes=annexes, name=name), language)
    if found is None:
        context.exit(1)
    if form == "json":
        data = msgspec.json.format(msgspec.json.encode(found), indent=_INDENT) + b"\n"
    else:
        data = import_module("gangmu.cli.explanation").text(found, language).encode()
    sys.stdout.buffer.write(data)


@click.command(cls=SpokenCommand, zh="输出规划 JSON（gangmu.plan/1）的 JSON Schema。")
def schema() -> None:
    """Print the JSON Schema of the plan JSON, `gangmu.plan/1`."""
    click.echo(json.dumps(contract.json_schema(), ensure_ascii=False, indent=_INDENT))
