"""Which files of a folder the demo loads."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from gangmu_server.demo.telling import said

SUFFIXES = (".docx", ".pdf", ".html", ".htm", ".xlsx", ".txt")
"""What is read, best first: the same document in two formats is loaded once."""
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
    """The files to load, by name; of files that differ only in their ending, the best.

    Raises:
        NoPlansError: the folder is not there or holds nothing to load.
    """
    if not folder.is_dir():
        raise NoPlansError(said(_("没有文件夹 %(folder)s。"), folder=folder))
    best: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        rank = SUFFIXES.index(path.suffix.lower()) if path.suffix.lower() in SUFFIXES else None
        if rank is None or not path.is_file() or path.name.startswith((".", "~$")):
            continue
        other = best.get(path.stem)
        if other is None or rank < SUFFIXES.index(other.suffix.lower()):
            best[path.stem] = path
    if not best:
        raise NoPlansError(
            said(_("%(folder)s 里没有可以读取的文件（%(kinds)s）。"), folder=folder, kinds=" ".join(SUFFIXES))
        )
    return [best[stem] for stem in sorted(best)]
