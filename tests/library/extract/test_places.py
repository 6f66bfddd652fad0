"""Places that a document names: whole, shortened, in lists, and inside its own prefecture."""

from __future__ import annotations

import pytest

from gangmu.extract.places import PlaceNames

CASES = [
    # text, places found in it in order, why
    ("甲乙县建设产业园。支持甲乙申报示范县。", ("甲乙县", "甲乙"), "a name printed whole makes its short form"),
    (
        "赣州市开展试点。推进石城通用机场建设。",
        ("赣州市", "石城"),
        "a county inside the prefecture the document names most",
    ),
    ("龙岩市开展试点。推进石城通用机场建设。", ("龙岩市",), "a county of another prefecture is not looked for"),
    ("推进石城通用机场建设。", (), "no prefecture named, nothing to go by"),
]


@pytest.mark.parametrize(("text", "places", "why"), CASES, ids=[why for *_, why in CASES])
def test_a_document_names_its_places(text: str, places: tuple[str, ...], why: str) -> None:
    assert PlaceNames.of(text).between(0, len(text)) == places
