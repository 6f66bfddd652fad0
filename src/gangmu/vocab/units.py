"""Units of measure and counting words as plans print them.

A unit is looked up by what follows a number, longest first (`unit_at`). 万 and 亿 before a unit stay in it (万户, 亿元):
see `SCALES`. Kinds tell what a number with that unit can be: a `count` of things, a `measure` (physical, money), a
`rate`, a stretch of `time`, or a `weak` word that counts and also only names (篇, 期, 条).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

UnitKind = Literal["count", "measure", "money", "rate", "time", "weak"]

SCALES = "十百千万亿"
"""Powers of ten that stand between a number and its unit (GB/T 15835-2011, 4.2: 万 and 亿 may follow Arabic figures)."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: the word as printed, what it can count, and where it comes from."""

    word: str
    kind: UnitKind
    source: str


_SI = "国务院关于在我国统一实行法定计量单位的命令（1984）；GB 3100—1993"
_FARM = "国务院关于在我国统一实行法定计量单位的命令（1984）及土地面积的市制用法：亩"
_TRADE = "国家统计局统计指标解释：运输、能源、邮政、电信、旅游的计量单位"
_MONEY = "中华人民共和国中国人民银行法第十六条：人民币单位为元；外币用通行名称"
_RATE = "GB/T 15835—2011 出版物上数字用法：百分比、千分比；国家统计局：百分点"
_COUNT = "现代汉语八百词（增订本）名词、量词配合表"
_CENSUS = "国家统计局统计指标解释：人次、户次、台套等复合量词"
_TIME = "GB/T 7408—2005 日期和时间表示法"
_TECH = "数据中心、通信、能源文件的通行用法"

_ROWS: tuple[tuple[UnitKind, str, str], ...] = (
    (
        "measure",
        _SI,
        "米 千米 公里 厘米 毫米 微米 纳米 平方米 平方公里 平方千米 立方米 立方 升 毫升 克 千克 公斤 毫克 微克 吨 吨位 公顷 "
        "瓦 千瓦 兆瓦 吉瓦 千瓦时 千瓦小时 度电 焦耳 千焦 伏 千伏 安 千伏安 兆伏安 帕 摄氏度 ℃ 分贝 海里 节 载重吨 总吨 "
        "m km cm mm kg g t kW MW GW kWh kV MVA m² m³ km² ㎡ ㎞ ㎏ 方 万方",
    ),
    ("measure", _FARM, "亩 亩次 顷 斤 公亩 斗 石 头猪单位"),
    (
        "measure",
        _TRADE,
        "标箱 标准箱 度 吨标准煤 吨标煤 吨公里 人公里 标准立方米 箱 路端 门 线 端口 锭 车公里 换算吨公里 标准台 担 "
        "TEU P EFlops EFLOPS Eflops EFlop/s PFlops PFLOPS Pflops TFLOPS FLOPS MIPS T TB PB EB Mbps Gbps GB MB 兆 比特 位",
    ),
    ("money", _MONEY, "元 美元 欧元 港元 人民币 日元 英镑 元人民币"),
    ("rate", _RATE, "% ‰ 个百分点 百分点 个千分点 千分点 倍 成 折"),
    (
        "count",
        _COUNT,
        "个 名 人 位 户 家 所 座 处 件 辆 台 套 张 场 项 艘 架 列 株 棵 头 只 匹 羽 尾 口 眼 盏 颗 枚 支 间 幢 栋 片 块 宗 "
        "批 册 部 份 例 首 幅 组 对 班 队 院 村 镇 乡 县 市 省 街道 社区 站 点 网点 款 品种 品 种 类 笔 单 起 对接 具 副 台次 "
        "枝 根 道 孔 盘 盒 瓶 包 袋 桶 罐 门类 师 厂 园 馆 基 扇 顶 床 根芯 芯公里 芯 柱 格 路 届 岗 席 厅",
    ),
    (
        "count",
        _CENSUS,
        "人次 户次 场次 件次 人份 台套 台（套） 套（间） 个（处） 家（户） 处（个） 家次 项次 车次 架次 班次 班列 船次 批次 "
        "次 人日 学时 课时 学位 床位 张床位 车位 泊位 个泊位 股 对次 户家庭 头只 头（只） 万头 人（次）",
    ),
    (
        "time",
        _TIME,
        "年 个月 月 天 日 周 小时 分钟 秒 个工作日 工作日 个小时 季度 个季度 周岁 岁 学年 年时间 个学期 星期 个自然日 自然日",
    ),
    ("measure", _TECH, "标准机架 个标准机架 机架 兆瓦时 吉瓦时 标方 PUE"),
    ("weak", _COUNT, "条 篇 期 版 章 节 轮 次方 步 号 级 段 环 声 档 代 面 线 层 本 集 讲 堂 门课 门课程"),
)


def _rows() -> dict[str, Unit]:
    """Every unit once; an earlier row wins."""
    units: dict[str, Unit] = {}
    for kind, source, words in _ROWS:
        for word in words.split():
            units.setdefault(word, Unit(word, kind, source))
    return units


UNITS: dict[str, Unit] = _rows()
"""Every unit by its word."""

LONGEST = max(map(len, UNITS))
FIRST_CHARS = frozenset(word[0] for word in UNITS)
"""Characters with which a unit can begin."""

PER = "/／"
"""Marks of a compound unit: 元/人, 微克/立方米 (GB 3101—1993, 3.2.6)."""


_WORDS = frozenset(
    "人均 人口 人才 人民 人员 人类 人工 市级 市域 市场 市民 市辖 县级 县域 省级 省域 村级 村民 基本 基础 基地 组团 组织 组合 组成 组建 道路 层次 层级 家庭 家长 名义 "
    "名单 名录 场所 场景 场馆 条件 条例 处理 处置 位于 部分 部门 面积 面向 线路 次要 台账 户籍 户口 所有 所属 头部 口岸 口径 口腔 片区 点位 站位 "
    "院校 院士 师生 种子 种植 种业 类型 类别 单位 单元 起步 起草 批准 批复 份额 首位 对口 对接 对外 对象 班子 队伍 队员 具体 具备 根据 孔隙 方面 方向 方式 方案 "
    "位置 成功 成立 成为 成果 成效 成员 期间 期限 期货 级别 步骤 步伐 代表 代码 线上 线下 本地 本级 本身 集中 集聚 集团 集群 讲座 讲好 堂食 天然 月球 日常 日均 年度 年均 年产 "
    "厂区 园区 馆藏 床头 楼宇 格局 路径 路网 席位 件数 格式 轮换 声音 环境 环节 环保 段落".split()
)
"""Words that begin like a unit and are none (17人均… is item 17)."""


def unit_at(text: str, start: int, end: int) -> Unit | None:
    """The longest unit that begins at `start`.

    Args:
        text: clean text.
        start: where the number (and its scale) ended.
        end: where to stop looking.

    Returns:
        The unit, or None where the text goes on with something else.
    """
    if start >= end or text[start] not in FIRST_CHARS:
        return None
    for length in range(min(LONGEST, end - start), 0, -1):
        unit = UNITS.get(text[start : start + length])
        if unit is not None:
            return None if length == 1 and text[start : start + 2] in _WORDS else unit
    return None
