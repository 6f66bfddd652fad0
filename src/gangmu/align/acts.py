"""How firm the act of a piece is and who acts, so that two pieces can be compared by the contract's rules.

支持建设 above and 推动建设 below differ only in who speaks; 建设 above and 争取建设 below do not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from gangmu.align.words import any_of
from gangmu.vocab.duty_verbs import CONDITIONAL, DUTY_VERBS, PACED, PRESSING, WHOLE, Firmness


class Stage(IntEnum):
    """How far a piece says the matter is: thought about, prepared, or done."""

    THOUGHT = 1
    PREPARED = 2
    DONE = 3


@dataclass(frozen=True, slots=True)
class Act:
    """The act of a piece.

    Attributes:
        stage: how far the matter is.
        hopes: words that make it a hope (争取, 力争).
        beside: words that stand beside another's act (协助, 配合).
        thinks: words that make it a thought (探索, 论证).
        supports: whether the piece speaks from above to somebody else (支持, 鼓励), or promises means (补助, 倾斜).
        rule: whether it lays down a rule (将…纳入) instead of an act.
        presses: whether it presses (全面, 必须, 加快).
        whole: whether it leaves nothing out (全面, 一律).
        paced: words that give it time (稳步, 逐步).
        conditional: words that leave it open (适时, 有条件的, 试点推行).
        trial: whether it is a trial (试点).
    """

    stage: Stage
    hopes: tuple[str, ...]
    beside: tuple[str, ...]
    thinks: tuple[str, ...]
    supports: bool
    rule: bool
    presses: bool
    whole: bool
    paced: tuple[str, ...]
    conditional: tuple[str, ...]
    trial: bool


_APPLYING = {"申请", "申报", "申领", "申办", "努力", "参与"}
"""Of the lexicon's hopes and helps, those that do not weaken the shared act: applying for a title is how it is won."""
_MEANS = ("倾斜", "补助力度", "予以统筹", "给予", "予以支持", "支持力度")
_ADVERBIAL = re.compile(r"(?:时|方面|基础上|前提下|过程中)$")
_TRIED = re.compile(
    r"(?<![一-鿿])(?:积极|稳步|稳妥|有序|先行|率先|适时|逐步)*(试点)(?=推行|推广|推进|开展|实施|运行|应用|建立|建设|先行)"
)
"""Trying out as an act. In 推进某某试点建设 it is the thing done."""
_TRIAL = "试点"
_RULE = re.compile(r"^(?:将|把|对|由)")
_MADE_A_HOPE = re.compile(r"^(推动)(?=将|把)")
_PREPARING = re.compile(r"前期(?!研究|论证)")
_NOUN_AFTER = r"(?!院|所|中心|机构|成果|开发|生|会|型|报告|人员|基地|力度|区|室|部)"


@cache
def _thinking() -> re.Pattern[str]:
    words = [v.word for v in DUTY_VERBS if v.firmness is Firmness.EXPLORE]
    return re.compile(rf"(?:{any_of(words).pattern}){_NOUN_AFTER}(?!$)|前期研究|研究论证|论证$")


@cache
def _hoping() -> re.Pattern[str]:
    return any_of(
        [v.word for v in DUTY_VERBS if v.firmness is Firmness.STRIVE and v.voice == "own" and v.word not in _APPLYING]
    )


@cache
def _beside() -> re.Pattern[str]:
    return any_of([v.word for v in DUTY_VERBS if v.voice == "beside" and v.word not in _APPLYING])


@cache
def _above() -> re.Pattern[str]:
    return any_of([*(v.word for v in DUTY_VERBS if v.voice == "above"), *_MEANS])


@cache
def _pressing() -> re.Pattern[str]:
    return any_of(PRESSING)


@cache
def _whole() -> re.Pattern[str]:
    return any_of(WHOLE)


@cache
def _paced() -> re.Pattern[str]:
    return any_of(PACED)


@cache
def _conditional() -> re.Pattern[str]:
    return any_of(CONDITIONAL)


def act_of(piece: str, following: str = "") -> Act:
    """The act of a piece.

    Args:
        piece: folded text of the piece.
        following: the pieces after it; an adverbial piece (…时) has their voice.
    """
    thinks = tuple(m.group() for m in _thinking().finditer(piece))
    hopes = tuple(m.group() for m in _hoping().finditer(piece)) + tuple(m[1] for m in _MADE_A_HOPE.finditer(piece))
    voiced = piece + following if _ADVERBIAL.search(piece) else piece
    return Act(
        stage=Stage.THOUGHT if thinks else Stage.PREPARED if _PREPARING.search(piece) else Stage.DONE,
        hopes=hopes,
        beside=tuple(m.group() for m in _beside().finditer(piece)),
        thinks=thinks,
        supports=_above().search(voiced) is not None,
        rule=_RULE.match(piece) is not None,
        presses=_pressing().search(piece) is not None,
        whole=_whole().search(piece) is not None,
        paced=tuple(m.group() for m in _paced().finditer(piece)),
        conditional=(*(m.group() for m in _conditional().finditer(piece)), *_TRIED.findall(piece)),
        trial=_TRIAL in piece,
    )


def softening(upper: Act, lower: Act) -> str | None:
    """The word by which the lower act is weaker than the upper one, or None.

    支持 above leaves the act to the lower plan: to hope for that support is no weakness, to think about it only is one.
    Standing beside an act that is itself only hoped for (配合争取) is weak in either case.
    """
    if lower.beside and lower.hopes and not upper.beside:
        return lower.beside[0] + lower.hopes[0]
    if upper.stage is not Stage.DONE:
        return None
    if lower.thinks:
        return lower.thinks[0]
    if upper.supports:
        return None
    weaker = (*(w for w in lower.hopes if not upper.hopes), *(w for w in lower.beside if not upper.beside))
    if weaker:
        return weaker[0]
    return "前期" if lower.stage is Stage.PREPARED else _hedge(upper, lower)


def _hedge(upper: Act, lower: Act) -> str | None:
    """The word by which the lower act leaves open or puts off what the upper one does; None where that does so itself.

    适时 and 有条件的 weaken any act; 稳步 and 逐步 only one that presses; a trial only one that leaves nothing out.
    """
    if upper.conditional or upper.trial:
        return None
    if lower.conditional:
        return lower.conditional[0]
    if lower.paced and upper.presses and not upper.paced and not lower.presses:
        return lower.paced[0]
    return _TRIAL if lower.trial and upper.whole and not lower.whole else None


def strengthening(upper: Act, lower: Act) -> str | None:
    """The word of the upper act that the lower one leaves behind, or None."""
    if upper.stage is Stage.DONE or lower.stage <= upper.stage or lower.hopes:
        return None
    if upper.stage is Stage.THOUGHT:
        return None if upper.supports and not _is_preliminary(upper) else upper.thinks[0]
    return "前期"


def _is_preliminary(act: Act) -> bool:
    return any("前期" in word for word in act.thinks)
