"""The grammar of plans, rule by rule, from the rule tables; in English and in Chinese."""

from __future__ import annotations

from collections import defaultdict

from gangmu.extract import rule_words
from gangmu.extract.catalogue import all_rules
from gangmu.extract.rules import Rule
from tools.reference.grammar import version_in

HEAD = """# The rules

[中文](rules.zh.md)

Version {version} of the grammar: {rules} rules in {groups} groups. The version is raised whenever a rule is added, dropped, or matches or
gives something else than before (`gangmu.extract.grammar.VERSION`).

Every rule of the grammar: what it matches, the law, standard or usage behind it, an example it matches and a counter-example it does not.
A text that holds none of a rule's triggers is not looked at by that rule. `gangmu explain FILE --at OFFSET` shows which of them spoke at a
place in a document, and which had a trigger there and did not match.
"""
CHINESE_HEAD = """# 规则

[English](rules.md)

语法第 {version} 版：{groups} 组，{rules} 条规则。增加、去掉一条规则，或者规则匹配的写法、得出的含义变了，版本号就升一号
（`gangmu.extract.grammar.VERSION`）。

每条规则都写明匹配的写法（正则表达式）、依据的法律、标准或通行用法、一个匹配的正例和一个不匹配的反例。有触发字的规则，只看含有其中一个字的文字。
`gangmu explain 文件 --at 位置` 列出某处用到了哪些规则、哪些差一点用上，见[看看为什么这样读](../how-to/explain-a-reading.zh.md)。
"""


def page() -> str:
    """docs/reference/rules.md."""
    groups = _groups()
    parts = [_filled(HEAD, groups)]
    for name, rules in groups.items():
        parts += [f"## {name}\n", *(_block(rule) for rule in rules)]
    return "\n".join(parts)


def chinese_page() -> str:
    """docs/reference/rules.zh.md."""
    groups = _groups()
    parts = [_filled(CHINESE_HEAD, groups)]
    for name, rules in groups.items():
        parts += [f"## {rule_words.GROUPS.get(name, name)}（{name}）\n", *(_chinese_block(rule) for rule in rules)]
    return "\n".join(parts)


def _groups() -> dict[str, list[Rule]]:
    groups: dict[str, list[Rule]] = defaultdict(list)
    for rule in all_rules():
        groups[rule_words.group_of(rule)].append(rule)
    return groups


def _filled(head: str, groups: dict[str, list[Rule]]) -> str:
    return head.format(version=version_in(), rules=sum(map(len, groups.values())), groups=len(groups))


def _block(rule: Rule) -> str:
    gives = f" gives `{rule.gives}`" if rule.gives else ""
    triggers = f"triggers {_code(rule.triggers)}" if rule.triggers else "tried on every text"
    return f"""**`{rule.id}`**{gives}; {triggers}

- matches {_code(rule.pattern)}
- source: {rule.source}
- example: {_code(rule.example)}
- counter-example: {_code(rule.counter)}
"""


def _chinese_block(rule: Rule) -> str:
    meaning = rule_words.meaning(rule)
    gives = f"，得出“{meaning}”" if meaning else ""
    triggers = f"触发字 {_code(rule.triggers)}" if rule.triggers else "每段文字都试"
    return f"""**{rule_words.name(rule)}**（`{rule.id}`）{gives}；{triggers}

- 匹配 {_code(rule.pattern)}
- 依据：{rule_words.source(rule)}
- 正例：{_code(rule.example)}
- 反例：{_code(rule.counter)}
"""


def _code(text: str) -> str:
    """Inline code, whatever stands in it."""
    one_line = text.replace("\n", "⏎")
    fence = "``" if "`" in one_line else "`"
    return f"{fence}{one_line}{fence}" if one_line else "–"
