"""The library's error codes as sentences for the screen; filled with the error's own data."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SENTENCES: dict[str, tuple[Words, Words]] = {
    "source.unsupported": (
        _("“{name}”不是可以读取的文件类型（{found}）。"),
        _("请另存为 .docx、.pdf、.xlsx、.html 或 .txt 后再上传。"),
    ),
    "source.empty": (_("“{name}”里没有文字。"), _("请检查是否选错文件；扫描件需要先做文字识别。")),
    "source.encrypted": (_("“{name}”设有密码。"), _("请打开文件取消密码，另存后再上传。")),
    "source.unreadable": (_("“{name}”已损坏，或内容与扩展名不符。"), _("请用原程序打开并另存，再上传新文件。")),
    "source.too_large": (_("“{name}”有 {size_mb:.1f} MB，超过 {limit_mb:.0f} MB 的上限。"), _("请拆分后分别上传。")),
    "source": (_("“{name}”无法读取。"), _("请检查文件后再试。")),
    "plan.format": (_("“{name}”不是规划数据文件。"), _("请上传由本系统导出的规划 JSON。")),
    "reading.crashed": (_("读取“{name}”时程序中断了 {attempts} 次。"), _("请联系运维人员，并附上此文件。")),
    "reading.error": (_("读取“{name}”时出错（{reason}）。"), _("请重新读取；仍不行时请联系运维人员，并附上此文件。")),
}
FALLBACK: tuple[Words, Words] = (_("文件处理失败（{code}）。"), _("请检查文件后再试。"))


def library_sentence(code: str, data: Mapping[str, object]) -> tuple[str, str]:
    """Sentence and next step for an error code; a code without a sentence of its own takes its family's.

    Args:
        code: dotted code such as `source.empty`.
        data: the error's values; one that is missing leaves the plain fallback.
    """
    values = {"code": code, **data}
    for key in (code, code.split(".", maxsplit=1)[0]):
        if key in SENTENCES:
            sentence, step = SENTENCES[key]
            try:
                return str(sentence).format(**values), str(step).format(**values)
            except (KeyError, ValueError):
                break
    return str(FALLBACK[0]).format(code=code), str(FALLBACK[1])
