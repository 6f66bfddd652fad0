"""Fetch the front-end parts the web pages use and lay them into the package, with licence and version.

Run it by hand when a version changes (it needs npm and the package registry); the result is committed, so that
neither users nor the build need a network: `python tools/vendor_assets.py`.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import tarfile
import tempfile
from pathlib import Path

VENDOR = Path(__file__).parents[1] / "src/gangmu_server/web/static/web/vendor"

FILES = {
    "bootstrap@5.3.9": ("MIT", {"dist/css/bootstrap.min.css": "bootstrap.min.css", "LICENSE": "LICENSE"}),
    "tom-select@2.6.2": (
        "Apache-2.0",
        {
            "dist/js/tom-select.base.min.js": "tom-select.base.min.js",
            "dist/css/tom-select.bootstrap5.min.css": "tom-select.bootstrap5.min.css",
            "LICENSE": "LICENSE",
        },
    ),
    "@tabler/icons@3.51.0": ("MIT", {"LICENSE": "LICENSE"}),
}

ICONS = """
alert-circle alert-triangle arrow-back-up arrow-left arrow-right arrows-sort book-2 bookmark building building-bank
building-community calendar-due check checklist chevron-down chevron-left chevron-right chevron-up circle-check clock
columns-3 copy dots download external-link eye file-description file-spreadsheet file-text file-type-docx files filter
help history home id-badge-2 info-circle key keyboard language layout-sidebar link list-details loader-2 lock login
logout map-pin menu-2 paperclip pencil plus point printer quote refresh route search settings shield-check shield-x
sitemap sort-ascending sort-descending stack-2 table target trash upload user user-check users x
""".split()


def main() -> None:
    """Fetch every package, copy the files named above, build the icon sprite, write `vendor.json`."""
    entries = []
    with tempfile.TemporaryDirectory() as folder:
        for spec, (licence, files) in FILES.items():
            package = fetch(spec, Path(folder))
            entries.append(take(spec, licence, files, package))
            if spec.startswith("@tabler/icons"):
                entries[-1]["files"] |= sprite(package, VENDOR / "tabler-icons")
    text = json.dumps(entries, indent=2, ensure_ascii=False)
    (VENDOR / "vendor.json").write_text(text + "\n", encoding="utf-8")


def fetch(spec: str, folder: Path) -> Path:
    """Unpack one npm package below `folder` and return its root."""
    out = subprocess.run(["npm", "pack", spec, "--silent"], cwd=folder, check=True, capture_output=True, text=True)
    target = folder / spec.replace("/", "-")
    with tarfile.open(folder / out.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def take(spec: str, licence: str, files: dict[str, str], package: Path) -> dict:
    """Copy the named files of a package, without pointers to source maps."""
    name, version = spec.rsplit("@", 1)
    folder = VENDOR / name.lstrip("@").replace("/", "-")
    folder.mkdir(parents=True, exist_ok=True)
    digests = {}
    for inside, outside in files.items():
        text = (package / inside).read_text(encoding="utf-8")
        text = re.sub(r"\s*(//|/\*)# sourceMappingURL=[^\s*]*(\s*\*/)?\s*$", "\n", text)
        (folder / outside).write_text(text, encoding="utf-8")
        digests[f"{folder.name}/{outside}"] = hashlib.sha256(text.encode()).hexdigest()
    return {"name": name, "version": version, "licence": licence, "files": digests}


def sprite(package: Path, folder: Path) -> dict[str, str]:
    """One SVG file with a `<symbol>` for each icon in `ICONS`, to be used by `<use href="…#name">`."""
    symbols = []
    for name in ICONS:
        svg = (package / "icons/outline" / f"{name}.svg").read_text(encoding="utf-8")
        paths = re.findall(r"<(?:path|circle|rect|line|polyline)[^>]*/>", svg)
        inner = "".join(p for p in paths if 'stroke="none"' not in p)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inner}</symbol>')
    text = '<svg xmlns="http://www.w3.org/2000/svg">\n' + "\n".join(symbols) + "\n</svg>\n"
    (folder / "icons.svg").write_text(text, encoding="utf-8")
    return {f"{folder.name}/icons.svg": hashlib.sha256(text.encode()).hexdigest()}


if __name__ == "__main__":
    main()
