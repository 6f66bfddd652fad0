"""Results of recognition on disk, by the hash of the page image and the version of what recognised it."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from gangmu.source.recognition.model import PageImage, Seen

LAYOUT = 9
"""Counts up when what is made of the engine's answers changes, so that older results are not taken."""


class Cache:
    """A folder of results. What cannot be read or written is as if it were not there: pages are then done again."""

    def __init__(self, folder: Path | None, engine: str) -> None:
        """Results of one engine.

        Args:
            folder: where they are kept; None for the user's cache folder.
            engine: name and version of what recognises.
        """
        self._folder = (folder or user_folder()) / "recognised"
        self._engine = f"{engine}/{LAYOUT}"

    def find(self, image: PageImage) -> Seen | None:
        """What is known of a page."""
        try:
            return msgspec.msgpack.decode(self._place(image).read_bytes(), type=Seen)
        except (OSError, msgspec.DecodeError, msgspec.ValidationError):
            return None

    def keep(self, image: PageImage, seen: Seen) -> None:
        """Keeps what was seen; whole or not at all, whoever else writes at the same time."""
        place = self._place(image)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent, suffix=".new")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.msgpack.encode(seen))
                Path(name).replace(place)
            except OSError:
                Path(name).unlink(missing_ok=True)

    def _place(self, image: PageImage) -> Path:
        key = hashlib.sha256(f"{self._engine} {image.width} {image.height} {image.dpi:.1f} ".encode())
        key.update(image.pixels)
        digest = key.hexdigest()
        return self._folder / digest[:2] / digest


def user_folder() -> Path:
    """The folder for what can be made again: `GANGMU_CACHE`, else the system's own place for such things."""
    named = os.environ.get("GANGMU_CACHE")
    if named:
        return Path(named)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "gangmu" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "gangmu"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "gangmu"
