"""Long texts: the time they take grows with their length, whatever they are made of."""

from __future__ import annotations

import time

import pytest

import gangmu

HEADS = "序号,工作内容,责任单位\n"
MADE_OF = [
    ("one table with commas", HEADS, '"1","修渠6公里，补种""甲""号果树。","县甲局"\n', "csv"),
    (
        "very many tables with commas",
        "",
        f'{HEADS}"1","修渠6公里。","县甲局"\n"2","修路8公里。","县乙局"\n\n后面是正文。\n\n',
        "csv",
    ),
    ("brackets that only open", "", "（《“〔", "txt"),
]


@pytest.mark.parametrize(("what", "first", "piece", "ending"), MADE_OF, ids=[case[0] for case in MADE_OF])
def test_the_time_of_reading_grows_with_the_length(what: str, first: str, piece: str, ending: str) -> None:
    def seconds(length: int) -> float:
        data = (first + piece * (length // len(piece))).encode()
        begun = time.process_time()
        gangmu.read(data, name=f"{what}.{ending}")
        return time.process_time() - begun

    seconds(2_000)
    assert seconds(320_000) < 14 * max(seconds(40_000), 0.05)
