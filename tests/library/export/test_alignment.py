"""The contract's alignment JSON: its fields, its words, and what it does not spell."""

from __future__ import annotations

import json

import pytest

from gangmu.align import align, align_tier
from gangmu.align.model import Notice, PairEvidence, Reason, Searched
from gangmu.errors import Language
from gangmu.export.alignment import encode
from gangmu.export.alignment_words import evidence_words, looked_in, notice_words, reason_words
from gangmu.model import Citation, Document, Measure, Plan, SourceInfo, Task

TITLE = "云州山区高质量发展示范区建设方案"


def plan(*sentences: str, title: str | None = None, cites: tuple[str, ...] = (), rows: tuple[str, ...] = ()) -> Plan:
    facts = Document(
        title=title,
        number=None,
        issuers=(),
        issued_on=None,
        level="county" if cites else "national",
        places=("章贡区",) if cites else ("赣州市",),
        horizon=(),
        cites=tuple(Citation(cited, None, (0, 9)) for cited in cites),
        source=SourceInfo(name="plan.txt", sha256="", media_type="text/plain"),
    )
    measures = tuple(Measure(id=f"m{i}", text=s, span=(0, len(s)), provision=None) for i, s in enumerate(sentences))
    tasks = tuple(
        Task(
            id=f"附件1-{i}",
            annex="附件1",
            number=str(i),
            section=None,
            content=row,
            overall_goals=(),
            annual_goals=(),
            year=None,
            span=(0, 9),
        )
        for i, row in enumerate(rows)
    )
    return Plan(document=facts, measures=measures, tasks=tasks)


UPPER = plan("实施城市更新行动，建设地下管廊。", "健全流域生态保护补偿机制。", "鼓励企业在境外上市融资。", title=TITLE)
LOWER = plan("力争实施城市更新行动。", "办好龙舟邀请赛。", cites=(TITLE,), rows=("健全流域生态保护补偿机制",))


def test_an_alignment_has_the_contracts_fields() -> None:
    found = json.loads(encode(align(UPPER, LOWER)))

    assert found["schema"] == "gangmu.alignment/1"
    assert (found["upper"]["title"], found["pair"]) == (TITLE, "lineage")
    assert found["pair_evidence"][0]["span"] == [0, 9]
    link = found["links"][0]
    assert link["upper"] == {"measure": "m0", "task": None, "span": [0, 16], "text": UPPER.measures[0].text}
    assert link["lower"]["measure"] == "m0"
    assert link["relation"] == "softened"
    assert link["changes"][0] == {"op": "insert", "upper": "", "lower": "力争", "upper_at": [0, 0], "lower_at": [0, 2]}
    assert [(dropped["text"], dropped["span"]) for dropped in link["dropped"]] == [("建设地下管廊", [9, 15])]
    assert found["links"][1]["lower"]["task"] == "附件1-0"
    assert found["uncovered"][0]["measure"] == "m2"
    assert found["uncovered"][0]["looked_in"].startswith("查遍正文2条举措、附件1的1行任务")
    assert [side["text"] for side in found["added"]] == ["办好龙舟邀请赛。"]


def test_between_peers_nothing_is_dropped() -> None:
    beside = plan("实施城市更新行动。", title="别处方案")

    found = json.loads(encode(align(UPPER, beside)))

    assert found["pair"] == "peers"
    assert [link["dropped"] for link in found["links"]] == [[]]


def test_a_tier_is_one_object() -> None:
    found = json.loads(encode(align_tier([UPPER, LOWER])))

    assert found["schema"] == "gangmu.tier/1"
    assert [(pair["upper"], pair["lower"], pair["direct"]) for pair in found["pairs"]] == [(0, 1, True)]
    assert found["chains"][0]["below"][0]["text"] == "力争实施城市更新行动。"
    assert found["coverage"][0] == {"plan": 0, "key": "m0", "states": [{"plan": 1, "state": "partial"}]}


def test_one_line_or_indented() -> None:
    assert b"\n" not in encode(align(UPPER, LOWER))
    assert encode(align(UPPER, LOWER), indent=2).startswith(b'{\n  "schema"')


# what, in Chinese, in English
@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("zh", "下级改为“争取”，力度变弱（上级：开展试点）"),
        ("en", "“争取” below is weaker (above: 开展试点)"),
    ],
)
def test_reasons_are_sentences_in_both_languages(language: Language, expected: str) -> None:
    assert reason_words(Reason("act.softer", "开展试点", "争取"), language) == expected


@pytest.mark.parametrize("language", ["zh", "en"])
def test_notices_evidence_and_searches_are_said_in_both_languages(language: Language) -> None:
    assert "甲" in notice_words(Notice("order.reversed", ("甲", "乙")), language)
    assert "某发" in evidence_words(PairEvidence("cites.number", "某发〔2031〕1号"), language)
    assert "附件1" in looked_in(Searched(3, (("附件1", 2),)), (), language)
