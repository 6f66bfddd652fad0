"""Settings come from the environment, typed, safe where nothing is said, refused where they make no sense."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from gangmu_server.config.env import (
    KEYS,
    EnvironmentValueError,
    database_settings,
    email_settings,
    read_environment,
)

SETTINGS = Path(__file__).resolve().parents[2] / "src" / "gangmu_server" / "config" / "settings.py"


@pytest.fixture
def empty(tmp_path: Path) -> dict[str, str]:
    return {"GANGMU_DATA_DIR": str(tmp_path / "data")}


def test_an_empty_environment_is_safe(empty: dict[str, str]) -> None:
    env = read_environment(empty)
    assert (env.debug, env.https, env.proxies) == (False, False, 0)
    assert env.allowed_hosts == ("127.0.0.1", "localhost", "[::1]")
    assert (env.language, env.time_zone, env.session_minutes) == ("zh-hans", "Asia/Shanghai", 30)
    assert env.database_url.startswith("sqlite:///")


def test_the_secret_key_is_made_once_and_is_nobody_elses_to_read(empty: dict[str, str]) -> None:
    first, second = read_environment(empty), read_environment(empty)
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) > 50
    assert stat.S_IMODE((first.data_dir / "secret-key").stat().st_mode) == 0o600


def test_a_short_secret_key_in_the_file_is_refused(empty: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "key").write_text("short")
    with pytest.raises(EnvironmentValueError, match="SECRET_KEY_FILE"):
        read_environment({**empty, "GANGMU_SECRET_KEY_FILE": str(tmp_path / "key")})


@pytest.mark.parametrize(
    ("key", "value", "field", "wanted"),
    [
        ("DEBUG", "yes", "debug", True),
        ("DEBUG", "off", "debug", False),
        ("HTTPS", "1", "https", True),
        ("ALLOWED_HOSTS", "plan.example.cn, 10.0.0.8", "allowed_hosts", ("plan.example.cn", "10.0.0.8")),
        ("SESSION_MINUTES", "45", "session_minutes", 45),
        ("LANGUAGE", "en", "language", "en"),
        ("PROXIES", "1", "proxies", 1),
    ],
)
def test_values_are_typed(empty: dict[str, str], key: str, value: str, field: str, wanted: object) -> None:
    assert getattr(read_environment({**empty, f"GANGMU_{key}": value}), field) == wanted


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("DEBUG", "perhaps"),
        ("SESSION_MINUTES", "half an hour"),
        ("SESSION_MINUTES", "0"),
        ("SESSION_MINUTES", "３０"),
        ("UPLOAD_LIMIT_MB", "-1"),
        ("LANGUAGE", "fr"),
        ("LOG_LEVEL", "LOUD"),
        ("PROXIES", "10"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_name(empty: dict[str, str], key: str, value: str) -> None:
    with pytest.raises(EnvironmentValueError, match=f"GANGMU_{key}="):
        read_environment({**empty, f"GANGMU_{key}": value})


def test_unknown_variables_are_told(empty: dict[str, str]) -> None:
    assert read_environment({**empty, "GANGMU_DATABSE_URL": "x", "HOME": "/"}).unknown == ("GANGMU_DATABSE_URL",)


@pytest.mark.parametrize("name", ["GANGMU_SOFFICE", "GANGMU_OCR", "GANGMU_CACHE", "GANGMU_TRACEBACK"])
def test_what_the_library_reads_by_itself_is_not_called_unknown(empty: dict[str, str], name: str) -> None:
    assert read_environment({**empty, name: "x"}).unknown == ()


@pytest.mark.parametrize("url", ["mysql://h/n", "sqlite:///", "postgresql://host", "nonsense"])
def test_a_database_we_do_not_know_is_refused(url: str) -> None:
    with pytest.raises(EnvironmentValueError, match="DATABASE_URL"):
        database_settings(url)


def test_a_postgresql_address_is_taken_apart() -> None:
    found = database_settings("postgresql://office:p%40ss@db.local:5433/plans?sslmode=require")
    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"], found["NAME"]) == (
        "office",
        "p@ss",
        "db.local",
        "5433",
        "plans",
    )
    assert found["OPTIONS"]["sslmode"] == "require"
    assert found["OPTIONS"]["pool"]


def test_sqlite_waits_for_its_turn_instead_of_failing() -> None:
    options = database_settings("sqlite:////srv/gangmu.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


@pytest.mark.parametrize(
    ("url", "backend"),
    [("file:", "filebased"), ("console:", "console"), ("smtp://u:p@mail:2525", "smtp"), ("smtps://mail", "smtp")],
)
def test_mail_goes_where_the_address_says(url: str, backend: str, tmp_path: Path) -> None:
    assert f".{backend}." in str(email_settings(url, tmp_path)["EMAIL_BACKEND"])


def test_mail_to_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentValueError, match="EMAIL_URL"):
        email_settings("pigeon://loft", tmp_path)


def test_settings_stay_small() -> None:
    assert len(SETTINGS.read_text(encoding="utf-8").splitlines()) < 250
    assert len(KEYS) < 20
