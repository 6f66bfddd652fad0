"""What the reader noticed about a document, by code; the library says it in English, here it is put for the screen."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

WORDS: dict[str, str | Promise] = {
    "date.no_start": _("“%(head)s”没有写明从哪天起算，请填写期限。"),
    "date.unread": _("“%(head)s”没有写明是哪一天，请填写期限。"),
    "date.working_days": _("“%(head)s”按周一至周五推算，没有扣除节假日，请核对。"),
    "goal_year": _("“%(head)s”一栏有 %(tail)s 项目标没有数字，只记下了文字，年份请对照原表。"),
    "ocr.low_confidence": _("这几处的文字是从图像上识别的，把握只有 %(percent)s%%，请对照页面图像：%(tail)s"),
    "recurrence.unread": _("“%(head)s”不是按月、按季或按年，请核对。"),
    "target.nameless": _("“%(head)s”没有写明是什么的指标，请填写。"),
    "number_repeated": _("编号“%(head)s”重复，请核对层级。"),
    "number_skipped": _("编号到“%(head)s”不连续，请核对是否缺条。"),
    "rows_not_told_apart": _("这里有几行印在了一起，名称和数值对不上，没有分行，请对照原件补录。"),
    "source.damaged_bytes": _("文件里有损坏的字节，相应文字可能不对。"),
    "source.embedded": _("内嵌的 %(n)s 个文档没有读取。"),
    "source.footnotes": _("%(n)s 条脚注或尾注没有读取。"),
    "source.hidden_sheet": _("隐藏的工作表没有读取。"),
    "source.page_broken": _("第 %(n)s 页打不开。"),
    "source.page_garbled": _("第 %(n)s 页有字体没有标明的文字，请核对。"),
    "source.page_picture": _("第 %(n)s 页是图片，没有文字。"),
    "source.page_recognised": _("第 %(n)s 页的文字是从图像上识别的，请对照原件。"),
    "source.watermark": _("水印文字没有读取。"),
}
"""`head` is the first word of the library's message, `n` the first number in it, `percent` the same as a share of a
hundred, `tail` what follows its last colon."""

MOVED = "cells of a row printed in another order"
WHYS: dict[str, str | Promise] = {
    MOVED: _("同一行的单元格印的次序不同"),
    "foot of a web page": _("网页页脚"),
    "mark of a table going on": _("续表标记"),
    "markup": _("排版标记"),
    "repeated table head": _("重复的表头"),
    "table of contents": _("目录"),
    "place": _("地名"),
    "word": _("用词"),
    "person": _("人名"),
    "organisation": _("单位名称"),
    "project": _("项目名称"),
    "character doubled at a page break": _("换页处重复的字"),
    "page number": _("页码"),
    "running head": _("页眉"),
    "table rule": _("表格线"),
}


def words(code: str, message: str) -> str:
    """The words for an issue's code; the library's own message where there are none, or the page is in English."""
    if (get_language() or "").startswith("en") and message:
        return message
    if code not in WORDS:
        return message or code
    return str(WORDS[code]) % _told(message)


def _told(message: str) -> dict[str, object]:
    """What a library's message says, for words of one's own."""
    number = re.search(r"\d+(?:\.\d+)?", message)
    n = number[0] if number else "0"
    return {
        "head": message.split(" ", maxsplit=1)[0],
        "n": n,
        "percent": round(100 * float(n)),
        "tail": message.rpartition(": ")[2],
    }


def why(reason: str) -> str:
    """Why the reader left something out, in words."""
    return str(WHYS.get(reason, reason))
