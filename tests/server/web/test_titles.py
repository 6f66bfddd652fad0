"""Short names of plans."""

from __future__ import annotations

import pytest

from gangmu_server.web.titles import short


@pytest.mark.parametrize(
    ("title", "shorter"),
    [
        ("中共梅江区委 梅江区人民政府关于办好民生实事的实施意见", "关于办好民生实事的实施意见"),
        ("梅州市人民政府办公室关于支持梅江示范区的通知", "关于支持梅江示范区的通知"),
        ("梅江示范区发展规划", "梅江示范区发展规划"),
        ("关于印发方案的通知", "关于印发方案的通知"),
        ("《方案》由市政府关于征求意见的说明附上", "《方案》由市政府关于征求意见的说明附上"),
    ],
)
def test_the_issuers_are_left_out_and_nothing_else(title: str, shorter: str) -> None:
    assert short(title) == shorter
