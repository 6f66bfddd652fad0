"""Where the real documents lie, and which there are."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
NAMES = tuple(
    str(path.relative_to(SHARED)) for folder in ("plans", "corpus") for path in sorted((SHARED / folder).glob("*.txt"))
)
"""Every plan and every document of the corpus; empty where the folder is missing."""
