"""The look of the alignment page: readable on old browsers and on paper; meaning is never told by colour alone."""

from __future__ import annotations

STYLE = """
body{margin:0;font:16px/1.7 "Noto Serif CJK SC","Source Han Serif SC",SimSun,serif;color:#1a1a1a;background:#fff}
main{max-width:78rem;margin:0 auto;padding:1rem 1.5rem 4rem}
h1{font-size:1.5rem;line-height:1.4;margin:2.5rem 0 .5rem}
h2{font-size:1.15rem;margin:2rem 0 .5rem}
small{color:#666}
.pair{border:1px solid #999;padding:.1em .5em;vertical-align:middle}
.notice{border-left:4px solid #b58900;padding:.25rem .75rem;background:#fdf6e3}
.figures{display:flex;flex-wrap:wrap;gap:.5rem 2rem;margin:1rem 0}
.figures b{display:block;font-size:1.6rem;line-height:1.2}
.figures span{color:#555;font-size:.9rem}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.5rem 0}
th,td{border-bottom:1px solid #ddd;padding:.5rem .6rem;text-align:left;vertical-align:top;word-wrap:break-word}
.count{width:5.5rem;text-align:right;font-variant-numeric:tabular-nums}
.links th:last-child{width:24%}
.overview th:first-child{width:55%}
th{border-bottom:2px solid #444;font-weight:600}
thead{display:table-header-group}
tr{page-break-inside:avoid}
ul{margin:.3rem 0;padding-left:1.2rem}
td ul{font-size:.88rem;color:#555}
.key{color:#666;font-size:.82rem}
mark{background:none;color:inherit;padding:0 .1em}
mark.changed{border-bottom:2px solid #888}
mark.softened{background:#fdeccd;border-bottom-color:#b35900}
mark.strengthened,mark.refined{background:#e2f1e4;border-bottom-color:#2e7d32}
mark.dropped{background:#f7dede;text-decoration:line-through}
.tag,.state{display:inline-block;padding:0 .5em;border:1px solid #999;font-size:.88rem;white-space:nowrap}
.tag.softened,.state.none{border-color:#b35900;color:#8a4500}
.tag.strengthened,.tag.refined,.state.taken_up{border-color:#2e7d32;color:#1b5e20}
.alone{color:#8a4500;margin:.2rem 0}
details{margin:.2rem 0}
summary{cursor:pointer}
.whole{margin-top:2.5rem;border-top:2px solid #444}
.whole>summary{font-size:1.25rem;font-weight:600;line-height:1.4;padding:.75rem 0}
h3{font-size:1.05rem;margin:1.5rem 0 .5rem}
a{color:#0b4f8a}
@media print{main{max-width:none;padding:0}details{display:block}mark{-webkit-print-color-adjust:exact}}
@media (max-width:48rem){main{padding:.5rem 1rem 3rem}h1{margin-top:1rem}
table,thead,tbody,tr,td{display:block}thead{display:none}
td,td.count{border:0;padding:.15rem 0;width:auto;text-align:left}
td[data-head]:before{content:attr(data-head) "\\2002";color:#666;font-size:.88rem}
td.count{display:inline-block;margin-right:1rem}
tr{border-bottom:1px solid #ddd;padding:.6rem 0}}
"""
