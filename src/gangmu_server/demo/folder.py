"""Which files of a folder the demo loads."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from gangmu_server.demo.telling import said

SUFFIXES = (".docx", ".pdf", ".ofd", ".html", ".htm", ".xlsx", ".txt", ".doc", ".wps", ".xls", ".et")
"""What is loaded, best first: the same document in two formats is loaded once. Old office files need LibreOffice."""
PACKAGED = Path(__file__).resolve().parent / "specimen"
CHECKOUT = Path(__file__).resolve().parents[3] / "examples"


class NoPlansError(Exception):
    """The folder is not there or holds nothing that can be read."""


def specimen_folder() -> Path:
    """The specimen: beside the package where it was installed, else in the checkout.

    Raises:
        NoPlansError: neither is there.
    """
    found = next((folder for folder in (PACKAGED, CHECKOUT) if folder.is_dir()), None)
    if found is None:
        raise NoPlansError(said(_("没有找到示例文件。请用 --plans 指定放有规划文件的文件夹。")))
    return found


def plan_files(folder: Path) -> list[Path]:
    """The files to load from a folder and those inside it, by name; of files beside each other that differ only in
    their ending, the best.

    Raises:
        NoPlansError: the folder is not there or holds nothing to load.
    """
    if not folder.is_dir():
        raise NoPlansError(said(_("没有文件夹 %(folder)s。"), folder=folder))
    best: dict[Path, Path] = {}
    for path in _visible_files(folder):
        other = best.get(path.with_suffix(""))
        if other is None or _rank(path) < _rank(other):
            best[path.with_suffix("")] = path
    if not best:
        raise NoPlansError(
            said(_("%(folder)s 里没有可以读取的文件（%(kinds)s）。"), folder=folder, kinds=" ".join(SUFFIXES))
        )
    return [best[stem] for stem in sorted(best)]


def _visible_files(folder: Path) -> Iterator[Path]:
    """Files of an ending that is loaded; what is hidden, and the locks of open documents, are not seen."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(parent, name)
            if path.suffix.lower() in SUFFIXES and not name.startswith((".", "~$")):
                yield path


def _rank(path: Path) -> int:
    return SUFFIXES.index(path.suffix.lower())
