"""The list of promises as rows of a table file."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.payloads import Coverage, PromiseLine
from gangmu_server.library import addresses
from gangmu_server.web.align import words

HEAD = (_("章"), _("出处"), _("举措"), _("含有"))


def table_rows(coverage: Coverage) -> Iterator[list[str]]:
    """A row for each promise: where it stands, what it says and carries, its states, what was lost, who might act."""
    for line in coverage.lines:
        sentence = line.sentence
        carried = [str(word) for tag, word in words.TAGS.items() if getattr(sentence, f"has_{tag}")]
        states = [str(words.COVERS[line.states[column.code]][1]) for column in coverage.columns]
        yield [
            sentence.theme_title,
            addresses.words(sentence.address),
            sentence.text,
            "、".join(carried),
            *states,
            lost_words(coverage, line),
            "、".join(line.advised),
        ]


def lost_words(coverage: Coverage, line: PromiseLine) -> str:
    """The promises a sentence lost, column by column."""
    told = ((words.column_word(column), line.lost.get(column.code)) for column in coverage.columns)
    return "；".join(f"{head}：{'、'.join(lost)}" for head, lost in told if lost)
