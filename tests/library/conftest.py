"""What holds for every test of the library."""

from __future__ import annotations

import pytest

from gangmu.source.recognition.pages import is_installed


@pytest.fixture(autouse=True)
def _recognition(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Text recognition is off but where a test asks for it, so that all others say the same with and without it."""
    if request.node.get_closest_marker("ocr") is None:
        monkeypatch.setenv("GANGMU_OCR", "off")
    elif not is_installed():
        pytest.skip("text recognition is not installed: pip install gangmu[ocr]")
