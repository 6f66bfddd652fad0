"""An explanation on the terminal."""

from __future__ import annotations

from gangmu.errors import Language
from gangmu.explaining import Explanation, RuleUse
from gangmu.extract.rules import Rule
from gangmu.model.plan import Record, Task

_LONGEST = 100

_SAID: dict[str, tuple[str, str]] = {
    "records": ("Records read here", "此处读出的记录"),
    "used": ("Fired: rules that matched", "生效的规则"),
    "near": ("Near misses: rules that were awake and did not match", "差一点的规则（有触发字而未匹配）"),
    "none": ("none", "无"),
    "meaning": ("means", "含义"),
    "source": ("source", "依据"),
    "example": ("would match", "匹配示例"),
    "rule": ("rule", "规则"),
}


def text(found: Explanation, language: Language) -> str:
    """What was read at a place and why, as text for a person."""
    say = {key: words[language == "zh"] for key, words in _SAID.items()}
    nothing = [f"  {say['none']}"]
    records = [_record(record, say) for record in found.records]
    used = [_use(use, say) for use in found.used]
    near = [_miss(rule, say) for rule in found.near]
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


def _miss(rule: Rule, say: dict[str, str]) -> str:
    return f"  {rule.id}  {say['example']}: {_short(rule.example)}"


def _short(printed: str) -> str:
    line = " ".join(printed.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
