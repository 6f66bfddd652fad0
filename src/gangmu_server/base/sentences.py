"""Error codes as sentences for the screen: the library's own words for its codes, the server's for the rest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from gangmu.errors import GangmuError, Language

Words = str | Promise

SENTENCES: dict[str, tuple[Words, Words]] = {
    "reading.crashed": (_("读取“{name}”时程序中断了 {attempts} 次。"), _("请联系运维人员，并附上此文件。")),
    "reading.error": (_("读取“{name}”时出错（{reason}）。"), _("请重新读取；仍不行时请联系运维人员，并附上此文件。")),
    "alignment.crashed": (_("比对“{name}”时程序中断了 {attempts} 次。"), _("请联系运维人员，并附上这两份文件。")),
    "alignment.error": (
        _("比对“{name}”时出错（{reason}）。"),
        _("请重新比对；仍不行时请联系运维人员，并附上这两份文件。"),
    ),
    "alignment.unread": (_("“{name}”中有一份规划还没有读取成功，无从比对。"), _("请先读取规划，读完后会自动比对。")),
}
FALLBACK: tuple[Words, Words] = (_("文件处理失败。"), _("请检查文件后再试。"))


def library_language() -> Language:
    """The language of the request, as the library names it."""
    return "en" if (get_language() or "").startswith("en") else "zh"


def library_sentence(code: str, data: Mapping[str, object]) -> tuple[str, str]:
    """Sentence and next step for an error code.

    Args:
        code: dotted code such as `source.empty` or `reading.error`.
        data: the error's values; where one is missing the plain fallback is given.
    """
    try:
        if code in SENTENCES:
            sentence, step = SENTENCES[code]
            return str(sentence).format(**data), str(step).format(**data)
        for known in _library_errors(GangmuError):
            if known.code == code:
                return known(**data).parts(library_language())
    except (KeyError, ValueError, TypeError):
        pass
    return str(FALLBACK[0]), str(FALLBACK[1])


def _library_errors(base: type[GangmuError]) -> Iterator[type[GangmuError]]:
    yield base
    for child in base.__subclasses__():
        yield from _library_errors(child)
