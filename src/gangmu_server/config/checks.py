"""System checks: faults of the installation, each with an id and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.checks import Warning as Caution
from django.db import connections

LOCAL = {"127.0.0.1", "localhost", "[::1]"}


def check_environment(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """gangmu.W001: a GANGMU_ variable nobody reads; gangmu.E002: the data directory cannot be written."""
    env = settings.ENV
    found: list[CheckMessage] = [
        Caution(f"Nothing reads the variable {name}.", hint="Correct its name or unset it.", id="gangmu.W001")
        for name in env.unknown
    ]
    probe = env.data_dir / ".writable"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        hint = "Give this process a folder it may write with GANGMU_DATA_DIR."
        found.append(Error(f"{env.data_dir} cannot be written: {error.strerror}.", hint=hint, id="gangmu.E002"))
    return found


def check_exposure(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    """gangmu.W003: others may reach the server without HTTPS; gangmu.E004: debug is on where others reach it."""
    env = settings.ENV
    others = [host for host in env.allowed_hosts if host not in LOCAL]
    found: list[CheckMessage] = []
    if others and not env.https:
        hint = "Put a proxy with a certificate in front and set GANGMU_HTTPS=yes."
        found.append(Caution(f"{others[0]} is served without HTTPS.", hint=hint, id="gangmu.W003"))
    if others and env.debug:
        hint = "Unset GANGMU_DEBUG: its pages show settings and source to whoever asks."
        found.append(Error("GANGMU_DEBUG is on for a server that others reach.", hint=hint, id="gangmu.E004"))
    return found


def check_database(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """gangmu.E005: SQLite without FTS5; gangmu.E006: PostgreSQL that does not keep text as UTF-8."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor == "sqlite" and not _has_fts5():
            hint = "Use a Python whose SQLite has FTS5, or PostgreSQL."
            found.append(Error("This SQLite has no full-text search (FTS5).", hint=hint, id="gangmu.E005"))
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SHOW server_encoding")
                encoding = cursor.fetchone()[0]
            if encoding != "UTF8":
                hint = "Create the database with ENCODING 'UTF8'."
                found.append(Error(f"The database's encoding is {encoding}.", hint=hint, id="gangmu.E006"))
    return found


def _has_fts5() -> bool:
    with sqlite3.connect(":memory:") as memory:
        try:
            memory.execute("CREATE VIRTUAL TABLE probe USING fts5(x)")
        except sqlite3.OperationalError:
            return False
    return True
