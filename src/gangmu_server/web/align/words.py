"""Words and signs for the codes of alignment: a state is always a shape and a word, never a colour alone."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.payloads import Column
from gangmu_server.web import labels

Words = str | Promise

COVERS: dict[str, tuple[str, Words]] = {
    "taken": ("●", _("已承接")),
    "partial": ("◐", _("部分承接")),
    "softened": ("▲", _("弱化承接")),
    "through": ("◆", _("经中间层级承接")),
    "none": ("■", _("未承接")),
    "not_applicable": ("○", _("不适用")),
}
SHORT_COVERS: dict[str, Words] = {
    "none": _("缺"),
    "partial": _("部分"),
    "softened": _("弱"),
    "through": _("经中间层级"),
}
"""Words of states in a cell, where there is little room; the legend has the long ones."""
RELATIONS: dict[str, tuple[str, Words]] = {
    "adopted": ("＝", _("照单承接")),
    "refined": ("＋", _("细化")),
    "softened": ("▲", _("弱化")),
    "strengthened": ("◆", _("强化")),
    "related": ("～", _("相关")),
}
PEER_RELATIONS: dict[str, tuple[str, Words]] = {
    "adopted": ("＝", _("做法相同")),
    "refined": ("＋", _("对方更具体")),
    "softened": ("▲", _("对方较弱")),
    "strengthened": ("◆", _("对方较强")),
    "related": ("～", _("相关")),
}
SHOWN: dict[str, tuple[str, Words]] = {
    "suggested": ("？", _("待核对")),
    "open": ("■", _("未承接")),
    "added": ("☆", _("新增")),
    "not_applicable": ("○", _("不适用")),
    "settled": ("✓", _("已核对")),
    "unsettled": ("…", _("未核对")),
    "taken": COVERS["taken"],
    "partial": COVERS["partial"],
    "weaker": COVERS["softened"],
}
PEER_SHOWN: dict[str, tuple[str, Words]] = {
    **SHOWN,
    "open": ("■", _("对方没有")),
    "added": ("☆", _("对方独有")),
}
TAGS: dict[str, Words] = {
    "figure": _("硬指标"),
    "date": _("时限"),
    "pilot": _("试点示范"),
    "money": _("资金"),
}
DEEDS: dict[str, Words] = {
    "confirm": _("确认"),
    "reject": _("否定"),
    "add": _("补上对应"),
    "relate": _("改关系"),
    "not_applicable": _("不适用"),
    "withdraw": _("撤回"),
}
TONES: dict[str, Words] = {
    "softened": _("弱化"),
    "strengthened": _("强化"),
    "refined": _("细化"),
    "worded": _("换了说法"),
    "dropped": _("丢掉的承诺"),
}
PEER_TONES: dict[str, Words] = {
    "softened": _("对方较弱"),
    "strengthened": _("对方较强"),
    "refined": _("对方更具体"),
    "worded": _("换了说法"),
}
ROWS: Words = _("分工表")
"""The column that counts rows of responsibility tables."""


GOALS: dict[str, tuple[str, Words]] = {
    "same": ("＝", _("一致")),
    "raised": ("↑", _("提高")),
    "tightened": ("↑", _("收紧")),
    "lowered": ("↓", _("降低")),
    "loosened": ("↓", _("放松")),
    "other": ("≠", _("口径不同")),
    "ground": ("○", _("地域不同，不比大小")),
    "named": ("～", _("有此项，缺数值")),
    "dropped": ("■", _("未见同名")),
}
"""What became of a goal or an indicator in a plan below."""
DATES: dict[str, Words] = {"earlier": _("时限提前"), "later": _("时限推后")}
STATES_SHOWN = ("taken", "partial", "weaker", "open", "not_applicable")
"""What a sentence of the upper plan can be, one of these each; between peers only the last two."""
OTHERS_SHOWN = ("added", "suggested", "settled", "unsettled")


def column_word(column: Column) -> str:
    """The head of a column: its level, the one plan it stands for, or the tables."""
    if column.is_rows:
        return str(ROWS)
    if column.code.startswith("plan-"):
        return column.plans[0].title
    return labels.word("level", column.level)


def relations(kind: str) -> dict[str, tuple[str, Words]]:
    """Signs and words of relations: between peers nothing is taken up."""
    return PEER_RELATIONS if kind == "peers" else RELATIONS


def shown(kind: str) -> dict[str, tuple[str, Words]]:
    """Signs and words of what a page of two plans can be narrowed to, besides relations."""
    return PEER_SHOWN if kind == "peers" else SHOWN
