"""A tier of small plans in our own words, built record by record: what the server does with alignments is tested apart
from how plans are read. The district's table and duty marks are part of its plan.
"""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec import structs

from gangmu.model import Citation, Measure, Plan, Provision
from tests.server.plans import Builder

TITLE = "梅江革命老区高质量发展示范区建设方案"
NUMBER = "国示范〔2022〕88号"


class Promises(Builder):
    """A builder that also takes measures, and citations of the plans above."""

    def measure(self, address: str, text: str, provision: str | None = None, **more: Any) -> Promises:
        self._add("measures", Measure(id=address, provision=provision, **self.place(text), **more))
        return self

    def chapter(self, number: str, heading: str) -> Promises:
        self.provision(number, f"{number}、{heading}", kind="chapter", number=f"{number}、", heading=heading)
        return self

    def cites(self, title: str, number: str | None = None) -> Promises:
        place = self.place(f"为贯彻落实《{title}》（{number or ''}），制定本意见。")
        given = self.facts.get("cites", ())
        self.facts["cites"] = (*given, Citation(title=title, number=number, span=place["span"]))
        start, end = place["span"]
        preamble = Provision(
            id=f"p{len(given)}",
            parent=None,
            kind="preamble",
            number=None,
            heading=None,
            text=place["text"],
            span=(start, end),
        )
        self._add("provisions", preamble)
        return self

    def build(self) -> Plan:
        """With a file of its own: two plans of one file are one text."""
        plan = super().build()
        source = structs.replace(plan.document.source, sha256=hashlib.sha256(self.title.encode()).hexdigest())
        return structs.replace(plan, document=structs.replace(plan.document, source=source))


DIGITAL = "支持梅江县开展数字乡村试点，建好数字农业平台。"
ROADS = "推进农村公路提档升级，创建“四好农村路”示范县。"
RIVER = "开展梅江流域横向生态补偿，治理水土流失。"
SCHOOL = "按程序推动梅江师范学院更名升格。"
RELICS = "支持红军标语旧址申报全国重点文物保护单位。"
AIRPORT = "争取中央预算内投资支持梅江通用机场建设，投资5亿元。"


def nation() -> Promises:
    """The plan at the top: six promises in four chapters, one of them nobody takes up."""
    plan = Promises(TITLE, level="national", places=("梅州市",), number=NUMBER)
    plan.chapter("一", "振兴乡村").measure("一/m1", DIGITAL, "一", pilots=("数字乡村试点",)).measure(
        "一/m2", ROADS, "一"
    )
    plan.chapter("二", "保护生态").measure("二/m1", RIVER, "二")
    plan.chapter("三", "办好民生").measure("三/m1", SCHOOL, "三").measure("三/m2", AIRPORT, "三")
    plan.chapter("四", "传承红色基因").measure("四/m1", RELICS, "四")
    return plan


def city() -> Promises:
    """The plan between: roads and relics as above, the river not at all."""
    plan = Promises("梅州市关于支持梅江示范区建设的实施意见", level="prefectural", places=("梅州市",))
    plan.cites(TITLE, NUMBER)
    plan.chapter("一", "重点任务").measure("一/m1", "推进农村公路提档升级，创建“四好农村路”示范县。", "一")
    plan.measure("一/m2", "支持红军标语旧址申报全国重点文物保护单位，建设标语博物馆。", "一")
    plan.measure("一/m3", "推动冷链仓库下乡，每个乡镇建成一座。", "一")
    return plan


def district(river: str = "开展梅江流域横向生态补偿，治理水土流失20平方公里。") -> Promises:
    """The plan below with its table: the digital village weaker, roads in the table too, relics only by the city's words."""
    plan = Promises("梅江区贯彻落实梅江示范区建设方案的实施意见", level="county", places=("梅江区",))
    plan.cites(TITLE, NUMBER)
    plan.cites("梅州市关于支持梅江示范区建设的实施意见")
    plan.chapter("一", "产业和乡村").measure("一/m1", "争取列入数字乡村试点，探索建设数字农业平台。", "一")
    plan.measure("一/m2", "推进农村公路提档升级，创建“四好农村路”示范县。", "一")
    plan.duty("一/r1", "新修的路有人管。", ["区交通运输局", "区财政局"], "区交通运输局")
    plan.chapter("二", "生态和文化").measure("二/m1", river, "二")
    plan.measure("二/m2", "建设标语博物馆，免费开放。", "二")
    plan.measure("二/m3", "办好梅江马拉松。", "二")
    plan.task("附件1-1", "创建“四好农村路”示范县", ["区交通运输局", "区财政局"], ["陆知行"])
    plan.task("附件1-2", "修好区级档案馆", ["区档案局"], ["沈怀谷"])
    return plan


def peer() -> Promises:
    """A plan beside the nation's: of another place, it shares the digital village and has two things of its own."""
    plan = Promises(
        "汀江革命老区高质量发展示范区建设方案", level="national", places=("龙岩市",), number="国示范〔2022〕99号"
    )
    plan.chapter("一", "乡村").measure("一/m1", "支持汀江县开展数字乡村试点，建好数字农业平台。", "一")
    plan.measure("一/m2", "建设两岸茶叶交易中心，举办茶产业博览会。", "一")
    plan.chapter("二", "山水").measure("二/m1", "开展汀江流域横向生态补偿，治理水土流失。", "二")
    plan.measure("二/m2", "推广林权抵押贷款，设立林业碳汇基金。", "二")
    return plan


def second_peer() -> Promises:
    """Another plan beside them, which shares the tea market with the first."""
    plan = Promises(
        "武夷革命老区高质量发展示范区建设方案", level="national", places=("南平市",), number="国示范〔2022〕77号"
    )
    plan.chapter("一", "乡村").measure("一/m1", "建设两岸茶叶交易中心，举办茶产业博览会。", "一")
    plan.chapter("二", "水运").measure("二/m1", "疏浚武夷内河航道，建成客运码头三座。", "二")
    return plan
