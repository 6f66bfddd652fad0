"""Names of plans in narrow places: short, and still told apart."""

from __future__ import annotations

import pytest

from gangmu_server.web.titles import short

NAMES = [
    ("中共静州市梅江区委 静州市梅江区人民政府关于推进示范区建设的意见", "梅江区关于推进示范区建设的意见"),
    ("静州市人民政府办公室关于印发三年行动方案的通知", "静州市关于印发三年行动方案的通知"),
    ("河西省人民政府关于支持老区发展的意见", "河西省关于支持老区发展的意见"),
    ("国务院办公厅关于促进农机发展的意见", "关于促进农机发展的意见"),
    ("静州市财政局关于下达资金的通知", "关于下达资金的通知"),
    ("汀江革命老区示范区建设方案", "汀江革命老区示范区建设方案"),
    ("《关于建设示范区的意见》分工方案", "《关于建设示范区的意见》分工方案"),
    ("中共梅江区委 梅江区人民政府关于办好民生实事的实施意见", "梅江区关于办好民生实事的实施意见"),
    ("中共梅江区委关于办好民生实事的意见", "梅江区关于办好民生实事的意见"),
    ("关于印发方案的通知", "关于印发方案的通知"),
    ("《方案》由市政府关于征求意见的说明附上", "《方案》由市政府关于征求意见的说明附上"),
]


@pytest.mark.parametrize(("title", "name"), NAMES)
def test_a_short_name_leaves_out_the_offices_and_keeps_their_place(title: str, name: str) -> None:
    assert short(title) == name
