"""Words of project lists: the verb that tells a project's stage, and the nouns that name what is built."""

from __future__ import annotations

from dataclasses import dataclass

from gangmu.model.plan import Stage


@dataclass(frozen=True, slots=True)
class ProjectVerb:
    """A verb that governs projects, and the stage it speaks of (None: it leaves the stage to what follows)."""

    word: str
    stage: Stage | None
    source: str


@dataclass(frozen=True, slots=True)
class ProjectNoun:
    """A noun by which projects are called."""

    word: str
    source: str


_PROCEDURE = "政府投资条例（国务院令第712号）及基本建设程序：前期工作、开工、建设、竣工验收"
_APPLYING = "试点示范、平台称号的申报与创建程序"
_USAGE = "规划专栏、重大项目清单的通行写法"
_WORKS = "国民经济行业分类（GB/T 4754—2017）的建筑与设施名称"

_VERBS: tuple[tuple[Stage | None, str, str], ...] = (
    ("preparation", _PROCEDURE, "谋划 论证 研究 规划研究 研究论证 前期工作 前期研究 筹划 筹备 储备 策划"),
    ("start", _PROCEDURE, "开工 开工建设 新开工 启动 启动建设 动工"),
    (
        "construction",
        _PROCEDURE,
        "建设 新建 新（改、扩）建 新(改、扩)建 新改扩建 扩建 改建 改扩建 续建 共建 迁建 新改建 修建 兴建 易地新建 异地新建 易地扩建 异地扩建 易地迁建 异地迁建 整体迁建",
    ),
    ("construction", _PROCEDURE, "筹建 重建 规划建设 建设提升 布局建设 改造 改造提升"),
    ("construction", _USAGE, "推进 推动 实施 加快 开展 打造 构建 完善 提升 做大 做强 做优 培育 发展 整治 加强 组建"),
    ("construction", _USAGE, "重组设立 设立 设置 建立 搭建 布局 引进 扩大 优化 强化 深化 重组 健全"),
    ("completion", _PROCEDURE, "建成 建成投运 建成投用 建成投产 投产 投用 投运 通航 通车 竣工 完工 完成 建强"),
    ("application", _APPLYING, "申报 争取 创建 争创 申请 申办 申报设立 申请设立 争设 申报创建 新增创建 评选 认定"),
    (None, _USAGE, "支持 鼓励 引导 指导 力争 努力 确保 规划 联合 协助 配合"),
)
PROJECT_VERBS: tuple[ProjectVerb, ...] = tuple(
    ProjectVerb(word, stage, source) for stage, source, words in _VERBS for word in words.split()
)
"""Verbs of projects; those without a stage pass on to the verb or noun that follows."""

_CLOSING = "建设 项目 工程 工作 改造 提升 试点 运营 治理 修复 转化 升级 平台 发展"
CLOSING_NOUNS: tuple[ProjectNoun, ...] = tuple(ProjectNoun(word, _USAGE) for word in _CLOSING.split())
"""Nouns that close a list of projects (推进甲、乙等项目建设)."""

_BUILT = """
    路 铁路 高铁 快铁 城际 高速 高速公路 公路 大道 快速路 道路 环线 联络线 支线 主线 专线 航道 航线 码头 港口 港区
    港 机场 航站楼 枢纽 车站 客运站 货运站 场站 桥 大桥 隧道 通道 走廊 廊道 廊带 绿道 步道 停车场 管道 管廊 管网
    管线 干线 线路 电站 水电站 电厂 变电站 光伏电站 风电场 灌区 水库 大坝 水闸 堤防 水厂 污水处理厂 泵站 渠道
    水利枢纽 供水工程 医院 院区 新院 分院 大楼 门诊 病区 学校 校区 小学 中学 大学 学院 分校 幼儿园 图书馆 博物馆
    文化馆 体育馆 体育场 纪念馆 展览馆 纪念园 展示园 展示区 遗址公园 文化公园 公园 广场 剧院 美术馆 档案馆 福利院
    敬老院 养老院 中心 分中心 驿站 基地 园 产业园 园区 工业园 物流园 科技园 示范园 科创园 集中区 集聚区 示范区
    试验区 先行区 合作区 实验区 开发区 功能区 保税区 核心区 商务区 街区 片区 社区 景区 度假区 旅游区 保护区 种植区
    养殖区 商业区 新区 新城 小镇 示范县 示范市 示范村 示范镇 示范城市 工程 项目 专项 行动 计划 平台 云平台 实验室
    研究院 研究中心 创新中心 研究所 工作站 检测中心 数据库 基因库 储备库 仓库 冷库 市场 交易中心 集散中心 集散地
    高地 试点 联盟 基金 基金园 基金村 城 科创城 科技城 电子城 谷 硅谷 港湾 湿地 林场 农场 牧场 烟田 茶园 果园 大棚
    生产线 厂 矿区 地质公园 自然保护区 国家森林城市 旧址 旧址群 故居 系统 网络 体系 设施 站点 站 校 馆 院 所 营地
    产业带 经济带 示范带 综合体 综合楼 孵化器 加速器 众创空间 示范点 实训基地 特色小镇 田园综合体 安置点 安置区 堆场
    口岸 物流港 陆港 海港
"""
HEAD_NOUNS: tuple[ProjectNoun, ...] = tuple(ProjectNoun(word, _WORKS) for word in _BUILT.split())
"""What a project's name ends with when it is complete in itself."""

_ACTS = """
    搬迁 迁建 改扩建 扩建 改建 新建 重建 改造 提升 升级 扩能 扩容 提质 整治 治理 修复 修缮 保护 开发 外移 北延 南延
    东延 西延 延伸 延长 新改建 改造提升 提档升级 综合治理 综合整治 生态修复 系统整治 保护利用 保护修复 一期 二期
    三期 四期 配套 配套工程 疏浚 加固 除险加固 扩区 调区 扩区调区 联网 并网 智能制造 恢复重建 保护开发 能力提升
    能力建设
"""
NAMED_ACTS: tuple[ProjectNoun, ...] = tuple(ProjectNoun(word, _USAGE) for word in _ACTS.split())
"""Acts that may close a project's name as a noun (某县医院整体搬迁)."""

_PROPER = """
    支线 主线 专线 联络线
    路 铁路 高铁 快铁 城际 高速 高速公路 公路 大道 大桥 桥 隧道 水库 电站 水电站 抽水蓄能电站 电厂 机场 港 码头 航道
    运河 灌区 枢纽 医院 大学 学院 博物馆 纪念馆 公园 山 湖 江 河 旧址 故居
"""
PROPER_HEADS: tuple[ProjectNoun, ...] = tuple(ProjectNoun(word, _WORKS) for word in _PROPER.split())
"""Nouns before which even one or two characters make a proper name (某赣高铁, 某龙路)."""

_MODIFIERS = """
    通用 公共 公交 综合 综合型 综合性 中小 中小型 大型 中型 小型 大中型 重点 现代 特色 新型 普通 乡镇 农村 城市 城镇
    县级 高等 本科 高水平 一流 优质 专科 基层 社区 高质量 示范性 骨干 区域性 省级 市级 国家级 人民 三级 二级 高职
    高专 公办 民办 公益性 普惠性
"""
CLASS_MODIFIERS: tuple[str, ...] = tuple(_MODIFIERS.split())
"""Words that say of what kind a thing is: before a noun alone they make no name (通用机场, 公共停车场)."""

_GENERIC = """
    项目 工程 平台 载体 设施 基础设施 产业平台 工作 任务 重点项目 重大项目 重点工程 重大工程 机构 地 县 市 区 地区 单位
"""
GENERIC_HEADS: tuple[ProjectNoun, ...] = tuple(ProjectNoun(word, _USAGE) for word in _GENERIC.split())
"""Class words after 等 that say only that the list is one of projects; they complete no name."""
