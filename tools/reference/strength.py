"""The published scale of commitment: every duty verb, how firm it is and who acts by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS, MODALS, DutyVerb, Firmness, Voice

HEAD = """# The strength of commitments

How strong a promise a sentence makes is told by its governing verb, in two parts: how firm the act is (`firmness` of a measure in the
[plan JSON](plan-json.md)) and who acts (`voice`). The rules `measure.verb.*` in [the rules](rules.md) say which verb governs a sentence;
alignment uses both parts: a lower plan that turns 支持 into 推动 has only changed the actor, one that turns 建设 into 争取 has softened
([Alignment](alignment.md)). A verb that is not listed governs no sentence.
"""
FIRMNESS: dict[Firmness, str] = {
    Firmness.EXPLORE: "a thought: nothing is promised but to look into it (探索建立长期照护保险)",
    Firmness.PREPARE: "work before the act: planning, proving, applying (开展电站前期论证)",
    Firmness.STRIVE: "a hope: the act is tried, its success is not promised (争取列入国家试点)",
    Firmness.ACT: "the act itself (新建农村公路)",
    Firmness.SETTLE: "the act brought to its end, or a bound that holds (建成投用, 确保不突破)",
}
VOICES: dict[Voice, str] = {
    "own": "the speaker acts (推进, 新建)",
    "above": "the speaker wants somebody below to act (支持, 鼓励, 指导)",
    "beside": "the speaker helps another's act (协助, 配合)",
}


def page() -> str:
    """docs/reference/strength.md."""
    return "\n".join([HEAD, *_scales(), *_words(), *_around()])


def _scales() -> Iterator[str]:
    yield "## How firm: from weak to firm\n\n| `firmness` | rank | meaning |\n|---|---|---|"
    yield from (f"| `{level.name.lower()}` | {int(level)} | {meaning} |" for level, meaning in FIRMNESS.items())
    yield "\n## Who acts\n\n| `voice` | meaning |\n|---|---|"
    yield from (f"| `{voice}` | {meaning} |" for voice, meaning in VOICES.items())
    yield ""


def _words() -> Iterator[str]:
    groups: dict[tuple[Firmness, Voice], list[DutyVerb]] = defaultdict(list)
    for verb in DUTY_VERBS:
        groups[verb.firmness, verb.voice].append(verb)
    yield f"## The {len(DUTY_VERBS)} verbs\n"
    for level in sorted(FIRMNESS, reverse=True):
        for voice in VOICES:
            if verbs := groups.get((level, voice)):
                yield f"### `{level.name.lower()}`, `{voice}`: {len(verbs)}\n"
                yield from _by_source(verbs)


def _by_source(verbs: list[DutyVerb]) -> Iterator[str]:
    sources: dict[str, list[str]] = defaultdict(list)
    for verb in verbs:
        sources[verb.source].append(verb.word)
    for source, words in sources.items():
        yield f"{' '.join(words)}\n\nSource: {source}.\n"


def _around() -> Iterator[str]:
    yield "## Words around the verb\n"
    yield f"Before it, without weight of their own: {' '.join(ADVERBS)}\n"
    yield f"Between a named subject and its duty: {' '.join(MODALS)}\n"
