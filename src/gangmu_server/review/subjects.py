"""Which record is which: the text that makes a record itself, and how a decision finds it in another reading."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from gangmu.model import Plan, Proposal
from gangmu_server.review.decisions import PLAN_FIELDS, About, Subject

MADE = re.compile(r"/[sx]\d+$|^x\d+$")
"""Addresses of records that a decision made: parts of a split one, and added ones."""
AROUND = 8
"""Characters on each side of a proposed repair that must stay for it to be the same one."""


def identity(about: About, record: Any) -> str:
    """The text by which a record is known again; fields the reader may come to read better are left out of it."""
    if about == About.TASK:
        units = (*record.leaders, *record.units, *record.supporting_units)
        return "\t".join((record.content, *record.overall_goals, *record.annual_goals, *units))
    if about == About.RESPONSIBILITY:
        return "\t".join((record.text, *record.units))
    if about == About.PROJECT:
        return f"{record.text}\t{record.name}"
    return str(record.text)


def repair_identity(proposal: Proposal, text: str) -> str:
    """A proposed repair with the words around it."""
    start, end = proposal.span
    before = "".join(text[max(0, start - 4 * AROUND) : start].split())[-AROUND:]
    after = "".join(text[end : end + 4 * AROUND].split())[:AROUND]
    return f"{proposal.kind}:{before}[{proposal.from_}→{proposal.to}]{after}"


def digest_of(text: str) -> str:
    """A short name for a text, the same whatever white space stands in it (tabs between parts stay)."""
    lines = ("".join(part.split()) for part in text.split("\t"))
    return hashlib.sha256("\t".join(lines).encode()).hexdigest()[:20]


class Register:
    """Everything in a plan that a decision may hang on, found by address or by text."""

    def __init__(self, plan: Plan, text: str) -> None:
        self._subjects: dict[tuple[About, str], Subject] = {}
        self._by_text: dict[tuple[About, str], list[str]] = defaultdict(list)
        found = [(about, address, words, digest_of(words)) for about, address, words in _everything(plan, text)]
        for about, address, _words, digest in found:
            self._by_text[about, digest].append(address)
        for about, address, words, digest in found:
            alike = self._by_text[about, digest]
            self._subjects[about, address] = Subject(about, address, digest, alike.index(address), len(alike), words)

    def branch(self) -> Register:
        """A register of its own that knows the same: what is entered there does not show here."""
        other = Register.__new__(Register)
        other._subjects, other._by_text = dict(self._subjects), self._by_text
        return other

    def at(self, about: About, address: str) -> Subject | None:
        """What stands at an address."""
        return self._subjects.get((about, address))

    def enter(self, about: About, address: str, words: str) -> None:
        """Take in a record that a decision made."""
        self._subjects[about, address] = Subject(about, address, digest_of(words), text=words)

    def find(self, subject: Subject) -> str | None:
        """The address at which a subject stands now; None where its text has changed, is gone, or cannot be told apart.

        The same text is the same record, wherever it stands; where several records share it, they are told apart by
        their order, as long as there are as many as before.
        """
        if MADE.search(subject.address):
            here = self.at(subject.about, subject.address)
            return subject.address if here is not None and here.digest == subject.digest else None
        alike = self._by_text.get((subject.about, subject.digest), [])
        return alike[subject.ordinal] if len(alike) == subject.twins else None


def _everything(plan: Plan, text: str) -> Iterator[tuple[About, str, str]]:
    for about, field in PLAN_FIELDS.items():
        for record in getattr(plan, field):
            yield about, record.id, identity(about, record)
    for number, proposal in enumerate(plan.proposals):
        yield About.REPAIR, f"repair/{number}", repair_identity(proposal, text)
    units = (u for r in (*plan.responsibilities, *plan.tasks) for u in (*r.units, *getattr(r, "supporting_units", ())))
    for unit in dict.fromkeys(units):
        yield About.UNIT, f"unit/{unit}", unit
