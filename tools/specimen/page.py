"""The pages of the specimen: the development plan (HTML on its way to PDF) and the city's opinions (a web page)."""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from pathlib import Path

from specimen.source import Block, Body, Box, Grid, Heading, Specimen, printed

HERE = Path(__file__).parent
PRINT_STYLE = (HERE / "print.css").read_text("utf-8")

SITE_STYLE = (HERE / "site.css").read_text("utf-8")


def render_print(specimen: Specimen) -> str:
    """The development plan as one HTML document for the printer: cover, contents, chapters, table, boxes."""
    blocks = "\n".join(_block(i, block) for i, block in enumerate(specimen.blocks))
    head, tail = specimen.title[:11], specimen.title[11:]
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(specimen.title)}</title>\n'
        '<meta name="dcterms.created" content="2023-03-06"><meta name="dcterms.modified" content="2023-03-06">\n'
        f"<style>\n{PRINT_STYLE}</style></head><body>\n"
        f'<div class="cover"><h1>{head}<br>{tail}</h1><p>{specimen.note}</p></div>\n'
        f"<nav><h2>目　录</h2>\n{_contents(specimen)}</nav>\n{blocks}\n</body></html>\n"
    )


def render_site(specimen: Specimen) -> str:
    """The city's opinions as a government site prints them: menu, place, facts, text, foot."""
    facts = (("发文字号", specimen.number), ("发文机关", "、".join(specimen.issuers)), ("主题分类", "综合政务"))
    rows = "".join(f"<tr><th>{k}</th><td>{v}</td></tr>" for k, v in facts)
    first, second = specimen.issuers
    title = specimen.title.removeprefix(f"{first} {second}")
    return (
        '<!doctype html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(title)} - 示例</title>\n<style>\n{SITE_STYLE}</style>\n</head>\n<body>\n"
        '<header><a href="#">首页</a><a href="#">政务公开</a><a href="#">政务服务</a></header>\n'
        '<main>\n<div class="where">当前位置：首页 &gt; 政务公开 &gt; 规范性文件</div>\n'
        f'<table class="facts">{rows}</table>\n'
        f"<h1>{first} {second}<br>{title}</h1>\n"
        f'<div class="text">\n{_site_text(specimen)}\n</div>\n</main>\n'
        "<footer><p>本页为示例，不代表任何机关。</p><script>document.title = document.title.trim();</script></footer>\n"
        "</body>\n</html>\n"
    )


def _site_text(specimen: Specimen) -> str:
    lines = [f'<p style="text-align:center">{line}</p>' for line in (specimen.number, specimen.note)]
    for block in specimen.blocks:
        if isinstance(block, Heading):
            words = f"{block.number}{block.words}"
            lines.append(f"<p><strong>{words}</strong>{printed(block.body)}</p>")
        elif isinstance(block, Body):
            lines.append(f"<p>{printed(block.text)}</p>")
    lines += [f'<p style="text-align:right">{name}</p>' for name in specimen.issuers]
    return "\n".join(lines)


def _contents(specimen: Specimen) -> str:
    entries = [
        (i, block) for i, block in enumerate(specimen.blocks) if isinstance(block, Heading) and not block.runs_in
    ]
    return "".join(
        f'<p class="{"section" if block.depth == 2 else "chapter"}"><a href="#b{i}">{_spaced(block)}</a></p>\n'
        for i, block in entries
    )


def _spaced(block: Heading) -> str:
    return f"{block.number}　{block.words}" if block.number else block.words


def _block(i: int, block: Block) -> str:
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Box):
        groups = "".join(f"<p><b>{name}</b>{text}</p>" for name, text in block.groups)
        return f'<div class="box"><h4>{block.number}　{block.title}</h4>{groups}</div>'
    if isinstance(block, Body):
        return f'<p class="body">{printed(block.text)}</p>'
    if block.runs_in:
        return f'<p class="body"><b>{block.words}</b>{printed(block.body)}</p>'
    level = "h2" if block.depth == 1 else "h3"
    kind = "chapter" if block.depth == 1 else "section"
    return f'<{level} class="{kind}" id="b{i}">{_spaced(block)}</{level}>'


def _grid(grid: Grid) -> str:
    heads, *rows = grid.rows
    filled: list[tuple[str, ...]] = []
    for row in rows:
        filled.append(row if row[0] else (filled[-1][0], *row[1:]))
    bodies = []
    for category, group in groupby(filled, key=lambda row: row[0]):
        members = list(group)
        first = f'<td rowspan="{len(members)}">{category}</td>'
        lines = [f"<tr>{first if n == 0 else ''}{_cells(row)}</tr>" for n, row in enumerate(members)]
        bodies.append(f"<tbody>{''.join(lines)}</tbody>")
    broken = [re.sub("(年)(基期值|目标值)", r"\1<br>\2", text) for text in heads]
    head = "".join(f"<th>{text}</th>" for text in broken)
    return f'<p class="caption">{grid.title}</p><table><thead><tr>{head}</tr></thead>{"".join(bodies)}</table>'


def _cells(row: tuple[str, ...]) -> str:
    _, name, *rest = row
    return f'<td class="name">{name}</td>' + "".join(f"<td>{text}</td>" for text in rest)
