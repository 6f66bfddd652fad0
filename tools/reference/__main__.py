"""Write docs/reference/.

python -m tools.reference            write
python -m tools.reference --check    say what is out of date, and fail
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tools.reference import alignment, command_line, grammar, plan_json, python_api, rules, strength

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference"
PAGES: dict[str, Callable[[], str]] = {
    "alignment.md": alignment.page,
    "cli.md": command_line.page,
    "errors.md": python_api.error_page,
    "plan-json.md": plan_json.page,
    "plan.schema.json": plan_json.schema,
    "python-api.md": python_api.page,
    "rules.md": rules.page,
    "rules.zh.md": rules.chinese_page,
    "strength.md": strength.page,
}
NOTE = "<!-- Written by `make docs` from the code. Do not edit. -->\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a page is out of date")
    options = parser.parse_args()
    raised = grammar.refreshed(write=not options.check)
    if raised:
        told = "the rules are others than its version stands for, run make docs" if options.check else "version raised"
        print(f"{grammar.FILE.relative_to(FOLDER.parents[1])}: {told}")
    stale = [name for name, page in PAGES.items() if refreshed(name, page(), write=not options.check)]
    for name in stale:
        print(f"docs/reference/{name}: {'out of date, run make docs' if options.check else 'written'}")
    return 1 if (stale or raised) and options.check else 0


def refreshed(name: str, text: str, write: bool) -> bool:
    """Whether the page differs from what the code says; written where asked."""
    path = FOLDER / name
    whole = text if path.suffix == ".json" else NOTE + text
    if path.exists() and path.read_text("utf-8") == whole:
        return False
    if write:
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_text(whole, "utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
