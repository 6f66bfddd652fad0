"""Duty verbs and how strong a promise each makes: the published scale of commitment.

Two questions are answered apart. *How firm is the act?* 建设 is a promise, 争取建设 a hope, 探索建设 a thought.
*Who acts?* 支持 and 鼓励 speak from above to somebody else; 协助 and 配合 stand beside another's act; the rest is the
speaker's own. A lower plan that turns 支持 into 推动 has only changed the actor; one that turns 建设 into 争取 has
softened.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Voice = Literal["own", "above", "beside"]


class Firmness(IntEnum):
    """How firm an act is, from a thought to a settled result."""

    EXPLORE = 1
    PREPARE = 2
    STRIVE = 3
    ACT = 4
    SETTLE = 5


@dataclass(frozen=True, slots=True)
class DutyVerb:
    """One verb of the scale.

    Attributes:
        word: the verb as printed.
        firmness: how firm the act is.
        voice: `own` (the speaker acts), `above` (somebody below is to act), `beside` (another's act is helped).
        source: where its place on the scale comes from.
    """

    word: str
    firmness: Firmness
    voice: Voice
    source: str


_DICTIONARY = "现代汉语词典（第7版）的释义"
_DRAFTING = "立法技术规范（试行）（一），法工委发〔2009〕62号：应当、必须与不得、禁止的用法"
_USAGE = "规划、方案、实施意见的通行用法"
_LEVELS = "上下级规划衔接的用法：支持、鼓励自上而下；争取、力争、协助、配合、探索弱于直接行动"
_PROJECTS = "政府投资条例（国务院令第712号）的项目程序：前期工作、开工、建设、竣工验收"

_OWN: Voice = "own"
_OWN_ACTS = (
    # the plain verbs of duty
    """
    建设 推进 推动 开展 实施 创建 打造 促进 加强 完善 提升 深化 构建 建立 健全 发展 培育 优化 强化 扩大 加大
    """,
    # making and mending
    """
    新建 改建 扩建 改扩建 新改建 续建 共建 建强 建好 改造 修复 修缮 治理 整治 保护 保障 支撑 更新 升级 提档升级
    提质 扩容 配套 搭建 铺设 架设 造林 绿化 美化 亮化 清淤 疏浚 除险 加固 运营 管护 储存 回收 替代 置换 节约
    退耕 禁渔 涵养
    """,
    # growing and gathering
    """
    做强 做优 做大 做精 做细 做实 做好 做大做强 做强做优 做优做强 壮大 引进 引入 引育 招引 承接 吸引 集聚 汇聚
    整合 盘活 挖掘 激发 激活 释放 发挥 用好 用足 利用 应用 运用 研发 研制 开发 攻克 攻关 突破 创新 创作 转化
    振兴 繁荣 丰富 活跃 擦亮 打响 唱响 叫响 延链 补链 强链 固链 延伸 拓展 拓宽 开辟 开通 开行 开设 畅通 打通
    疏通 补齐 补强 补短板 对接 融入 合作 联合 联动 衔接 串联 联通
    """,
    # rules, order and safety
    """
    规范 严格 严控 控制 管控 压减 淘汰 遏制 防范 防控 防治 化解 处置 监测 监督 监管 检查 排查 核查 督查 督导
    督办 通报 评估 考核 问责 追究 查处 打击 清理 清退 消除 守住 守牢 筑牢 夯实 厚植 压实 兜牢 巩固 维护 稳定
    稳住 保持 坚持 遵循 贯彻 贯彻落实 落实 落细 执行 履行 抓好 抓实 抓紧 落地 兑现
    """,
    # means: money, people, places, words
    """
    安排 配置 布局 规划 编制 制定 制订 修订 制修订 出台 印发 发布 公布 明确 确定 划定 设立 设置 成立 组建 组织
    部署 启动 新增 增设 补助 补贴 奖励 奖补 拨付 减免 免收 免除 免于 赋予 纳入 列入 给予 予以 提供 投入 倾斜
    补偿 供应 保供 采购 收储 培养 培训 选派 选拔 选聘 遴选 帮扶 救助 关爱 服务 普及 宣传 讲好 弘扬 传承 赓续
    营造 树立 凝聚 举办 承办 召开 表彰 推广 推行 推介 推出 复制 试行 先行先试 作示范 做示范 上报 报告 报送 公开
    共享 统计 普查 调查 勘查 核算 确权 登记 备案 验收 审批 核准 征集 收集 建档 办好 解决 采取 便利 剔除 抵扣 抵免
    """,
    # more, less, otherwise
    """
    提高 增强 增加 增进 增添 减少 减轻 降低 缩小 缓解 破解 破除 简化 精简 取消 下放 放宽 放开 开放 延长 缩短
    改进 改善 改革 转变 调整 优先 加快 加密 统筹 协调 会同 牵头 负责 领导 适用 享受 执行好 落实好 跟进 调度 瞄准
    尊重
    """,
)

_SCALE: tuple[tuple[Firmness, Voice, str, str], ...] = (
    (Firmness.EXPLORE, "own", _LEVELS, "探索 研究 论证 研究论证"),
    (Firmness.EXPLORE, "own", _DICTIONARY, "谋划 考虑 酝酿 摸索"),
    (Firmness.PREPARE, "own", _PROJECTS, "筹备 筹划 筹建 储备"),
    (Firmness.STRIVE, "own", _LEVELS, "争取 力争 争创 争设 争当 努力 力求"),
    (Firmness.STRIVE, "own", _USAGE, "申请 申报 申领 申办"),
    (Firmness.STRIVE, "beside", _LEVELS, "协助 配合 参与"),
    (Firmness.ACT, "above", _LEVELS, "支持 鼓励 指导 引导 扶持 帮助 激励"),
    (Firmness.ACT, "above", _USAGE, "允许 授权 督促 倡导 提倡 动员"),
    *((Firmness.ACT, _OWN, _USAGE, words) for words in _OWN_ACTS),
    (Firmness.SETTLE, "own", _DICTIONARY, "确保 保证 完成 建成 实现 做到 达到 办结 形成 杜绝"),
    (Firmness.SETTLE, "own", _DRAFTING, "必须 应当 不得 禁止 严禁"),
    (Firmness.SETTLE, "own", _PROJECTS, "开工 建成投运 建成投产 竣工 投产 投用 通车 通航"),
)
DUTY_VERBS: tuple[DutyVerb, ...] = tuple(
    DutyVerb(word, firmness, voice, source) for firmness, voice, source, words in _SCALE for word in words.split()
)
"""Every row of the scale; a word stands once."""

_ADVERBS = """
    加快 大力 积极 深入 全面 切实 着力 进一步 持续 稳步 有序 扎实 统筹 协同 科学 逐步 继续 不断 重点 高标准 高水平
    高质量 充分 有效 严格 稳妥 稳慎 因地制宜 依法 依规 按程序 按规定 按规定程序 适度 适度超前 适时 率先 共同 合力
    联合 广泛 系统 优先 认真 主动 及时 定期 也要 还要 要 应该 应 须 需要 需 将 尽快 尽早 尽力 加紧 抓紧 全力 大规模
    深度 精准 精心 分类 分级 分批 分步 分阶段 逐级 逐年 每年 全年 年内 年底前 整体 同步 同时 并 特别是 尤其是 更好
    更加 有力 坚定 坚定不移 坚决 牢牢 始终 一律 原则上 一体 一体化 统一 全方位 多渠道 多元化 常态化 梯次 接续 大幅
    有计划 自觉 务必 适当 合理 最大限度 全链条 全过程 全域 各地 注重 善于 敢于 勇于
"""
ADVERBS: tuple[str, ...] = tuple(_ADVERBS.split())
"""Words that stand before a duty verb and do not govern by themselves (加快 does where no verb follows)."""

PRESSING: tuple[str, ...] = tuple(
    "全面 全部 全域 全力 一律 必须 务必 确保 加快 尽快 尽早 抓紧 加紧 限期 坚决 强制 率先 如期 大力".split()
)
"""Words by which an act presses: all of it, at once, without choice."""

WHOLE: tuple[str, ...] = tuple("全面 全部 全域 一律 全覆盖".split())
"""Of these, the words that leave nothing out: a trial (试点) of the same thing does."""

PACED: tuple[str, ...] = tuple("稳步 有序 逐步 稳妥 稳慎 审慎 分步 分批 分阶段 逐级 逐年 循序渐进".split())
"""Words that give an act time: weaker than one that presses, no weaker than a plain one."""

CONDITIONAL: tuple[str, ...] = tuple(
    "适时 择机 酌情 视情 视情况 有条件的 有条件地 具备条件的 条件成熟 条件具备 条件允许 先行试点".split()
)
"""Words that leave open whether the act is done, when, or by whom."""

MODALS: tuple[str, ...] = ("要", "应", "应当", "应该", "须", "必须", "需", "需要", "负责", "可", "可以", "不得")
"""Words that tie a named subject to its duty: 某局要……"""
