"""The parts of an official document around its provisions: title, salutation, list of attachments, signature.

Source: the fixed parts of GB/T 9704-2012 §7 (标题, 主送机关, 附件说明, 署名, 成文日期, 附注).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from gangmu.text.lines import METADATA, NUMBER_LINE, ends_title, names_a_years_work
from gangmu.text.model import Paragraph
from gangmu.vocab.divisions import by_name
from gangmu.vocab.numbering import ATTACHMENT_LIST, BOX

_PUNCTUATED = re.compile(r"[。！？；;]|[，：:,]$")
_DATE_LINE = re.compile(
    r"[（(]?(?:\d{4}|[一二三四五六七八九〇零○0]{4})年[\d一二三四五六七八九十]{1,3}月[\d一二三四五六七八九十]{1,3}日(?:印发|发布|印制)?[）)]?$"
)
_NOTE_LINE = re.compile(r"[（(](?:此件|本文有删减|联系|附注)[^）)]*[）)]$|抄送[：:]|(?:联系人|联系电话|承办单位)[：:]")
_SALUTATION = re.compile(r".{2,120}[：:]$")
_ORGAN = re.compile(r"(?:委员会|人民政府|[省市县区]委|办公厅|办公室|国务院|部|局|厅)$")
_NO_TITLE = re.compile(
    r"^(?:来源|时间|作者|编辑|责任编辑|\d+[.．、]|《[^》]*》[^的])|是在|^为了?(?!民)|^根据|^按照|，|,"
)
_UNDER_TITLE = re.compile(
    r"[（(](?:\d{4}年?[-—－–~～至]+\d{4}年?|草案|试行|暂行|征求意见稿|送审稿|公示稿|修订版?)[）)]|征求意见稿|公示稿"
)
_OFFICE = re.compile(
    r"(?!第)[一-鿿]{2,26}(?:委员会|人民政府|办公厅|办公室|[省市县区州]委|部|(?<![格全布大])局|厅|总署|改革委|健康委|工委)"
)
_REGULATION = re.compile(r"(?<!按)(?<!有关)(?:规定|规则|规程|导则|章程|决议|公告|通告)$")
_FILE_LINE = re.compile(r"文件[（(]?[一二三四五六七八九十\d]{0,3}[）)]?$")


def is_closing(text: str) -> bool:
    """Whether a paragraph is a date line, a note on the copy, or a list of copies sent."""
    return _DATE_LINE.match(text) is not None or _NOTE_LINE.match(text) is not None


def is_date_line(text: str) -> bool:
    """Whether a paragraph is a date standing alone (成文日期, 印发日期)."""
    return _DATE_LINE.match(text) is not None


def is_salutation(text: str) -> bool:
    """Whether a paragraph names whom the document is sent to (主送机关)."""
    return _SALUTATION.match(text) is not None and "。" not in text


def closing_paragraphs(text: str, paragraphs: Sequence[Paragraph]) -> set[int]:
    """Indices of paragraphs that close a document: attachment list, signature, date, notes on the copy."""
    closing: set[int] = set()
    for i, paragraph in enumerate(paragraphs):
        if paragraph.kind != "text":
            continue
        body = text[paragraph.start : paragraph.end]
        if ATTACHMENT_LIST.match(body) and len(body) < 400:
            closing.add(i)
            closing.update(_attachments_after(text, paragraphs, i))
        elif is_closing(body):
            closing.add(i)
            closing.update(_signature_before(text, paragraphs, i, closing))
    closing.update(_names_at_end(text, paragraphs, closing))
    return closing


def _names_at_end(text: str, paragraphs: Sequence[Paragraph], closing: set[int]) -> list[int]:
    """A signature without a date: lines that are nothing but an office's name, last in the document."""
    found = []
    for i in range(len(paragraphs) - 1, -1, -1):
        if i in closing:
            continue
        if paragraphs[i].kind != "text" or not _OFFICE.fullmatch(text[paragraphs[i].start : paragraphs[i].end]):
            break
        found.append(i)
    return found


def _attachments_after(text: str, paragraphs: Sequence[Paragraph], i: int) -> list[int]:
    found = []
    for j in range(i + 1, min(i + 30, len(paragraphs))):
        body = text[paragraphs[j].start : paragraphs[j].end]
        if paragraphs[j].kind != "text" or not re.match(r"\d{1,2}[.．、]", body) or "。" in body or len(body) > 80:
            break
        found.append(j)
    return found


def _signature_before(text: str, paragraphs: Sequence[Paragraph], i: int, closing: set[int]) -> list[int]:
    """Short unpunctuated lines just before a date: the names of those who issue."""
    found = []
    for j in range(i - 1, max(-1, i - 5), -1):
        body = text[paragraphs[j].start : paragraphs[j].end]
        if j in closing or paragraphs[j].kind != "text" or len(body) > 30 or _PUNCTUATED.search(body):
            break
        if re.match(r"[第（(一二三四五六七八九十\d]+[章节、）)编篇.]", body):
            break
        found.append(j)
    return found


def title_paragraphs(text: str, paragraphs: Sequence[Paragraph], body_start: int) -> range | None:
    """Indices of the title's paragraphs among those before `body_start`, or None where no title is printed.

    Of several the last counts: in a notice with a plan attached the plan's title stands nearer to its text. A title
    over two or three lines is taken whole.
    """
    best: range | None = None
    for i in range(min(body_start, 60)):
        body = text[paragraphs[i].start : paragraphs[i].end]
        if paragraphs[i].kind == "text" and (is_title_end(body) or _under_organ(text, paragraphs, i)):
            best = range(_title_first(text, paragraphs, i), _title_stop(text, paragraphs, i))
    return best


def _under_organ(text: str, paragraphs: Sequence[Paragraph], i: int) -> bool:
    """Whether a line such as `2025年重点工作安排` stands under the name of the organ whose work it is."""
    above = text[paragraphs[i - 1].start : paragraphs[i - 1].end] if i else ""
    named = _ORGAN.search(above) is not None and not _PUNCTUATED.search(above)
    return named and names_a_years_work(above + text[paragraphs[i].start : paragraphs[i].end])


def _title_stop(text: str, paragraphs: Sequence[Paragraph], last: int) -> int:
    """The index after the title's last line: years and the state of the draft may stand in brackets under it."""
    stop = last + 1
    while stop < len(paragraphs) and _UNDER_TITLE.fullmatch(text[paragraphs[stop].start : paragraphs[stop].end]):
        stop += 1
    return stop


def is_title_end(body: str) -> bool:
    """Whether a paragraph can end a title: unpunctuated and closed by a kind of document."""
    return len(body) <= 120 and not _PUNCTUATED.search(body) and _title_core(body) and not ATTACHMENT_LIST.match(body)


def _title_core(body: str) -> bool:
    if BOX.match(body) or not (ends_title(body) or _REGULATION.search(body) or names_a_years_work(body)):
        return False
    return _NO_TITLE.search(body) is None and METADATA.match(body) is None


def _title_first(text: str, paragraphs: Sequence[Paragraph], last: int) -> int:
    first = last
    if _starts_title(text[paragraphs[last].start : paragraphs[last].end]):
        return first
    for j in range(last - 1, max(-1, last - 5), -1):
        body = text[paragraphs[j].start : paragraphs[j].end]
        if paragraphs[j].kind != "text" or _PUNCTUATED.search(body) or len(body) > 40 or not _can_open_title(body):
            break
        first = j
        if _starts_title(body) and not _ORGAN.search(body):
            break
    return first


def _can_open_title(body: str) -> bool:
    if NUMBER_LINE.search(body) or is_closing(body) or _FILE_LINE.search(body) or ends_title(body):
        return False
    return METADATA.match(body) is None and not body.startswith(("【", "】"))


def _starts_title(body: str) -> bool:
    """A title line that needs no line before it: it names an issuer or a place and is long enough to stand alone."""
    if body.startswith("关于"):
        return False
    return "关于" in body or any(body[:length] in by_name() for length in range(2, 12)) or body.startswith("中华")
