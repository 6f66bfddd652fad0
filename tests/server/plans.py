"""Plans built by hand, so that what the server does with records is tested apart from how they are read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gangmu.model import (
    Document,
    Indicator,
    IndicatorValue,
    Plan,
    Project,
    Proposal,
    Provision,
    Responsibility,
    SourceInfo,
    Target,
    Task,
)
from gangmu_server.base.clock import now
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.layout import blocks_of_lines
from gangmu_server.library.models import Edition, Reading
from gangmu_server.library.models import Plan as PlanRow
from gangmu_server.library.reading.outcomes import finish_reading, start_reading
from gangmu_server.library.reading.run import Result


class Builder:
    """Adds records one after the other; each gets the next stretch of the text."""

    def __init__(self, title: str = "关于落实示范区方案的意见", **facts: Any) -> None:
        self.text = ""
        self.title = title
        self.facts = {"level": "county", "places": ("章贡区",), **facts}
        self.records: dict[str, list[Any]] = {}
        self.proposals: tuple[Proposal, ...] = ()

    def place(self, text: str) -> dict[str, Any]:
        """Put a text at the end and tell where it stands."""
        start = len(self.text)
        self.text += text + "\n"
        return {"text": text, "span": (start, start + len(text))}

    def provision(self, address: str, text: str, parent: str | None = None, **more: Any) -> Builder:
        facts = {"kind": "article", "number": None, "heading": None, **more}
        return self._add("provisions", Provision(id=address, parent=parent, **self.place(text), **facts))

    def task(
        self, address: str, content: str, units: Sequence[str], leaders: Sequence[str] = (), **more: Any
    ) -> Builder:
        place = self.place(content)
        facts = {"year": 2022, "lead_unit": units[0] if units else None, "annual_goals": (), "overall_goals": ()}
        annex, _, number = address.rpartition("-")
        return self._add(
            "tasks",
            Task(
                id=address,
                annex=annex,
                number=number,
                section=None,
                content=content,
                units=tuple(units),
                leaders=tuple(leaders),
                span=place["span"],
                **{**facts, **more},
            ),
        )

    def duty(self, address: str, text: str, units: Sequence[str], lead: str | None = None, **more: Any) -> Builder:
        place = self.place(text)
        mark = (place["span"][1], place["span"][1])
        row = Responsibility(
            id=address, provision=None, units=tuple(units), lead_unit=lead, mark_span=mark, **place, **more
        )
        return self._add("responsibilities", row)

    def target(self, address: str, text: str, inside: str | None = None, **more: Any) -> Builder:
        """A target with its own stretch of text, or with the place of a duty mark it stands in."""
        place = self.place(text)
        if inside is not None:
            duty = next(r for r in self.records["responsibilities"] if r.id == inside)
            place["span"] = (duty.span[0], duty.span[0] + 1)
        return self._add("targets", Target(id=address, metric=text, **place, **more))

    def indicator(self, address: str, name: str, **more: Any) -> Builder:
        facts = {"category": None, "unit": None, "baseline": IndicatorValue(), "target": IndicatorValue()}
        return self._add(
            "indicators", Indicator(id=address, name=name, **self.place(name), **{**facts, "attribute": None, **more})
        )

    def project(self, address: str, name: str, **more: Any) -> Builder:
        facts = {"box": None, "group": None, "action": None, "stage": None, **more}
        return self._add("projects", Project(id=address, name=name, **self.place(name), **facts))

    def build(self) -> Plan:
        source = SourceInfo(name="built.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8")
        facts = {"number": None, "issuers": (), "issued_on": None, "horizon": (), "cites": (), **self.facts}
        document = Document(title=self.title, source=source, **facts)
        records = {kind: tuple(rows) for kind, rows in self.records.items()}
        return Plan(document=document, proposals=self.proposals, **records)

    def store(self, zone: Zone, user: Account) -> Edition:
        """The plan as an edition of the zone, read and in force."""
        row = PlanRow.objects.create(zone=zone, title=self.title, created_at=now(), created_by=user)
        edition = Edition.objects.create(zone=zone, plan=row, number=1, created_at=now(), created_by=user)
        return self.store_in(edition, user)

    def store_in(self, edition: Edition, user: Account) -> Edition:
        """The plan as one more reading of an edition."""
        number = edition.readings.count() + 1
        reading = Reading.objects.create(
            zone=edition.zone, edition=edition, number=number, queued_at=now(), requested_by=user
        )
        start_reading(reading, version="test", acting_user=user, at=now())
        result = Result(self.build(), self.text, blocks_of_lines(self.text))
        finish_reading(reading, result, acting_user=user, at=now())
        edition.refresh_from_db()
        return edition

    def _add(self, kind: str, record: Any) -> Builder:
        self.records.setdefault(kind, []).append(record)
        return self
