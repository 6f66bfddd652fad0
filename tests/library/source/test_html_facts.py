"""The table of facts on government pages: number, issuer and date of the document."""

from __future__ import annotations

from source_makers import page

import gangmu
from gangmu.source import load_bytes

BODY = "<div id='UCAP-CONTENT'><p>关于修路的意见</p>" + "<p>各县要把路修到每个村，把桥修到每条河。</p>" * 12 + "</div>"
TABLE = (
    "<table><tr><td>索 引 号：</td><td>000014349</td><td>发文机关：</td><td>某省人民政府</td></tr>"
    "<tr><td>成文日期：</td><td>2030年05月06日</td><td>发文字号：</td><td>某政发〔2030〕12号</td></tr>"
    "<tr><td>主题分类：</td><td>交通</td></tr></table>"
)
LIST = (
    "<ul><li><b>发文机关：</b>某省人民政府</li><li><b>成文日期：</b></li><li><b>文  号：</b>某政发〔2030〕12号</li>"
    "<li>成文时间: 2030-05-06</li></ul>"
)


def test_the_facts_of_a_table_are_read_and_are_no_text() -> None:
    source = load_bytes(page(TABLE + BODY), "a.html")
    assert dict(source.facts) == {
        "issuer": "某省人民政府",
        "issued_on": "2030年05月06日",
        "number": "某政发〔2030〕12号",
    }
    assert "索" not in source.text


def test_facts_fill_what_the_document_does_not_say() -> None:
    document = gangmu.read(page(TABLE + BODY), name="a.html").document
    assert (document.number, document.issued_on) == ("某政发〔2030〕12号", "2030-05-06")
    assert document.issuers == ("某省人民政府",)


def test_a_list_of_facts_is_read_and_a_label_without_a_value_takes_none_from_the_next() -> None:
    document = gangmu.read(page(LIST + BODY), name="a.html").document
    assert (document.number, document.issued_on) == ("某政发〔2030〕12号", "2030-05-06")


def test_what_the_document_says_of_itself_comes_first() -> None:
    own = BODY.replace("<p>关于修路的意见</p>", "<p>某政发〔2031〕7号</p><p>关于修路的意见</p>")
    assert gangmu.read(page(TABLE + own), name="a.html").document.number == "某政发〔2031〕7号"


def test_a_page_without_facts_has_none() -> None:
    assert load_bytes(page(BODY), "a.html").facts == ()
