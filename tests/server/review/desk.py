"""Deciding without a database: a text, its plan, and decisions made one after the other."""

from __future__ import annotations

import datetime as dt
from typing import Any

import gangmu
from gangmu.model import Plan
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing, Subject
from gangmu_server.review.fields import values_of
from gangmu_server.review.places import places_of, plain
from gangmu_server.review.replay import Effective, replay
from gangmu_server.review.subjects import digest_of
from tests.server.texts import OPINION

AT = dt.datetime(2022, 9, 15, tzinfo=dt.UTC)


class Desk:
    """A plan on the desk."""

    SUBJECT = tuple(Subject.__dataclass_fields__)

    def __init__(self, text: str = OPINION, plan: Plan | None = None) -> None:
        self.text = text
        self.plan = plan if plan is not None else gangmu.read(text.encode(), name="plan.txt")
        self.decisions: list[Decision] = []

    @property
    def now(self) -> Effective:
        return replay(self.plan, self.text, self.decisions)

    def records(self, about: About) -> dict[str, Any]:
        return {record.id: record for record in getattr(self.now.plan, PLAN_FIELDS[about])}

    def base(self, about: About, address: str) -> Any:
        rows = getattr(self.plan, PLAN_FIELDS[about])
        return next((record for record in rows if record.id == address), None)

    def decide(
        self, deed: Deed, about: About, address: str, subject: Subject | None = None, **content: Any
    ) -> Decision:
        subject = subject or self.now.register.at(about, address)
        assert subject is not None, address
        base = self.base(about, address) if about in PLAN_FIELDS else None
        if base is not None and deed in {Deed.CONFIRM, Deed.CORRECT, Deed.SETTLE, Deed.NOT_APPLICABLE}:
            content = {"read": values_of(about, base), **content}
        made = Decision(len(self.decisions) + 1, deed, subject, "江一禾", AT, content)
        self.decisions.append(made)
        return made

    def confirm(self, about: About, address: str) -> Decision:
        return self.decide(Deed.CONFIRM, about, address, values=values_of(about, self.records(about)[address]))

    def correct(self, about: About, address: str, **values: Any) -> Decision:
        return self.decide(Deed.CORRECT, about, address, values=values)

    def refuse(self, about: About, address: str) -> Decision:
        return self.decide(Deed.REFUSE, about, address)

    def split(self, about: About, address: str, *parts: str) -> Decision:
        return self.decide(Deed.SPLIT, about, address, parts=[{"text": plain(part)} for part in parts])

    def merge(self, about: About, address: str, other: str) -> Decision:
        second = self.now.register.at(about, other)
        assert second is not None
        plain_second = {name: getattr(second, name) for name in second.__dataclass_fields__}
        return self.decide(Deed.MERGE, about, address, **{"with": [plain_second]})

    def add(self, about: About, words: str, **values: Any) -> Decision:
        places = places_of(words, self.text)
        where = next((p.id for p in reversed(self.plan.provisions) if p.span[0] <= places[0][0] < p.span[1]), None)
        number = 1 + sum(d.deed == Deed.ADD for d in self.decisions)
        subject = Subject(about, f"{where}/x{number}" if where else f"x{number}", digest_of(words), text=words)
        content = {"text": plain(words), "ordinal": 0, "twins": len(places), "where": where, "values": values}
        return self.decide(Deed.ADD, about, subject.address, subject, **content)

    def withdraw(self, decision: Decision) -> Decision:
        made = Decision(
            len(self.decisions) + 1, Deed.WITHDRAW, decision.subject, "江一禾", AT, {}, undoes=decision.number
        )
        self.decisions.append(made)
        return made

    def read_again(self, text: str | None = None, plan: Plan | None = None) -> Effective:
        """What holds when the text (or another) is read anew with the same decisions."""
        text = self.text if text is None else text
        return replay(plan or gangmu.read(text.encode(), name="plan.txt"), text, self.decisions)

    def standing(self, decision: Decision, over: Effective | None = None) -> Standing:
        return (over or self.now).standing[decision.number]
