"""Which record is which: the text that makes a record itself, and how a decision finds it in another reading."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from gangmu.model import Plan, Proposal
from gangmu.vocab.numbering import ANNEX, BOX, STYLES
from gangmu_server.review.decisions import PLAN_FIELDS, About, Subject

SPLIT = re.compile(r"(?:/s\d+)+$")
"""The end of a part's address."""
MADE = re.compile(r"/[sx]\d+$|^x\d+$")
"""Addresses of records that a decision made: parts of a split one, and added ones."""
NUMBER = re.compile("|".join(style.pattern.replace("?P<n>", "?:") for style in STYLES))
"""The number that opens a provision, in any style."""
CHANGE = re.compile(r"\[(.*?)→(.*?)\]")
"""What a repair changes, in its identity."""
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


def unnumbered(text: str) -> str:
    """A provision's text without the number that opens it: what stays when others are put in before it."""
    number = NUMBER.match(text)
    if number is not None:
        return text[number.end() :]
    named = BOX.match(text) or ANNEX.match(text)
    return named["rest"] if named is not None else text


def repair_identity(proposal: Proposal, text: str) -> str:
    """A proposed repair with the words around it."""
    start, end = proposal.span
    before = "".join(text[max(0, start - 4 * AROUND) : start].split())[-AROUND:]
    after = "".join(text[end : end + 4 * AROUND].split())[:AROUND]
    return f"{proposal.kind}:{before}[{proposal.from_}→{proposal.to}]{after}"


def spoken(about: About, text: str, content: Mapping[str, Any]) -> str:
    """What a decision is about, in words for a person: without what only tells its record from others.

    Args:
        about: the kind of record, or unit or repair.
        text: the subject's, from `identity` or `repair_identity`.
        content: the decision's; of a withdrawal that of the decision it takes back.
    """
    if about == About.REPAIR:
        said = (content.get("proposal") or {}).get("why")
        change = CHANGE.search(text)
        return str(said or (f"{change[1]} → {change[2]}" if change else text))
    return text.partition("\t")[0]


def digest_of(text: str) -> str:
    """A short name for a text, the same whatever white space stands in it (tabs between parts stay)."""
    lines = ("".join(part.split()) for part in text.split("\t"))
    return hashlib.sha256("\t".join(lines).encode()).hexdigest()[:20]


class Register:
    """Everything in a plan that a decision may hang on, found by address or by text."""

    def __init__(self, plan: Plan, text: str) -> None:
        self._subjects: dict[tuple[About, str], Subject] = {}
        self._by_text: dict[tuple[About, str], list[str]] = defaultdict(list)
        self._by_rest: dict[str, list[str]] = defaultdict(list)
        found = [(about, address, words, digest_of(words)) for about, address, words in _everything(plan, text)]
        for about, address, words, digest in found:
            self._by_text[about, digest].append(address)
            if about == About.PROVISION and (rest := unnumbered(words)):
                self._by_rest[digest_of(rest)].append(address)
        for about, address, words, digest in found:
            alike = self._by_text[about, digest]
            self._subjects[about, address] = Subject(about, address, digest, alike.index(address), len(alike), words)

    def branch(self) -> Register:
        """A register of its own that knows the same: what is entered there does not show here."""
        other = Register.__new__(Register)
        other._subjects, other._by_text, other._by_rest = dict(self._subjects), self._by_text, self._by_rest
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
        their order, as long as there are as many as before. Of a provision the number may have changed, where nothing
        else has and no other provision says the same.
        """
        if MADE.search(subject.address):
            here = self.at(subject.about, subject.address)
            return subject.address if here is not None and here.digest == subject.digest else None
        alike = self._by_text.get((subject.about, subject.digest), [])
        if len(alike) == subject.twins:
            return alike[subject.ordinal]
        rest = self._of_rest(subject)
        return rest[0] if len(rest) == subject.twins == 1 else None

    def has_text(self, subject: Subject) -> bool:
        """Whether some record of the kind says what a subject says, wherever it stands and whatever its number."""
        return bool(self._by_text.get((subject.about, subject.digest)) or self._of_rest(subject))

    def _of_rest(self, subject: Subject) -> list[str]:
        rest = unnumbered(subject.text) if subject.about == About.PROVISION else ""
        return self._by_rest.get(digest_of(rest), []) if rest else []


def _everything(plan: Plan, text: str) -> Iterator[tuple[About, str, str]]:
    for about, field in PLAN_FIELDS.items():
        for record in getattr(plan, field):
            yield about, record.id, identity(about, record)
    for number, proposal in enumerate(plan.proposals):
        yield About.REPAIR, f"repair/{number}", repair_identity(proposal, text)
    units = (u for r in (*plan.responsibilities, *plan.tasks) for u in (*r.units, *getattr(r, "supporting_units", ())))
    for unit in dict.fromkeys(units):
        yield About.UNIT, f"unit/{unit}", unit
