"""The grammar of plans, rule by rule, from the rule tables."""

from __future__ import annotations

from collections import defaultdict

from gangmu.extract.catalogue import all_rules
from gangmu.extract.rules import Rule

HEAD = """# The rules

Every rule of the grammar: what it matches, the law, standard or usage behind it, an example it matches and a counter-example it does not.
A text that holds none of a rule's triggers is not looked at by that rule. `gangmu explain FILE --at OFFSET` shows which of them spoke at a
place in a document, and which had a trigger there and did not match.
"""


def page() -> str:
    """docs/reference/rules.md."""
    groups: dict[str, list[Rule]] = defaultdict(list)
    for rule in all_rules():
        groups[rule.id.rpartition(".")[0] or rule.id].append(rule)
    parts = [HEAD, f"{sum(map(len, groups.values()))} rules in {len(groups)} groups.\n"]
    for name, rules in groups.items():
        parts += [f"## {name}\n", *(_block(rule) for rule in rules)]
    return "\n".join(parts)


def _block(rule: Rule) -> str:
    gives = f" gives `{rule.gives}`" if rule.gives else ""
    triggers = f"triggers {_code(rule.triggers)}" if rule.triggers else "tried on every text"
    return f"""**`{rule.id}`**{gives}; {triggers}

- matches {_code(rule.pattern)}
- source: {rule.source}
- example: {_code(rule.example)}
- counter-example: {_code(rule.counter)}
"""


def _code(text: str) -> str:
    """Inline code, whatever stands in it."""
    one_line = text.replace("\n", "⏎")
    fence = "``" if "`" in one_line else "`"
    return f"{fence}{one_line}{fence}" if one_line else "–"
