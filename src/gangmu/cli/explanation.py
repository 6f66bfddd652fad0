"""An explanation on the terminal."""

from __future__ import annotations

from gangmu.errors import Language
from gangmu.explaining import Explanation, NearMiss, RuleUse
from gangmu.extract import rule_words
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

_KINDS = {
    "provision": "条款",
    "measure": "举措",
    "target": "目标",
    "indicator": "指标",
    "project": "项目",
    "responsibility": "分工",
    "task": "任务",
}


def text(found: Explanation, language: Language) -> str:
    """What was read at a place and why, as text for a person."""
    say = {key: words[language == "zh"] for key, words in _SAID.items()}
    colon = "：" if language == "zh" else ":"
    nothing = [f"  {say['none']}"]
    records = [_record(record, say, language) for record in found.records]
    used = [_use(use, say, language) for use in found.used]
    near = [_miss(miss, say, language) for miss in found.near]
    parts = [
        [f"{found.span[0]}–{found.span[1]}", f"  {_short(found.text)}"],
        [f"{say['records']}{colon}", *(records or nothing)],
        [f"{say['used']}{colon}", *(used or nothing)],
        [f"{say['near']}{colon}", *(near or nothing)],
    ]
    return "\n\n".join("\n".join(lines) for lines in parts) + "\n"


def _record(record: Record | Task, say: dict[str, str], language: Language) -> str:
    printed = record.content if isinstance(record, Task) else record.text
    kind = type(record).__name__.lower()
    kind = _KINDS[kind] if language == "zh" else kind
    rule = f"  [{say['rule']} {_named(record.rule, language)}]" if record.rule else ""
    return f"  {kind} {record.id}  {record.span[0]}–{record.span[1]}  {_short(printed)}{rule}"


def _use(use: RuleUse, say: dict[str, str], language: Language) -> str:
    meant = rule_words.meaning(use.rule) if language == "zh" else use.rule.gives
    meaning = f"  {say['meaning']}: {meant}" if meant else ""
    head = f"  {_named(use.rule.id, language)}  {use.span[0]}–{use.span[1]}  “{_short(use.text)}”{meaning}"
    source = rule_words.source(use.rule) if language == "zh" else use.rule.source
    return f"{head}\n      {say['source']}: {source}"


def _miss(miss: NearMiss, say: dict[str, str], language: Language) -> str:
    lacks = f"{say['missing']} “{_short(miss.missing)}”" if miss.missing else say["around"]
    head = f"  {_named(miss.rule.id, language)}  “{_short(miss.text)}”  {lacks}"
    return f"{head}\n      {say['example']}: {_short(miss.rule.example)}"


def _named(rule_id: str, language: Language) -> str:
    """A rule by its id, in Chinese by its name with the id after it."""
    return f"{rule_words.name_by_id(rule_id)}（{rule_id}）" if language == "zh" else rule_id


def _short(printed: str) -> str:
    line = " ".join(printed.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
