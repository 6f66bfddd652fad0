"""Numbering styles of Chinese official documents.

Source: GB/T 9704-2012 §7.3.3 (一、/（一）/1./（1） in this order); 第X编/章/节/条 from the Legislation Law (2023),
Article 65, and the drafting habit of five-year plans; 专栏 and 附件 from usage. `rank` is the order in which styles
nest by default.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.model.plan import ProvisionKind

_HAN = "一二三四五六七八九十百零〇"
DATE_AHEAD = r"(?=(?:19|20)\d{2}\s?(?:年|[—–－\-~～至]{1,3}\s?20\d{2}\s?年)|(?:1[0-2]|[1-9])\s?月(?!度))"
"""A date behind a number's stop: `1.2025年底前…` and `2.6月底前…` are items; no decimal stands before 年 of a year or 月."""
_MEASURED = r"(?!个(?!人|体|性|案)|万|亿|千|百|倍|成(?!果|员|立|本|效)|元(?!素)|%|年(?!度|均|报|鉴)|月(?!度)|日(?!常|志|报)|天(?!然)|小时|分钟|公[里斤顷]|平方|立方|[吨米亩兆]|升(?!级)|分(?!工|类|级|析|布|层|步|期|解|配))"
"""After a decimal: units and lengths of time (`1.5年内`, `3.5万吨`), which make it a figure of running text."""


@dataclass(frozen=True, slots=True)
class NumberingStyle:
    """A way of numbering: its pattern (group `n` is the numeral), its default rank, the kind of provision it opens."""

    name: str
    pattern: str
    rank: int
    kind: ProvisionKind
    example: str


STYLES: tuple[NumberingStyle, ...] = (
    NumberingStyle("part", rf"第(?P<n>[{_HAN}\d]+)(?:[编篇]|部分)", 10, "part", "第一篇"),
    NumberingStyle("chapter", rf"第(?P<n>[{_HAN}\d]+)章", 20, "chapter", "第三章"),
    NumberingStyle("section", rf"第(?P<n>[{_HAN}\d]+)节", 30, "section", "第二节"),
    NumberingStyle("clause", rf"第(?P<n>[{_HAN}\d]+)条(?![约款例件])", 40, "article", "第五条"),
    NumberingStyle(
        "dotted3", rf"(?P<n>\d{{1,2}}\.\d{{1,2}}\.\d{{1,2}})(?![\d.%％])\.?{_MEASURED}", 47, "item", "3.2.1"
    ),
    NumberingStyle("dotted2", rf"(?P<n>\d{{1,2}}\.\d{{1,2}})(?=[一-鿿]{{3}}){_MEASURED}", 45, "article", "3.2基本要求"),
    NumberingStyle("lettered", r"(?P<n>[A-Z]\.\d{1,2}(?:\.\d{1,2})?)(?=[一-鿿]{2})", 45, "article", "A.3术语定义"),
    NumberingStyle("han", rf"(?P<n>[{_HAN[:11]}]{{1,3}})(?:、|[．.](?=\s?[一-鿿]{{2}}))", 50, "article", "三、"),
    NumberingStyle("paren_han", rf"[（(〈](?P<n>[{_HAN[:11]}]{{1,3}})[）)〉]、?", 60, "article", "（三）"),
    NumberingStyle("arabic", rf"(?P<n>\d{{1,3}})[.．、](?:(?!\d)|{DATE_AHEAD})", 70, "item", "3."),
    NumberingStyle("paren_arabic", r"[（(](?P<n>\d{1,2})[）)]、?", 80, "item", "（3）"),
    NumberingStyle("half_paren", r"(?P<n>\d{1,2})[）)]", 85, "item", "3）"),
    NumberingStyle("circled", r"(?P<n>[①-⑳])", 90, "item", "③"),
)

BARE = NumberingStyle("bare", r"(?P<n>\d{1,2})(?=[一-鿿、]{2,20}$)", 15, "chapter", "3主要内容")
"""A bare number as a heading, which counts only in documents that number 3.1, 3.2 below it."""

BOX = re.compile(rf"(?P<number>专栏(?P<n>[{_HAN}\d]*(?:[-—－]\d+)?))[：:;；、.]?(?P<rest>.*)", re.DOTALL)
ANNEX = re.compile(rf"(?P<number>附[件录](?P<n>[\dA-Z{_HAN}]*(?:[-—－]\d+)?))(?:[：:.．、]?(?P<rest>.*))", re.DOTALL)
ATTACHMENT_LIST = re.compile(r"[-—－·•]?附件[：:]")
