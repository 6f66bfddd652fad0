"""Links between the server's models point down the list of layers; import-linter sees imports, not foreign keys given by name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

LINKS = """
import json, django
django.setup()
from django.apps import apps
print(json.dumps(sorted({
    (model._meta.app_label, field.related_model._meta.app_label, f"{model.__name__}.{field.name}")
    for model in apps.get_models()
    for field in model._meta.get_fields()
    if field.is_relation and field.concrete and field.related_model and not isinstance(field.related_model, str)
    if model.__module__.startswith("gangmu_server") and field.related_model.__module__.startswith("gangmu_server")
})))
"""


def ranks(root: Path) -> dict[str, int]:
    """Each app's place in the list of server layers; higher is higher up."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "server")
    return {
        app.strip().strip("()"): len(layers) - depth
        for depth, layer in enumerate(layers)
        for app in layer.replace(":", "|").split("|")
    }


def links(folder: Path) -> list[tuple[str, str, str]]:
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "gangmu_server.config.settings",
        "GANGMU_DATA_DIR": str(folder),
    }
    done = subprocess.run([sys.executable, "-c", LINKS], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(link) for link in json.loads(done.stdout)]


def test_links_between_models_point_down_the_list_of_layers(root: Path, tmp_path: Path) -> None:
    rank = ranks(root)
    found = links(tmp_path)
    assert found
    # What audit records names users and zones, and it does so through settings, not by an import (layer 3's one exception).
    upward = [f"{field} → {to}" for app, to, field in found if app not in {to, "audit"} and rank[app] <= rank[to]]
    assert upward == []
