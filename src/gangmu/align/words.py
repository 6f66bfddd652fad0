"""Words that the comparison treats apart: what carries no subject, what names a kind only, what names the speaker.

None of them is taken from one document: any plan, opinion or work report is written with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


ACTS = _listed(
    """
    积极 加快 大力 深入 推进 推动 支持 鼓励 加强 实施 开展 建设 促进 完善 提升 提高 打造 建立 健全 争取 力争 探索
    统筹 扎实 持续 进一步 全面 稳步 有序 强化 优化 加大 做好 落实 引导 着力 努力 创建 申报 培育 发展 构建 形成
    深化 规划
    """
)
"""Acts and their adverbs: compared by the rules of firmness, never by likeness."""

SPEAKERS = _listed(
    """
    示范区 革命老区 老区 我国 全国 我省 全省 我市 全市 我区 全区 我县 全县 县（市、区） 市、区 县市区
    """
)
"""How plans of each level call their own ground."""

REGIONS = _listed(
    """
    粤港澳大湾区 大湾区 湾区 京津冀 长三角 长江三角洲 珠三角 珠江三角洲 长江经济带 黄河流域 成渝 海西
    中部地区 西部地区 东部地区 东北地区
    """
)
"""Regions that plans lean on: a place, not the thing promised."""

SET_PHRASES = _listed(
    """
    按照国家统一部署 按照国家部署 按规定程序 按程序 按规定 依法合规 依法 因地制宜 结合实际 结合本地实际
    符合条件的 符合条件 有条件的地区 有条件的地方 有条件的 有条件 具备条件的 具备条件 一批 各类 各级 相关 有关
    方面 领域 力度 水平 能力 长效机制 高质量 高标准 高水平 特色鲜明 具有影响力 提档升级 提质增效 提质升级
    做大做强 做优做强 做强做优 体制机制 新时代 历史遗留 充分发挥 发挥 作用 打响 重要 及以上 以上
    优质 高效 更好 更大 更多 逐步 加速 全域
    """
)
"""Phrases that any two plans share."""

KINDS = _listed(
    """
    重点实验室 实验室 研究院 研究中心 研究所 创新中心 技术中心 检验检测中心 分中心 中心 产业园区 产业园 园区
    工业园 开发区 基地 试验区 先行区 示范县 示范市 大学 学院 医院 学校 职业院校 院校 高速公路 高速 铁路 公路
    机场 水库 工程 项目 专项 平台 体系 机制 制度 产业 企业 服务 城市 资源 文化 行动 计划 试点 示范 创新
    国家级 国家 省级 市级 县级 区级 重点 重大 特色 优势 综合 现代 传统 转型升级 转型
    数字化 智能化 品牌化 标准化 规范化 信息化 产业化 市场化 一体化 专业化 高端化 绿色化 多元化
    """
)
"""Names of kinds: two laboratories are not the same laboratory. They count, but little."""


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
