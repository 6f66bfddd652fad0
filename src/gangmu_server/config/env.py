"""The environment, read once and typed. Every key the server knows is a field of `Environment`."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

PREFIX = "GANGMU_"
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})
KEYS = (
    "DATA_DIR",
    "DATABASE_URL",
    "SECRET_KEY",
    "SECRET_KEY_FILE",
    "DEBUG",
    "ALLOWED_HOSTS",
    "TRUSTED_ORIGINS",
    "HTTPS",
    "PROXIES",
    "TIME_ZONE",
    "LANGUAGE",
    "EMAIL_URL",
    "EMAIL_FROM",
    "SESSION_MINUTES",
    "UPLOAD_LIMIT_MB",
    "LOG_LEVEL",
    "ADMIN_PASSWORD",  # read by createadmin alone, never kept
)
LIBRARY_KEYS = ("SOFFICE", "OCR", "CACHE", "TRACEBACK")
"""What the library reads by itself: not settings of the server, and no misspelt ones either."""
KNOWN = frozenset((*KEYS, *LIBRARY_KEYS))


class EnvironmentValueError(Exception):
    """A GANGMU_ variable holds a value the server cannot use. Cure: correct or unset the named variable."""

    def __init__(self, key: str, value: str, wanted: str) -> None:
        super().__init__(f"{PREFIX}{key}={value!r}: {wanted}.")
        self.key = key


@dataclass(frozen=True, slots=True)
class Environment:
    """All settings that may differ between installations, checked and typed."""

    data_dir: Path
    database_url: str
    secret_key: str
    debug: bool
    allowed_hosts: tuple[str, ...]
    trusted_origins: tuple[str, ...]
    https: bool
    proxies: int
    time_zone: str
    language: str
    email_url: str
    email_from: str
    session_minutes: int
    upload_limit_mb: int
    log_level: str
    unknown: tuple[str, ...]


def read_environment(source: Mapping[str, str] | None = None) -> Environment:
    """Read the environment.

    Args:
        source: the variables; the process's own when left out.

    Returns:
        Every setting with its default filled in. Makes the data directory and, in it, a secret key where none is given.

    Raises:
        EnvironmentValueError: a value is of the wrong type or out of range.
    """
    env = os.environ if source is None else source
    data_dir = _data_dir(env)
    return Environment(
        data_dir=data_dir,
        database_url=_text(env, "DATABASE_URL", f"sqlite:///{data_dir / 'gangmu.sqlite3'}"),
        secret_key=_secret(env, data_dir),
        debug=_flag(env, "DEBUG"),
        allowed_hosts=_words(env, "ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]")),
        trusted_origins=_words(env, "TRUSTED_ORIGINS", ()),
        https=_flag(env, "HTTPS"),
        proxies=_number(env, "PROXIES", 0, 0, 9),
        time_zone=_text(env, "TIME_ZONE", "Asia/Shanghai"),
        language=_choice(env, "LANGUAGE", "zh-hans", ("zh-hans", "en")),
        email_url=_text(env, "EMAIL_URL", "file:"),
        email_from=_text(env, "EMAIL_FROM", "gangmu@localhost"),
        session_minutes=_number(env, "SESSION_MINUTES", 30, 1, 24 * 60),
        upload_limit_mb=_number(env, "UPLOAD_LIMIT_MB", 50, 1, 1000),
        log_level=_choice(env, "LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")),
        unknown=tuple(sorted(k for k in env if k.startswith(PREFIX) and k.removeprefix(PREFIX) not in KNOWN)),
    )


def database_settings(url: str) -> dict[str, object]:
    """Django's DATABASES entry for a `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST:PORT/NAME?…` address.

    Raises:
        EnvironmentValueError: the scheme is neither, or no database is named.
    """
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if parts.scheme == "sqlite" and name:
        return _sqlite(name)
    if parts.scheme in {"postgres", "postgresql"} and name:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": name,
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **dict(parse_qsl(parts.query))},
        }
    raise EnvironmentValueError("DATABASE_URL", url, "give sqlite:///PATH or postgresql://USER@HOST/NAME")


def email_settings(url: str, data_dir: Path) -> dict[str, object]:
    """Django's e-mail settings for `file:` (messages kept as files), `console:` or `smtp://USER:PASSWORD@HOST:PORT`.

    Raises:
        EnvironmentValueError: any other scheme.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return {"EMAIL_BACKEND": _BACKEND + "filebased.EmailBackend", "EMAIL_FILE_PATH": str(data_dir / "mail")}
    if parts.scheme == "console":
        return {"EMAIL_BACKEND": _BACKEND + "console.EmailBackend"}
    if parts.scheme in {"smtp", "smtps"} and parts.hostname:
        return {
            "EMAIL_BACKEND": _BACKEND + "smtp.EmailBackend",
            "EMAIL_HOST": parts.hostname,
            "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
            "EMAIL_HOST_USER": unquote(parts.username or ""),
            "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
            "EMAIL_USE_SSL": parts.scheme == "smtps",
        }
    raise EnvironmentValueError("EMAIL_URL", url, "give file:, console: or smtp://USER:PASSWORD@HOST:PORT")


_BACKEND = "django.core.mail.backends."


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA cache_size=-20000;",
        },
    }


def _text(env: Mapping[str, str], key: str, default: str) -> str:
    return env.get(PREFIX + key, "").strip() or default


def _words(env: Mapping[str, str], key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    words = tuple(w.strip() for w in env.get(PREFIX + key, "").split(",") if w.strip())
    return words or default


def _flag(env: Mapping[str, str], key: str) -> bool:
    value = env.get(PREFIX + key, "").strip().lower()
    if value in TRUE or value in FALSE:
        return value in TRUE
    raise EnvironmentValueError(key, value, "give yes or no")


def _number(env: Mapping[str, str], key: str, default: int, low: int, high: int) -> int:
    value = env.get(PREFIX + key, "").strip()
    if not value:
        return default
    if not value.isascii() or not value.isdigit() or not low <= int(value) <= high:
        raise EnvironmentValueError(key, value, f"give a whole number from {low} to {high}")
    return int(value)


def _choice(env: Mapping[str, str], key: str, default: str, allowed: tuple[str, ...]) -> str:
    value = _text(env, key, default)
    if value not in allowed:
        raise EnvironmentValueError(key, value, "give one of " + ", ".join(allowed))
    return value


def _data_dir(env: Mapping[str, str]) -> Path:
    home = Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    folder = Path(_text(env, "DATA_DIR", str(home / "gangmu"))).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _secret(env: Mapping[str, str], data_dir: Path) -> str:
    given = _text(env, "SECRET_KEY", "")
    if given:
        return given
    path = Path(_text(env, "SECRET_KEY_FILE", str(data_dir / "secret-key")))
    try:
        # Made only by the process that gets there first; the others read what it wrote.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    key = path.read_text().strip()
    if len(key) < 32:
        raise EnvironmentValueError("SECRET_KEY_FILE", str(path), "the file must hold a key of 32 characters or more")
    return key
