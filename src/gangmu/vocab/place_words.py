"""How places are written: the words their names end with, and what ends so without being a place.

No place is named here. A document's own places are learned from its text; a gazetteer may confirm them later.
"""

from __future__ import annotations

_DIVISIONS = "中华人民共和国宪法第三十条：省、自治区、直辖市、自治州、县、自治县、市、乡、民族乡、镇"
SOURCES = (_DIVISIONS, "地名管理条例（国务院令第753号）：地名的专名与通名")

ENDINGS = ("自治区", "自治州", "自治县", "省", "市", "县", "区", "镇")
"""Generic part of a place's name, longest first; 州 and 乡 close too many other words (某州 is learned from 某州市)."""

_COMMON = """
    示范 试验 实验 开发 保税 保护 集聚 聚集 合作 核心 功能 优势 生活 先行 引领 样板 自贸 高新 经开 贫困 革命老 民族
    重点 中心城 主城 建成 规划 服务 大湾 沿海 内陆 沿线 欠发达 产业 工业 农业 旅游 自然 生态 水源 涵养 边境 边远 山
    老 苏 城 园 景 社 地 片 港 库 灾 牧 林 矿 校 院 小 辖 市辖 相关 有关 符合条件的 各 全 我 该 本 所在 周边 相邻
    同级 县级 地级 省级 城 乡 强 名 大 新 特色小 建制 中心 重 建设 创建 上 股 超 都 集 门 夜 消费 现货 期货 资本
    国际 国内 电力 土地 房地产 文化 智慧 宜居 海绵 低碳 森林 卫生 文明 创新型 副中心 区域性中心 中心 节点 枢纽 口岸
    资源型 老工业 大 中小 特大 超大 户 灌 产 两 三 四 五 六 多 经济 试点 示范带动 片区 富集 交界 毗邻 接合 结合 受援
    支援 对口 帮扶 兴 强 省 市 县 区 通过 覆盖 接受 代表 提请 办好 流经 实行 直管 管理 节能 投资 贸易 集中 承载 耕作
    蓄洪 平原 源 调 扩 村 协作 限制 禁养 缓冲 适宜 控制 管控 治理 修复 涉农 农产品主产 主产 粮食主产 种植 养殖 商业
    商务 住宅 居住 公共活动 街 步行 先导 改革 典范 引导 主体功能 综合 综合保税 行政 分 港澳 台资 入 跨 赛 展 会 工矿
    采煤沉陷 沉陷 塌陷 独立工矿 特 战
"""
NOT_PLACES = tuple(_COMMON.split())
"""What stands before 区, 市, 县, 镇 … in common nouns (示范区, 城市, 乡镇): a stem that ends so names no place."""
