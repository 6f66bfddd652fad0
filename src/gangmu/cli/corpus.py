"""The commands `corpus put` and `corpus align`: one plan against thousands."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from gangmu.align.scale import Corpus, CorpusResult
from gangmu.cli.inputs import Inputs, looked_into, read_one, read_or_refuse
from gangmu.cli.language import SpokenCommand, SpokenGroup, SpokenOption, language_of
from gangmu.errors import Language, SourceError
from gangmu.export.alignment import encode
from gangmu.export.alignment_summary import summary_of
from gangmu.export.alignment_words import PAIRS, word

_GROUP_ZH = """成批比对：一份上级文件对成千上万份下级文件。

文件读一次存入语料库，改动后只重读改动的；结果边算边出，中断后接着做。

\b
示例：
  gangmu corpus put 语料库 实施意见/*.docx
  gangmu corpus align 语料库 国家方案.docx > 结果.jsonl
"""


@click.group(cls=SpokenGroup, zh=_GROUP_ZH)
def corpus() -> None:
    """One upper plan against thousands of lower ones.

    Files are read once into a corpus and again only when they change; results come as they are made, and a run that
    was broken off goes on where it stopped.

    \b
    Examples:
      gangmu corpus put corpus opinions/*.docx
      gangmu corpus align corpus national.docx > links.jsonl
    """


_PUT_ZH = """把文件读入语料库；未改动的不再读。

文件夹和 .zip 读取其中的文件。每读完一份即存一份；运行无论怎样中断，再次运行都从断处接着做。

\b
示例：
  gangmu corpus put 语料库 实施意见/*.docx
  gangmu corpus put 语料库 实施意见
"""


@corpus.command(cls=SpokenCommand, zh=_PUT_ZH)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), metavar="CORPUS")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.pass_context
def put(context: click.Context, folder: Path, files: Sequence[str]) -> None:
    """Read files into a corpus; those that did not change are not read again.

    Of a folder or a .zip, the files inside. Each plan is kept as soon as it is read: a run that was broken off, however
    it was, goes on where it stopped.

    \b
    Examples:
      gangmu corpus put corpus opinions/*.docx
      gangmu corpus put corpus opinions
    """
    language = language_of(context)
    inputs = looked_into(files, language)
    kept = Corpus(folder)
    changed = failed = 0
    for path in inputs.paths:
        if kept.holds(path, _sha256(path, inputs)):
            continue
        plan = read_one(inputs, path, (), language)
        if plan is None:
            failed += 1
        else:
            changed += kept.put(path, plan)
    kept.close()
    refused = failed + inputs.refused
    _say_counts(changed, len(inputs.paths) - changed - failed, refused, language)
    context.exit(1 if refused else 0)


def _sha256(path: str, inputs: Inputs) -> str:
    """The hash of a file's bytes; empty where it cannot be read, which reading then says."""
    try:
        data = inputs.inside[path].read() if path in inputs.inside else Path(path).read_bytes()
    except (OSError, SourceError):
        return ""
    return hashlib.sha256(data).hexdigest()


def _say_counts(changed: int, same: int, refused: int, language: Language) -> None:
    if language == "zh":
        click.echo(f"读入 {changed} 份，未改动 {same} 份，未能读取 {refused} 份。")
    else:
        click.echo(f"{changed} read, {same} unchanged, {refused} refused.")


_ALIGN_ZH = """把一份上级文件与语料库中的下级文件逐一比对，一行一份结果。

默认只比对它的下级（依据引用、层级、地域）；--all 连同级和无关的一起比对。

\b
示例：
  gangmu corpus align 语料库 国家方案.docx > 结果.jsonl
  gangmu corpus align 语料库 国家方案.docx --format table
"""


@corpus.command("align", cls=SpokenCommand, zh=_ALIGN_ZH)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="CORPUS")
@click.argument("upper", metavar="UPPER")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    cls=SpokenOption,
    help="Every plan of the corpus, peers too, not only those that UPPER stands above.",
    zh="语料库中的全部文件，不限于它的下级。",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    cls=SpokenOption,
    help="Processes; by default one a core.",
    zh="进程数；默认每核一个。",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    cls=SpokenOption,
    help="jsonl: one alignment JSON a line; table: a line of figures for each plan.",
    zh="jsonl：一行一份比对 JSON；table：每份文件一行数字。",
)
@click.pass_context
def align(
    context: click.Context, *, folder: Path, upper: str, everything: bool, workers: int | None, form: str
) -> None:
    """Align one upper plan with the plans of a corpus, one result a line.

    By default with those it stands above (by citation, level and ground). Results already made are taken from disk.

    \b
    Examples:
      gangmu corpus align corpus national.docx > links.jsonl
      gangmu corpus align corpus national.docx --format table
    """
    language = language_of(context)
    plan = read_or_refuse(upper, (), language)
    if plan is None:
        context.exit(1)
    kept = Corpus(folder)
    keys = (entry.key for entry in list(kept.entries()) if entry.key != upper) if everything else None
    for line in _lines(kept.align(plan, keys, workers=workers), form, language):
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    kept.close()


_HEADS = (
    ("文件", "关系", "整句承接/举措", "比例", "部分承接", "其中仅弱化承接", "新增"),
    ("Plan", "Pair", "Taken up whole/promises", "Share", "In part", "Whole but softened", "New below"),
)


def _lines(results: Iterator[CorpusResult], form: str, language: Language) -> Iterator[bytes]:
    if form == "table":
        yield "\t".join(_HEADS[language == "en"]).encode() + b"\n"
    for result in results:
        if form == "jsonl":
            yield encode(result.alignment, language=language) + b"\n"
            continue
        summary = summary_of(result.alignment)
        share = "–" if summary.percent is None else f"{summary.percent}%"
        figures = f"{summary.whole}/{summary.promises}\t{share}\t{summary.partial}\t{summary.softened}\t{summary.added}"
        yield f"{result.key}\t{word(PAIRS, result.alignment.pair, language)}\t{figures}\n".encode()
