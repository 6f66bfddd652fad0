"""A printed list of units taken apart: names as printed, in order, 等 and its like dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangmu.extract.brackets import split_outside
from gangmu.vocab.organs import GROUP_HEADS, GROUPS, ORGAN_ENDS, STAND_ALONE, TITLES

_SEPARATORS = "、，,；;/／\n\t"
_EDGE = ' 　\t\n、，,；;。:：."“”*＊※'
_GROUPS = frozenset(row.word for row in GROUPS)
_WORDS = frozenset(row.word for row in ORGAN_ENDS)
_ENDS = tuple(_WORDS | _GROUPS)
_PARTS = frozenset(f"{part}{kind}" for part in ("牵头", "责任", "配合", "主办", "协办") for kind in ("单位", "部门"))
"""What a part in a duty is called; alone it names nobody."""
_TERSE = "委办局部厅"  # 省委、县办 and 某局 are names with two characters
_NEVER_IN_A_NAME = frozenset("。，；？！：:的了是由将把被")
_LONGEST = 32

_ETC = re.compile(
    r"(?<![高平同均中上优])等(?:(?=$|[和及与各、，,；;]|以及)|"
    r"(?:各?有关|各?相关|各|其他|多个|职能|\d{1,2}个|[一二三四五六七八九十]{1,3}个)*(?:部门|单位|部委|方面|机构|地区|企业|委办局|央企|国企|金融机构|银行|院校|高校|媒体|地市|市州|县区|区县|市县|乡镇|镇街|街道)(?:(?:和|及|与|、)(?:单位|部门|机构|地区|企业))?)"
)
_JOINER = re.compile(r"以及|和|及|与|暨")
_LEADING_JOINER = re.compile(r"^(?:以及|和|及|与|并|还有|由|请)(?=.{2})")
_ADMINISTRATIONS = re.compile(
    r"各(?:有关|相关)?(?:[省市州盟县区旗乡镇级]|自治区|直辖市|地区|开发区|街道|、|[（(〔〈][^（）()〔〕〈〉]*[）)〕〉])+"
    r"(?:人民政府|政府|党委|党工委|委(?=[、和及](?:人民)?政府)|管委会|办事处|行政公署|行署)"
    r"(?:(?<=[委署])[、和及](?:人民政府|政府|管委会|办事处))?"
)
_TRAILING_JOINER = re.compile(r"(?<=.{2})(?:以及|和|及|与)$")
_BOTH = re.compile(r"(?<=[委署])[和及](?=(?:人民)?政府|管委会|办事处)")
"""The Party's committee and the administration of one place are named together."""
_FIELDS = re.compile(
    r"(?:各(?:有关|相关)?(?:[省市州地县区]{0,2}级?)|地方(?:各级)?|[省市州县区]{1,2}级)"
    r"(?:(?:(?!部门|政府|各)[一-鿿]){2,6}(?<![局委厅办部署会院])、){1,8}(?:(?!政府|各)[一-鿿]){2,6}(?:主管)?部门"
)
"""Departments of many places that share their 部门: `各省级教育、财政部门`."""
_WHEN = re.compile(r"^(?:到|于)?(?:\d{4}年|\d{1,2}月)|^(?:长期|持续|立即|每年|全年)|(?:完成|坚持|推进|见效|整改到位)$")
_NOTE = re.compile(r"[（(][^（）()]*[）)]")
_GLUED = re.compile(
    r"(?P<place>[省市区县州旗])(?!(?P=place))(?:(?!(?P=place))[一-鿿]){1,14}?(?:[厅局委办部院社]|中心|公司|集团)"
    r"(?=$|(?P=place)(?!(?P=place)))"
)
"""Units of one place whose separating space was dropped with the page's other white space."""


def unit_names(phrase: str) -> tuple[str, ...]:
    """The units of a printed list, as printed and in order.

    Brackets stay part of a name (`某局（某中心）`); 等, 等部门 and 等有关部门 are dropped, other groups (`各镇`) kept;
    `各市、县（区）人民政府` is one group.

    Args:
        phrase: a list such as `区甲局、区乙局等部门和各镇`.

    Returns:
        The names; empty for an empty phrase.
    """
    names = (name for piece in _pieces(phrase) for name in _joined(piece))
    return tuple(name for name in names if len(name) > 1 and _WHEN.search(name) is None)


def _pieces(phrase: str) -> Iterator[str]:
    """Cut at separators, but not inside a run of administrations or departments that share their last word."""
    at = 0
    runs = (run for shared in (_ADMINISTRATIONS, _FIELDS) for run in shared.finditer(phrase) if "、" in run.group())
    for run in sorted(runs, key=lambda run: run.start()):
        if run.start() < at:
            continue
        yield from (phrase[a:b] for a, b in split_outside(phrase, at, run.start(), _SEPARATORS))
        yield run.group()
        at = run.end()
    yield from (phrase[a:b] for a, b in split_outside(phrase, at, len(phrase), _SEPARATORS))


def _joined(piece: str) -> Iterator[str]:
    """The names in a piece without separators: what 等, 和 and 及 part."""
    for part in _ETC.split(piece):
        glued = list(_GLUED.finditer(part.strip(_EDGE)))
        if len(glued) > 1 and sum(len(each.group()) for each in glued) == len(part.strip(_EDGE)):
            yield from (each.group() for each in glued)
            continue
        name = _TRAILING_JOINER.sub("", _LEADING_JOINER.sub("", part.strip(_EDGE))).strip(_EDGE)
        yield from _at_joiners(name)


def _at_joiners(name: str) -> Iterator[str]:
    for joiner in _JOINER.finditer(name):
        if _BOTH.match(name, joiner.start()) is not None:
            continue
        left, right = name[: joiner.start()], name[joiner.end() :]
        one_group = right in _GROUPS and not right.startswith("各")  # 各有关部门和单位, but 某局及各乡镇
        if len(left) >= 3 and not one_group and looks_like_unit(left) and looks_like_unit(right):
            yield left
            yield from _at_joiners(right)
            return
    yield name


def looks_like_unit(name: str) -> bool:
    """Whether a printed name has the shape of an organisation or a group of them."""
    bare = _NOTE.sub("", name)
    if (
        bare in _PARTS
        or not 2 <= len(bare) <= _LONGEST
        or not _NEVER_IN_A_NAME.isdisjoint(bare)
        or bare.endswith(TITLES)
    ):
        return False
    if bare in _GROUPS or bare in STAND_ALONE or (bare.startswith(GROUP_HEADS) and bare not in GROUP_HEADS):
        return True
    return bare.endswith(_ENDS) and bare not in _WORDS and len(bare) >= 3 - (bare[-1] in _TERSE)


def cut_after_unit(text: str, start: int, stop: int) -> int | None:
    """Where the first unit name in `text[start:stop]` ends, by its shape alone; None where there is none.

    For lists whose closing bracket was lost: the shortest stretch that has the shape of a unit.
    """
    for end in range(start + 3, min(stop, start + _LONGEST) + 1):
        if looks_like_unit(text[start:end]):
            return end
    return None
