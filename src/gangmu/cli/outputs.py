"""Where results are written, and in what form, by what the name of the file says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from gangmu.errors import OutputError, OutputFormError


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """A place to write to, its folder made where it is missing.

    Raises:
        OutputError: the place cannot be written to.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as error:
        raise OutputError(name=str(path), reason=error.strerror or type(error).__name__) from error


def form_of(path: Path | None, forms: Mapping[str, str], usual: str) -> str:
    """The form that a file's ending asks for; the usual one where there is no file or no ending.

    Args:
        path: where a result is to be written.
        forms: endings and their forms.
        usual: the form without an ending.

    Raises:
        OutputFormError: the ending is of another form.
    """
    suffix = "" if path is None else path.suffix.lower()
    if not suffix:
        return usual
    if suffix not in forms:
        raise OutputFormError(name=str(path), suffix=suffix, known="、".join(forms))
    return forms[suffix]
