"""Goals of indicator tables that are put in words (`保持稳定`, `完成上级下达任务`, `与经济增长同步`)."""

from __future__ import annotations

import re

LONGEST = 30
_WORDED = re.compile(
    r"[^。；]*(?:保持|稳定|稳中|同步|合理区间|持续|逐[步年]|不断|有所|进一步|明显|显著|大幅|力争|高于|低于|不[高低少超]|控制在|达到|优于|按照)[^。；]*"
    r"|[^。；]*(?:下达|分解|核定|确定|任务|要求|目标|指标)(?:[^。；]{0,4}(?:为准|执行|以内|内|数|值))?"
    r"|(?:稳步|稳中|量稳|明显|显著|基本|全面|较大|大幅)?(?:有升|质升|提高|提升|增长|下降|降低|上升|减少|增加|改善|好转|消除|达标|完成|实现|建成|覆盖|见效)"
    r"|(?:全|基本|应.尽.)(?:覆盖|部|消除|建成|达标)?|待定|视情提出|[—\-]*"
)


def is_worded_value(text: str) -> bool:
    """Whether a cell's text can be a goal in words.

    Args:
        text: without white space.
    """
    return 0 < len(text) <= LONGEST and _WORDED.fullmatch(text) is not None
