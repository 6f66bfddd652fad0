"""An explanation on the terminal."""

from __future__ import annotations

from gangmu.errors import Language
from gangmu.explaining import Explanation, NearMiss, RuleUse
from gangmu.model.plan import Record, Task

_LONGEST = 100

_SAID: dict[str, tuple[str, str]] = {
    "records": ("Records read here", "此处读出的记录"),
    "used": ("Fired: rules that matched", "生效的规则"),
    "near": ("Near misses: rules that share part of their evidence", "差一点的规则（只合上一部分）"),
    "none": ("none", "无"),
    "meaning": ("means", "含义"),
    "source": ("source", "依据"),
    "example": ("would match", "匹配示例"),
    "rule": ("rule", "规则"),
    "missing": ("missing, as in", "还缺，例如"),
    "around": ("forbidden by what stands around it", "因前后文而不取"),
}


def text(found: Explanation, language: Language) -> str:
    """What was read at a place and why, as text for a person."""
    say = {key: words[language == "zh"] for key, words in _SAID.items()}
    nothing = [f"  {say['none']}"]
    records = [_record(record, say) for record in found.records]
    used = [_use(use, say) for use in found.used]
    near = [_miss(miss, say) for miss in found.near]
    parts = [
        [f"{found.span[0]}–{found.span[1]}", f"  {_short(found.text)}"],
        [f"{say['records']}:", *(records or nothing)],
        [f"{say['used']}:", *(used or nothing)],
        [f"{say['near']}:", *(near or nothing)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _record(record: Record | Task, say: dict[str, str]) -> str:
    printed = record.content if isinstance(record, Task) else record.text
    kind = type(record).__name__.lower()
    rule = f"  [{say['rule']} {record.rule}]" if record.rule else ""
    return f"  {kind} {record.id}  {record.span[0]}–{record.span[1]}  {_short(printed)}{rule}"


def _use(use: RuleUse, say: dict[str, str]) -> str:
    meaning = f"  {say['meaning']}: {use.rule.gives}" if use.rule.gives else ""
    head = f"  {use.rule.id}  {use.span[0]}–{use.span[1]}  “{_short(use.text)}”{meaning}"
    return f"{head}\n      {say['source']}: {use.rule.source}"


def _miss(miss: NearMiss, say: dict[str, str]) -> str:
    lacks = f"{say['missing']} “{_short(miss.missing)}”" if miss.missing else say["around"]
    return f"  {miss.rule.id}  “{_short(miss.text)}”  {lacks}\n      {say['example']}: {_short(miss.rule.example)}"


def _short(printed: str) -> str:
    line = " ".join(printed.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
