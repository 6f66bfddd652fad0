"""The audit trail in words: what each recorded deed is called, and what it changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gangmu_server.audit.models import AuditEntry
from gangmu_server.directory.models import Role
from gangmu_server.web import labels
from gangmu_server.web.align.words import RELATIONS
from gangmu_server.web.review_desk.words import FIELD_WORDS, field_word

NOUNS: dict[str, str | Promise] = {
    "plan": _("规划"),
    "edition": _("版本"),
    "reading": _("读取"),
    "organisation": _("单位"),
    "account": _("账号"),
    "place": _("地区"),
    "person": _("人员"),
    "view": _("视图"),
    "zone": _("示范区"),
    "decision": _("核对决定"),
    "pair": _("上下级规划"),
    "alignment": _("比对"),
    "link": _("对应关系"),
}
DEEDS: dict[str, str | Promise] = {
    "account.activated": _("启用账号"),
    "account.created": _("开通账号"),
    "account.deactivated": _("停用账号"),
    "account.language_chosen": _("选择界面语言"),
    "account.password_changed": _("修改密码"),
    "account.reset_link_issued": _("生成重置密码链接"),
    "account.role_granted": _("授予角色"),
    "account.role_revoked": _("取消角色"),
    "account.signed_in": _("登录"),
    "account.signed_out": _("退出登录"),
    "decision.accept_repair": _("采纳文字修复"),
    "decision.add": _("补录记录"),
    "decision.confirm": _("确认记录"),
    "decision.correct": _("更正记录"),
    "decision.merge": _("合并记录"),
    "decision.not_applicable": _("记为不适用"),
    "decision.refuse": _("去掉误读的记录"),
    "decision.refuse_repair": _("不采纳文字修复"),
    "decision.resolve_unit": _("认定单位"),
    "decision.settle": _("定下时限"),
    "decision.split": _("拆分记录"),
    "decision.withdraw": _("撤回核对决定"),
    "alignment.adopted": _("采用比对结果"),
    "alignment.dismissed": _("不采用比对结果"),
    "alignment.failed": _("比对失败"),
    "alignment.finished": _("比对完成"),
    "alignment.started": _("开始比对"),
    "edition.added": _("加入新版本"),
    "edition.made_current": _("设为现行版本"),
    "edition.published": _("定稿"),
    "edition.reread": _("重新读取"),
    "link.added": _("补上对应关系"),
    "link.confirmed": _("确认对应关系"),
    "link.rejected": _("否定对应关系"),
    "link.related": _("改判对应关系"),
    "link.withdrawn": _("撤回对应关系的决定"),
    "organisation.alias_added": _("增加其他写法"),
    "organisation.alias_removed": _("去掉其他写法"),
    "organisation.closed": _("撤销单位"),
    "organisation.created": _("登记单位"),
    "organisation.moved": _("调整上级单位"),
    "organisation.renamed": _("单位改名"),
    "pair.decisions_carried": _("带来原有的衔接核对"),
    "pair.asked": _("要求比对两份规划"),
    "pair.found": _("找到上下级规划"),
    "pair.judged": _("确定两份规划要不要比对"),
    "pair.turned": _("调换上级和下级"),
    "person.created": _("登记人员"),
    "place.created": _("登记地区"),
    "plan.annex_guess_dismissed": _("确认不是附件"),
    "plan.annex_joined": _("并入附件"),
    "plan.twin_joined": _("作为新版本并入"),
    "plan.twin_kept_apart": _("确认是另一份规划"),
    "plan.title_supplied": _("补充标题"),
    "plan.annex_split": _("拆出附件"),
    "plan.decisions_carried": _("带来原有的核对决定"),
    "plan.deleted": _("删除规划"),
    "plan.purged": _("彻底清除规划"),
    "plan.restored": _("恢复规划"),
    "plan.updated": _("修改名称或归属"),
    "plan.uploaded": _("上传规划"),
    "reading.failed": _("读取失败"),
    "reading.finished": _("读取完成"),
    "reading.looked_up": _("按名录重新对照"),
    "reading.started": _("开始读取"),
    "sentence.not_applicable": _("标为不适用"),
    "view.deleted": _("删除视图"),
    "view.saved": _("保存视图"),
    "zone.compared": _("重新检查全部规划的上下级"),
    "zone.created": _("建立示范区"),
}
FIELDS: dict[str, str | Promise] = {
    "alias": _("其他写法"),
    "aliases": _("其他写法"),
    "annex": _("附件编号"),
    "attempt": _("第几次尝试"),
    "code": _("代码"),
    "counts": _("记录数"),
    "data": _("说明"),
    "deed": _("决定"),
    "demo": _("演示数据"),
    "edition": _("版本"),
    "error": _("错误代码"),
    "files": _("文件"),
    "guess": _("猜测的正文"),
    "issues": _("读取提示数"),
    "kind": _("台账"),
    "level": _("层级"),
    "name": _("名称"),
    "number": _("序号"),
    "organisation": _("单位"),
    "parent": _("上级单位"),
    "parts": _("拆成"),
    "place": _("地区"),
    "query": _("条件"),
    "reading": _("第几次读取"),
    "repair": _("修复"),
    "repairs": _("后来的修复建议"),
    "reason": _("理由"),
    "relation": _("关系"),
    "role": _("角色"),
    "rows": _("条数"),
    "sha256": _("文件指纹"),
    "text": _("原文"),
    "title": _("名称"),
    "units": _("待认定的单位"),
    "username": _("用户名"),
    "value": _("值"),
    "version": _("读取器版本"),
    "with": _("合并进来的"),
    "added": _("新增"),
    "adopted": _("照单承接"),
    "by": _("由谁采用"),
    "covered": _("已承接"),
    "dropped": _("丢掉部分承诺"),
    "links": _("对应"),
    "lower": _("下级"),
    "not_applicable": _("不适用"),
    "open": _("未承接"),
    "refined": _("细化"),
    "related": _("相关"),
    "settled": _("已核对"),
    "softened": _("弱化"),
    "standing": _("两份规划的关系"),
    "strengthened": _("强化"),
    "suggested": _("待核对"),
    "plans": _("规划数"),
    "upper": _("上级"),
}


CODED = {"level": "level", "kind": "record"}
"""Fields whose values are codes, and the table of words for them."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An entry on the page."""

    entry: AuditEntry
    deed: str
    changes: tuple[tuple[str, str, str], ...]


def line(entry: AuditEntry) -> AuditLine:
    """An entry in words: the deed, and each value before and after."""
    names = dict.fromkeys([*entry.old, *entry.new])
    said = of_record if entry.action.startswith("decision.") else named
    changes = tuple(
        (said(name), valued(name, entry.old.get(name)), valued(name, entry.new.get(name))) for name in names
    )
    return AuditLine(entry, str(DEEDS.get(entry.action, entry.action)), changes)


def valued(name: str, value: Any) -> str:
    """A recorded value in words: codes as the pages call them, everything else as text."""
    if name in CODED and isinstance(value, str) and value:
        return labels.word(CODED[name], value)
    if name == "by" and value == "itself":
        return _now("自动")
    if name == "role" and value in Role.values:
        return str(Role(value).label)
    if name == "relation" and value in RELATIONS:
        return str(RELATIONS[value][1])
    return plain(value)


def plain(value: Any) -> str:
    """A recorded value as text."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _now("是") if value else _now("否")
    if isinstance(value, list | tuple):
        return "、".join(plain(item) for item in value)
    if isinstance(value, Mapping):
        return "；".join(f"{named(key)}：{plain(item)}" for key, item in value.items())
    return str(value)


def of_record(key: str) -> str:
    """The words of a record's field in a decision; what decisions share with other deeds by its usual name."""
    return field_word(key) if key in FIELD_WORDS and key != "text" else named(key)


def named(key: str) -> str:
    """The words of a recorded value's name: a field, or a kind of record in a list of counts."""
    return str(FIELDS[key]) if key in FIELDS else labels.word("record", key)
