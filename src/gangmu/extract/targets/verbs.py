"""Verbs that can open a promise, looked up forward and backward."""

from __future__ import annotations

from gangmu.vocab.duty_verbs import DUTY_VERBS

_MORE = (
    "新开工 开工建设 建设改造 改造建设 改造提升 更新改造 新建改建 新建更新 新认定 新培育 新增加 新入规 新引进 推广应用 研究提出 提出 综合治理 "
    "组织开展 组织实施 布局建设 滚动建设 滚动推进 高水平建设 规划建设 启动建设 启动实施 推荐 推荐申报 选送 输转 转移 认证 出让 增补 扩招 开发利用 "
    "安装 采购 配备 购置 交付 筹集 发放 投放 救治 培训 轮训 评定 评选 命名 挂牌 签约 落地 招录 招聘 录用 补充 整改 关停 退出 取缔 拆除 搬迁 安置 "
    "脱贫 摘帽 种植 栽植 补植 抚育 营造 造林 放流 打造 孵化 引育 引进培育 引进培养 配建 新改扩建 迁建 联建 争创 创成 开设 录入 摸清 梳理 签订 实施 "
    "输送 接待 招商 减负 让利 组织 推送 发展 累计 完善提升 维护提升 提升建设 整合提升 争取 收储 消化 盘活 供应 供地 出栏 存栏 生产 销售 "
    "发行 融资 上市 孵化培育 认定 覆盖 惠及 服务 帮助 解决 化解 清理 清退 压减 淘汰 腾退 节约 节水 节能 减排 修建 修通 贯通 通达 硬化 拓宽 "
    "举办 承办 开行 运营 投运 投用 投产 达产 入库 入统 升规 上云 上规 申报 获批 申请 授权 转化 登记 检测 抽检 巡查 检查 排查"
)

VERBS = frozenset({verb.word for verb in DUTY_VERBS} | set(_MORE.split()))
_LONGEST = max(map(len, VERBS))


def verb_at(text: str, start: int, end: int) -> str | None:
    """The longest verb that begins at `start`."""
    for length in range(min(_LONGEST, end - start), 0, -1):
        word = text[start : start + length]
        if word in VERBS:
            return word
    return None


def verb_before(text: str, start: int, end: int) -> str | None:
    """The longest verb that ends at `end`, no further back than `start`."""
    for length in range(min(_LONGEST, end - start), 0, -1):
        word = text[end - length : end]
        if word in VERBS:
            return word
    return None
