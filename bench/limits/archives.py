"""Archives of 20 MB: very many files, and one that unpacks to far more than it holds."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from bench.limits.words import paragraph, pieces

Make = Callable[[int], bytes]
FILES = 5_000


def _many(size: int) -> bytes:
    """As many files as are let in, of text."""
    out = BytesIO()
    each = size // FILES - 200
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for number in range(FILES):
            text = "".join(pieces(lambda n, number=number: paragraph(number + n) + "\n", each))
            archive.writestr(f"方案/{number:04d}.txt", text)
    return out.getvalue()


def _bomb(size: int) -> bytes:
    """One file of zeros, packed a thousandfold."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("方案.txt", "w") as entry:
        for _ in range(size // 200_000):
            entry.write(bytes(20_000_000))
    return out.getvalue()


ARCHIVES: dict[str, tuple[str, Make]] = {
    "zip, very many files": ("zip", _many),
    "zip, bomb": ("zip", _bomb),
}
"""What each is called, its ending, and what makes it at a size in bytes."""
