"""Gangmu reads the plans behind a demonstration zone into records that keep their place in the text.

>>> import gangmu
>>> gangmu.read("一、总体目标\\n到2025年，新建公路10公里。".encode(), name="plan.txt").provisions[0].heading
'总体目标'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gangmu.errors import GangmuError, SourceError
    from gangmu.explaining import Explanation, explain
    from gangmu.model import Plan
    from gangmu.reading import read
    from gangmu.resolve import Gazetteer, Organisation, accept, load_gazetteer
    from gangmu.source.recognition.model import Recognition

__all__ = [
    "Explanation",
    "GangmuError",
    "Gazetteer",
    "Organisation",
    "Plan",
    "Recognition",
    "SourceError",
    "accept",
    "explain",
    "load_gazetteer",
    "read",
]

_HOMES = {
    "Explanation": "explaining",
    "Gazetteer": "resolve",
    "GangmuError": "errors",
    "Organisation": "resolve",
    "Plan": "model",
    "Recognition": "source.recognition.model",
    "SourceError": "errors",
    "accept": "resolve",
    "explain": "explaining",
    "load_gazetteer": "resolve",
    "read": "reading",
}


def __getattr__(name: str) -> object:
    """Names are brought in when first used, so that a command that reads nothing starts at once."""
    if name not in _HOMES:
        raise AttributeError(f"module 'gangmu' has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"gangmu.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
