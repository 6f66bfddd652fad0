"""What a printed organisation looks like: the last words of unit names, and the names of groups of units."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OrganWord:
    """A word by which a unit's name ends, or by which a group of units is called."""

    word: str
    source: str


_STATE_COUNCIL = "国务院关于机构设置的通知（国发〔2018〕6号）：部、委员会、署、总局、局、办公室"
_LOCAL = "地方各级人民代表大会和地方各级人民政府组织法：政府、局、委员会、街道办事处、乡、镇"
_PARTY = "中国共产党章程及党的机构名称：党委、纪委、部、办公室、党校"
_PEOPLE = "群团组织名称：总工会、共青团、妇联、残联、文联、科协、侨联、工商联"
_PUBLIC = "事业单位登记管理暂行条例下的单位名称：中心、院、馆、校、所、站、社"
_COMPANIES = "公司法：公司、集团；商业银行法：银行"
_USAGE = "责任分工标注的通行用法"

_ENDS = (
    (_STATE_COUNCIL, "部 委 委员会 署 总局 局 分局 办 办公室 总署 组委 组委会 监会"),
    (_LOCAL, "政府 厅 处 科 室 街道 街道办 办事处 乡 镇 省 市 县 区 州 盟 旗 村 社区"),
    (_LOCAL, "管委会 管理区 指挥部 领导小组 机关 专班 联席会议"),
    (_PARTY, "党委 党组 党工委 工委 纪委 纪检监察组 监委 党校 政协 人大"),
    (_PARTY, "法院 检察院 军区 军分区 人武部 政治工作部"),
    (_PEOPLE, "总工会 工会 中央 省委 市委 县委 区委 团委 妇联 残联 文联 科协 侨联 社联 记协 工商联"),
    (_PEOPLE, "红十字会 商会 协会 学会 联合会 促进会 贸促会 基金会 理事会"),
    (_PUBLIC, "中心 院 研究院 学院 大学 学校 医院 馆 所 站 队 支队 总队 大队"),
    (_PUBLIC, "社 总社 供销社 台 报社 广电台 场 林场 水文局 气象台"),
    (_COMPANIES, "公司 集团 银行 分行 支行 农发行 农商行 商行 信用社 国网 电网 企业 电信 移动 联通 铁塔 邮政"),
    (_COMPANIES, "石油 石化 海关 税务 烟草 机场 港务 铁路"),
)
ORGAN_ENDS: tuple[OrganWord, ...] = tuple(OrganWord(word, source) for source, words in _ENDS for word in words.split())
"""Ends of unit names."""

STAND_ALONE: frozenset[str] = frozenset(
    word for source, words in _ENDS if source in (_PARTY, _PEOPLE) for word in words.split() if len(word) > 1
) | {"管委会", "指挥部", "供销社", "总社", "海关", "税务", "烟草", "电信", "移动", "联通", "铁塔", "邮政", "国网"}
"""Ends that are also names by themselves (妇联, 纪委)."""

_GROUPS = """
    单位 部门 地区 各地 各级 机构 组织 各方面 成员单位 各县 各市 各区 各镇 各乡镇 各街道 各省 街道 镇街 街镇
    县区 市县 乡镇 地方 园区 开发区 高新区 经开区
"""
GROUPS: tuple[OrganWord, ...] = tuple(OrganWord(word, _USAGE) for word in _GROUPS.split())
"""Calls for many units at once."""

GROUP_HEADS = ("各", "有关", "相关", "全体", "其他", "所有", "本级", "属地", "省直", "市直", "区直", "县直", "驻")
"""How a group of units begins."""

TITLES = ("书记", "省长", "市长", "区长", "县长", "镇长", "主任", "局长", "常委", "同志", "主席", "部长")
"""Titles: what ends so is a person, not a unit."""
