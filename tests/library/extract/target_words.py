"""Targets written in one line each, so that a table of cases can be read."""

from __future__ import annotations

from gangmu.extract.targets import Context, FoundTarget, targets_in


def read(text: str, year: int | None = 2026, **context: object) -> list[FoundTarget]:
    return targets_in(text, 0, len(text), Context(year=year, **context))  # type: ignore[arg-type]


def figure(target: FoundTarget) -> str:
    """`8 个 at_least`; a basis other than level and a deadline follow where there are any."""
    value = f"{target.value}" if target.value_max is None else f"{target.value}~{target.value_max}"
    words = [value, target.unit or "-", target.comparator]
    words += [target.basis] if target.basis != "level" else []
    words += [target.deadline or f"?{target.deadline_text}"] if target.deadline_text else []
    return " ".join(words)


def line(target: FoundTarget) -> str:
    if target.recurrence:
        return f"every {target.recurrence} {target.metric}"
    if target.value is not None:
        return figure(target)
    return " ".join(filter(None, [target.comparator, target.metric, target.deadline]))


def lines(text: str, year: int | None = 2026, **context: object) -> list[str]:
    return [line(target) for target in read(text, year, **context)]
