"""How long a search over the five plans takes, through the server's own search on a fresh SQLite database."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from bench.documents import ROOT, five_plans


def measure() -> dict[str, object]:
    """Median and 95th percentile in milliseconds over ordinary words, one to several at a time."""
    documents = five_plans()
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("GANGMU_")},
            "DJANGO_SETTINGS_MODULE": "gangmu_server.config.settings",
            "GANGMU_DATA_DIR": folder,
            "GANGMU_LOG_LEVEL": "ERROR",
        }
        command = [sys.executable, "-m", "bench.search_passes", *map(str, documents.files)]
        child = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, object] = json.loads(child.stdout.splitlines()[-1])
    return {"documents": documents.origin, **found}
