"""Words of the review desk: why something is asked about, what was decided, and what fields are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gangmu_server.library import addresses
from gangmu_server.review.decisions import About
from gangmu_server.review.fields import FIELDS, Field
from gangmu_server.web import issue_words, labels

Words = str | Promise
SHORT = 60

REASON_TAGS: dict[str, Words] = {
    "stale": gettext_lazy("原文有变"),
    "gone": gettext_lazy("原文中已没有"),
    "differs": gettext_lazy("读法有变"),
    "doubt": gettext_lazy("有疑点"),
    "ambiguous": gettext_lazy("时限有歧义"),
    "unsure": gettext_lazy("把握不大"),
    "proposal": gettext_lazy("疑似错字"),
    "unit": gettext_lazy("单位待认定"),
    "group": gettext_lazy("泛指单位"),
    "short": gettext_lazy("简称待确认"),
    "units": gettext_lazy("含待认定单位"),
    "mended": gettext_lazy("读取时有修补"),
}
REPAIR_KINDS: dict[str, Words] = {
    "place": gettext_lazy("地名"),
    "word": gettext_lazy("用词"),
    "person": gettext_lazy("人名"),
    "organisation": gettext_lazy("单位名称"),
    "project": gettext_lazy("项目名称"),
}
WHYS: dict[str, Words] = {
    "exact": gettext_lazy("名称相同"),
    "alias": gettext_lazy("其他写法"),
    "without_place": gettext_lazy("去掉地名后相同"),
    "shortened": gettext_lazy("简称"),
    "garbled": gettext_lazy("字面相近"),
    "group": gettext_lazy("该类单位"),
    "one_of_group": gettext_lazy("该类单位"),
    "chosen": gettext_lazy("以前认定过"),
}
STANDINGS: dict[str, Words] = {
    "holds": gettext_lazy("有效"),
    "moved": gettext_lazy("有效，位置已移动"),
    "differs": gettext_lazy("有效，但现在的读法不同"),
    "stale": gettext_lazy("原文有变，待重新核对"),
    "withdrawn": gettext_lazy("已撤回"),
    "idle": gettext_lazy("已无对应内容"),
}
DEED_WORDS: dict[str, Words] = {
    "confirm": gettext_lazy("确认"),
    "correct": gettext_lazy("更正"),
    "refuse": gettext_lazy("不是记录"),
    "split": gettext_lazy("拆分"),
    "merge": gettext_lazy("合并"),
    "add": gettext_lazy("补录"),
    "settle": gettext_lazy("定时限"),
    "not_applicable": gettext_lazy("不适用"),
    "accept_repair": gettext_lazy("采纳修复"),
    "refuse_repair": gettext_lazy("不采纳修复"),
    "resolve_unit": gettext_lazy("认定单位"),
    "withdraw": gettext_lazy("撤回"),
}
DONE_WORDS: dict[str, Words] = {
    "confirm": gettext_lazy("已确认"),
    "correct": gettext_lazy("已更正"),
    "refuse": gettext_lazy("已去掉"),
    "split": gettext_lazy("已拆分"),
    "merge": gettext_lazy("已合并"),
    "add": gettext_lazy("已补录"),
    "settle": gettext_lazy("已定时限"),
    "not_applicable": gettext_lazy("已记为不适用"),
    "accept_repair": gettext_lazy("已采纳修复"),
    "refuse_repair": gettext_lazy("未采纳修复"),
    "resolve_unit": gettext_lazy("已认定单位"),
    "withdraw": gettext_lazy("已撤回"),
}
FIELD_WORDS: dict[str, Words] = {
    "metric": gettext_lazy("事项"),
    "value": gettext_lazy("数值"),
    "value_max": gettext_lazy("上限"),
    "unit": gettext_lazy("计量单位"),
    "comparator": gettext_lazy("要求"),
    "basis": gettext_lazy("口径"),
    "deadline": gettext_lazy("时限"),
    "year": gettext_lazy("所属年度"),
    "recurrence": gettext_lazy("周期"),
    "content": gettext_lazy("工作内容"),
    "section": gettext_lazy("类别"),
    "overall_goals": gettext_lazy("总体目标"),
    "annual_goals": gettext_lazy("年度目标"),
    "due": gettext_lazy("时限"),
    "leaders": gettext_lazy("责任领导"),
    "lead_unit": gettext_lazy("牵头单位"),
    "units": gettext_lazy("责任单位"),
    "supporting_units": gettext_lazy("配合单位"),
    "name": gettext_lazy("名称"),
    "category": gettext_lazy("类别"),
    "baseline.year": gettext_lazy("基期"),
    "baseline.value": gettext_lazy("基期值"),
    "target.year": gettext_lazy("目标年"),
    "target.value": gettext_lazy("目标值"),
    "target.value_max": gettext_lazy("目标上限"),
    "target.comparator": gettext_lazy("要求"),
    "target.basis": gettext_lazy("口径"),
    "attribute": gettext_lazy("属性"),
    "box": gettext_lazy("专栏"),
    "group": gettext_lazy("分组"),
    "action": gettext_lazy("动作"),
    "stage": gettext_lazy("阶段"),
    "places": gettext_lazy("地区"),
    "verb": gettext_lazy("动词"),
    "pilots": gettext_lazy("试点示范"),
    "heading": gettext_lazy("标题"),
    "number": gettext_lazy("编号"),
    "kind": gettext_lazy("类型"),
    "parent": gettext_lazy("上级条款"),
    "text": gettext_lazy("原记录"),
}
ABOUT_WORDS: dict[About, Words] = {
    About.UNIT: gettext_lazy("单位名称"),
    About.REPAIR: gettext_lazy("文字修复"),
}


def about_word(about: str) -> str:
    """What a line of the queue is about."""
    return str(ABOUT_WORDS.get(About(about))) if About(about) in ABOUT_WORDS else labels.word("record", about)


def field_word(name: str) -> str:
    """A field's name."""
    return str(FIELD_WORDS.get(name, name))


def deed_word(deed: str) -> str:
    """What was decided."""
    return str(DEED_WORDS.get(deed, deed))


def done_word(deed: str) -> str:
    """That something was decided."""
    return str(DONE_WORDS[deed])


def reason_tag(code: str) -> str:
    """A reason in a few characters."""
    return str(REASON_TAGS.get(code, code))


def reason_words(reason: Mapping[str, Any]) -> str:
    """A reason as a sentence that says what to look at."""
    code = reason["code"]
    if code == "doubt":
        return issue_words.words(str(reason.get("doubt", "")), str(reason.get("message", "")))
    if code == "ambiguous":
        return _("“%(text)s”可以有两种理解，请定下时限。") % reason
    if code == "unsure":
        return _("读取的把握是 %(percent)s%%，请对照原文。") % {"percent": round(100 * float(reason["confidence"]))}
    if code == "proposal":
        kind = REPAIR_KINDS.get(str(reason["kind"]), "")
        return _("疑似%(kind)s有误：%(why)s。原文不变，采纳后按改正的读。") % {"kind": kind, "why": reason["why"]}
    if code == "unit":
        return _unit_words(reason)
    if code == "group":
        return _group_words(reason)
    if code == "short":
        return _short_words(reason)
    if code == "units":
        return _("其中“%(units)s”还没有认定是哪个单位。") % {"units": "、".join(reason["units"])}
    if code == "mended":
        return _("读取时略去或改动了“%(text)s”（%(why)s）。") % {
            "text": reason["from"],
            "why": issue_words.why(str(reason["why"])),
        }
    sentences: dict[str, str] = {
        "stale": _("%(by)s核对过，之后原文变了，请对照新旧原文重新核对。"),
        "gone": _("%(by)s核对过，原文中已没有这一句，也没有相近的。"),
        "differs": _("%(by)s核对过，现在读出的值与当时不同；目前仍按核对的值。"),
    }
    return sentences[code] % {"by": reason.get("by", "")}


def _unit_words(reason: Mapping[str, Any]) -> str:
    rows, many = reason["rows"], reason["candidates"]
    said = ngettext("规划中有 %(n)s 处写到。", "规划中有 %(n)s 处写到。", rows) % {"n": rows}
    if not many:
        return said + _("名录里没有相近单位。")
    return said + ngettext("有 %(n)s 个相近单位，请选定。", "有 %(n)s 个相近单位，请选定。", many) % {"n": many}


def _short_words(reason: Mapping[str, Any]) -> str:
    said = ngettext(
        "规划中有 %(n)s 处写到，按%(how)s认作“%(name)s”，请确认。",
        "规划中有 %(n)s 处写到，按%(how)s认作“%(name)s”，请确认。",
        reason["rows"],
    )
    return said % {"n": reason["rows"], "name": reason["name"], "how": WHYS.get(str(reason["how"]), "")}


def _group_words(reason: Mapping[str, Any]) -> str:
    rows, many = reason["rows"], reason["candidates"]
    said = ngettext("规划中有 %(n)s 处写到，泛指一类单位。", "规划中有 %(n)s 处写到，泛指一类单位。", rows) % {
        "n": rows
    }
    if not many:
        return said + _("名录里还没有这类单位。")
    asked = (
        ngettext("名录里这类单位有 %(n)s 个，请确认成员。", "名录里这类单位有 %(n)s 个，请确认成员。", many)
        if reason["every"]
        else ngettext("名录里这类单位有 %(n)s 个，请勾选涉及的。", "名录里这类单位有 %(n)s 个，请勾选涉及的。", many)
    )
    return said + asked % {"n": many}


def value_words(field: Field | None, value: Any) -> str:
    """A field's value on the page."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, list | tuple):
        return ("\n" if field is not None and field.form == "lines" else _("、")).join(map(str, value))
    if field is not None and field.form == "provision":
        return addresses.words(str(value))
    if field is not None and field.form == "choice":
        return labels.word(field.table, str(value))
    return labels.number(value) if isinstance(value, int | float) else str(value)


def short_text(text: str, rows: int = 1) -> str:
    """What a decision was about, in one line; of several records the first, and how many there were."""
    first = text if len(text) <= SHORT else f"{text[:SHORT]}…"
    return first if rows == 1 else _("%(text)s 等 %(n)s 条") % {"text": first, "n": rows}


def old_value(about: About, name: str, value: Any) -> str:
    """A value as it had been read."""
    known = {field.name: field for field in FIELDS.get(about, ())}
    return value_words(known.get(name), value) or _("（空）")


def changes(about: str, content: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What a decision changed: each field with its old value and its new one; nothing for other decisions."""
    known = {field.name: field for field in FIELDS.get(About(about), ())}
    if "deadline" in content:
        return [(field_word("deadline"), "", str(content["deadline"] or ""))]
    old, new = content.get("old") or {}, content.get("values") or {}
    return [
        (field_word(name), value_words(known.get(name), old[name]), value_words(known.get(name), new[name]))
        for name in new
        if name in old
    ]
