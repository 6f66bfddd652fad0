"""Why a reading failed, as a sentence and a next step in the language of the request."""

from __future__ import annotations

from gangmu_server.base.sentences import library_sentence
from gangmu_server.library.models import Reading


def failure(reading: Reading) -> tuple[str, str]:
    """Sentence and next step of a failed reading; empty for any other."""
    if not reading.error_code:
        return "", ""
    return library_sentence(reading.error_code, reading.error_data)
