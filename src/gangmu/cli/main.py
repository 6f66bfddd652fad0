"""`gangmu`: the library's verbs as commands. Results go to standard output, everything else to standard error."""

from __future__ import annotations

import click

from gangmu.cli.align import align_command
from gangmu.cli.checking import check
from gangmu.cli.commands import explain, export, read, schema
from gangmu.cli.corpus import corpus
from gangmu.cli.language import SpokenGroup, SpokenOption, choose
from gangmu.errors import Language

_ZH = """读取规划方案，把每项任务与原文句子对应起来。

结果写到标准输出，进度和提示写到标准错误。

\b
示例：
  gangmu read 方案.docx --format table
  gangmu read 实施意见.docx --with 附件1.xlsx --format json
  gangmu export 方案.pdf --to xlsx
  gangmu align 国家方案.docx 实施意见.docx --format table
  gangmu explain 方案.txt --at 1200

\b
退出码：
  0  全部完成
  1  有文件未能读取，原因见标准错误
  2  命令用法有误
"""


def _choose(context: click.Context, _: click.Parameter, value: Language | None) -> None:
    choose(context, value)


@click.group(
    cls=SpokenGroup, zh=_ZH, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.option(
    "--lang",
    type=click.Choice(["en", "zh"]),
    is_eager=True,
    expose_value=False,
    callback=_choose,
    cls=SpokenOption,
    help="Language of messages, tables and help; by default that of the environment.",
    zh="提示、表格和帮助所用的语言；默认随系统环境。",
)
@click.version_option(None, "--version", package_name="gangmu", message="%(prog)s %(version)s")
def main() -> None:
    """Read government plans and tie every duty to its sentence.

    Results go to standard output, progress and notes to standard error.

    \b
    Examples:
      gangmu read plan.docx --format table
      gangmu read opinions.docx --with annex.xlsx --format json
      gangmu export plan.pdf --to xlsx
      gangmu align national.docx opinions.docx --format table
      gangmu explain plan.txt --at 1200

    \b
    Exit codes:
      0  all went well
      1  a file could not be taken in; standard error says why
      2  the command was not used as it should be
    """


for command in (read, export, align_command, corpus, explain, check, schema):
    main.add_command(command)
