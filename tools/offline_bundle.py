"""Build dist/gangmu-VERSION-offline.tar.gz: wheels with their hashes, our own wheel, and one script that installs them.

The machine that installs needs python3 with venv and no network. Wheels for several Pythons lie in one folder; pip takes what fits.

python tools/offline_bundle.py [--python "3.11 3.12 3.13"] [--machine x86_64]
"""

from __future__ import annotations

import argparse
import platform
import shutil
import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHONS = "3.11 3.12 3.13"
# What a wheel may call a Linux with glibc; pip wants every name spelled out.
GLIBC_NAMES = (
    "manylinux2014",
    "manylinux_2_17",
    "manylinux_2_24",
    "manylinux_2_27",
    "manylinux_2_28",
    "manylinux_2_34",
)
SHIPPED = ("LICENSE", "CHANGELOG.md", "requirements.lock")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", default=PYTHONS, help=f"versions to bring wheels for (default {PYTHONS})")
    parser.add_argument("--machine", default="", help="processor of the machine that installs (default: this one's)")
    options = parser.parse_args()
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    folder = ROOT / "dist" / f"gangmu-{version}-offline"
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "wheels").mkdir(parents=True)
    for python in (options.python or PYTHONS).split():
        download(python, options.machine or platform.machine(), folder / "wheels")
    build_own_wheel(folder / "wheels")
    copy_rest(folder)
    archive = pack(folder)
    wheels = sum(1 for _ in (folder / "wheels").iterdir())
    print(f"{archive.relative_to(ROOT)}: {wheels} wheels, {archive.stat().st_size / 1e6:.0f} MB")
    return 0


def download(python: str, machine: str, wheels: Path) -> None:
    """The locked packages as wheels for one Python, hashes checked."""
    print(f"Wheels for Python {python} on {machine}…")
    names = [flag for name in GLIBC_NAMES for flag in ("--platform", f"{name}_{machine}")]
    pip(
        *("download", "--only-binary", ":all:", "--no-deps", "--require-hashes", "--python-version", python),
        *(*names, "--dest", str(wheels), "--requirement", str(ROOT / "requirements.lock")),
    )


def build_own_wheel(wheels: Path) -> None:
    """Our own distribution, built with what the lock brought."""
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(wheels), str(ROOT))


def pip(*arguments: str) -> None:
    subprocess.run([sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", *arguments], check=True)


def copy_rest(folder: Path) -> None:
    """The script, the lock, the licence, the pages, and the specimen to try it on."""
    for name in SHIPPED:
        shutil.copy2(ROOT / name, folder / name)
    for name in ("install.sh", "README.md"):
        shutil.copy2(ROOT / "tools" / "offline" / name, folder / name)
    shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("source", "golden"))
    shutil.copytree(ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("decisions"))


def pack(folder: Path) -> Path:
    """The folder as one archive beside it, with no name of this machine's accounts in it."""

    def nameless(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        return member

    archive = folder.with_name(folder.name + ".tar.gz")
    with tarfile.open(archive, "w:gz") as file:
        file.add(folder, arcname=folder.name, filter=nameless)
    return archive


if __name__ == "__main__":
    sys.exit(main())
