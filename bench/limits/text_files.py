"""Text and web pages at the limit: ordinary ones, and such as only trouble a reader."""

from __future__ import annotations

from collections.abc import Callable

from bench.limits.words import ROW_HEADS, paragraph, pieces, row, sentence

Make = Callable[[int], bytes]


def _joined(make: Callable[[int], str], before: str = "", after: str = "") -> Make:
    return lambda size: (before + "".join(pieces(make, size - len((before + after).encode()))) + after).encode()


def _bar_row(number: int) -> str:
    return "|" + "|".join(row(number)) + "|\n"


def _many_bar_tables(number: int) -> str:
    return f"## 表{number}\n\n|序号|工作|\n|---|---|\n|{number}|{sentence(number)}|\n\n"


def _html_row(number: int) -> str:
    return "<tr>" + "".join(f"<td>{text}</td>" for text in row(number)) + "</tr>"


_BAR_HEAD = "|" + "|".join(ROW_HEADS) + "|\n" + "|---" * len(ROW_HEADS) + "|\n"
_PAGE = "<!DOCTYPE html><html><head><meta charset='utf-8'><title>某县规划</title></head><body>"

TEXTS: dict[str, tuple[str, Make]] = {
    "text, paragraphs": ("txt", _joined(lambda n: paragraph(n) + "\n")),
    "text, one line": ("txt", _joined(sentence)),
    "text, no punctuation": ("txt", _joined(lambda n: "建设道路" * 50)),
    "text, every line a heading": ("txt", _joined(lambda n: f"（{'一二三四五六七八九'[n % 9]}）提升水平\n")),
    "text, short lines": ("txt", _joined(lambda n: "一、\n")),
    "text, digits": ("txt", _joined(lambda n: "1234567890" * 50)),
    "text, open brackets": ("txt", _joined(lambda n: "（《“〔" * 50)),
    "text, years": ("txt", _joined(lambda n: "2025年、" * 50)),
    "text, spaces": ("txt", _joined(lambda n: "字 " + " " * 500)),
    "text, blank lines": ("txt", _joined(lambda n: "字" + "\n" * 500)),
    "text, tab table": ("txt", _joined(lambda n: "\t".join(row(n)) + "\n", "\t".join(ROW_HEADS) + "\n")),
    "text, tabs": ("txt", _joined(lambda n: "字" + "\t" * 500)),
    "text, heads of tables alone": ("txt", _joined(lambda n: "序号\n指标名称\n单位\n2020年\n2025年\n属性\n")),
    "text, heads in a line alone": ("txt", _joined(lambda n: "指标 单位 2020年 2025年\n")),
    "md, one table": ("md", _joined(_bar_row, _BAR_HEAD)),
    "md, many tables": ("md", _joined(_many_bar_tables)),
    "md, bars": ("md", _joined(lambda n: "|" * 500, "|序号|工作|\n|---|---|\n")),
    "csv": ("csv", _joined(lambda n: ",".join(f'"{text}"' for text in row(n)) + "\n", ",".join(ROW_HEADS) + "\n")),
    "csv, commas": ("csv", _joined(lambda n: "," * 500 + "\n")),
    "html, paragraphs": ("html", _joined(lambda n: f"<p>{paragraph(n)}</p>\n", _PAGE)),
    "html, one table": ("html", _joined(_html_row, _PAGE + "<table>", "</table>")),
    "html, empty cells": ("html", _joined(lambda n: "<tr>" + "<td></td>" * 20 + "<td>字</td></tr>", _PAGE + "<table>")),
    "html, nested": ("html", _joined(lambda n: "<div><span>字", _PAGE)),
    "html, links": ("html", _joined(lambda n: f"<li><a href='/{n}'>栏目{n}</a></li>", _PAGE + "<ul>")),
    "html, wide spans": (
        "html",
        _joined(lambda n: "<tr><td colspan='1000' rowspan='1000'>字</td></tr>", _PAGE + "<table>"),
    ),
}
"""What each is called, its ending, and what makes it at a size in bytes."""
