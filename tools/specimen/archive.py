"""Zip containers (.docx, .xlsx, .ofd) written so that building twice gives the same bytes."""

from __future__ import annotations

import zipfile
from pathlib import Path

EPOCH = (2022, 7, 5, 0, 0, 0)
"""The date every member carries: the specimen's own, not the day of building."""

MEDIA = (".docx", ".xlsx", ".ofd")


def settle(path: Path) -> None:
    """Write a container anew: members in their order, all of one date, no trace of the machine."""
    with zipfile.ZipFile(path) as old:
        members = [(info.filename, old.read(info)) for info in old.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as new:
        for name, data in members:
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            new.writestr(info, data)


def members(path: Path) -> dict[str, bytes]:
    """What a container holds, compression aside."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
