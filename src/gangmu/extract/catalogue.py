"""All rules of the reader in one list, for `explain` and for the published grammar."""

from __future__ import annotations

from functools import cache

from gangmu.extract import (
    document_rules,
    indicator_rules,
    measures,
    project_rules,
    responsibilities,
    targets,
    task_rules,
)
from gangmu.extract.rules import Rule
from gangmu.vocab.numbering import BARE, STYLES, NumberingStyle

_SOURCES = {
    "part": "Drafting habit of five-year plans: 编, 篇 above 章",
    "chapter": "Legislation Law (2023), Article 65: 章",
    "section": "Legislation Law (2023), Article 65: 节",
    "clause": "Legislation Law (2023), Article 65: 条",
    "han": "GB/T 9704-2012 §7.3.3: first level 一、",
    "paren_han": "GB/T 9704-2012 §7.3.3: second level （一）",
    "arabic": "GB/T 9704-2012 §7.3.3: third level 1.",
    "paren_arabic": "GB/T 9704-2012 §7.3.3: fourth level （1）",
}

_COUNTERS = {
    "part": "第一批试点",
    "chapter": "章程第三章规定的事项",
    "section": "第二个节点",
    "clause": "第五条例外情形",
    "dotted3": "3.2.1%",
    "dotted2": "3.5万吨粮仓开工",
    "lettered": "A3.5级景区",
    "han": "三是抓好落实",
    "paren_han": "（三农）工作",
    "arabic": "3.14平方公里片区",
    "paren_arabic": "（2024）年度计划",
    "half_paren": "3（含）年以上",
    "circled": "见①的说明",
    "bare": "3个乡镇开展试点。",
}
"""What a person could take for a number of each style."""


def _style_rule(style: NumberingStyle) -> Rule:
    """A numbering style as a rule: it matches at the head of a paragraph."""
    source = _SOURCES.get(style.name, "Numbering in technical guides and lists of official documents")
    return Rule(
        f"structure.number.{style.name}",
        rf"^{style.pattern}",
        "",
        source,
        style.example,
        _COUNTERS[style.name],
        style.kind,
    )


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the stages: structure, document, tables, targets, measures, projects, duty marks."""
    document = (
        *document_rules.CITATION.rules,
        *document_rules.LEVELS.rules,
        *document_rules.ADDRESSED.rules,
        *document_rules.PLACE_SHAPES.rules,
        *document_rules.SCOPE.rules,
    )
    indicators = (*indicator_rules.COLUMNS.rules, *indicator_rules.VALUE_RULES.rules)
    refused = (
        *indicator_rules.FOREIGN_HEAD.rules,
        *indicator_rules.FOREIGN_CAPTION.rules,
        *indicator_rules.PAST_CAPTION.rules,
    )
    tables = (*task_rules.COLUMNS.rules, *indicators, *refused)
    text = (*targets.RULES, *measures.RULES, *project_rules.RULES, *responsibilities.RULES)
    return (*map(_style_rule, (*STYLES, BARE)), *document, *tables, *text)


@cache
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in all_rules()}


def rule_by_id(rule_id: str) -> Rule | None:
    """The rule with an id, or None."""
    return _by_id().get(rule_id)
