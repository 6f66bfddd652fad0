"""Gangmu reads the plans behind a demonstration zone into records that keep their place in the text.

>>> import gangmu
>>> gangmu.read("一、总体目标\\n到2025年，新建公路10公里。".encode(), name="plan.txt").provisions[0].heading
'总体目标'
"""

from __future__ import annotations

from gangmu.errors import GangmuError, SourceError
from gangmu.explaining import Explanation, explain
from gangmu.model import Plan
from gangmu.reading import read

__all__ = ["Explanation", "GangmuError", "Plan", "SourceError", "explain", "read"]
