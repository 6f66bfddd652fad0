"""Database triggers that refuse to change or delete an audit entry, whoever asks.

A migration that rebuilds the table on SQLite (altering a field) drops them: it must call `install` again at its end.
"""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "audit_auditentry"
NAMES = ("audit_entry_no_update", "audit_entry_no_delete")
REASON = "audit entries are append-only"

SQLITE = tuple(
    f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REASON}'); END"
    for name, event in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
)
FUNCTION = (
    "CREATE OR REPLACE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REASON}'; END $$"
)
POSTGRESQL = (
    FUNCTION,
    *(
        f"CREATE TRIGGER {name} BEFORE {event} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()"
        for name, event in zip(NAMES, ("UPDATE", "DELETE"), strict=True)
    ),
)
PRESENT = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled <> 'D'",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place that are not there."""
    missing = missing_triggers(connection)
    statements = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        for statement in statements:
            if statement is FUNCTION or any(name in statement for name in missing):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away (a migration going back; tests that empty the tables)."""
    target = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{target}")


def missing_triggers(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that are not in place and enabled."""
    with connection.cursor() as cursor:
        cursor.execute(PRESENT[connection.vendor], [TABLE])
        present = {row[0] for row in cursor.fetchall()}
    return [name for name in NAMES if name not in present]
