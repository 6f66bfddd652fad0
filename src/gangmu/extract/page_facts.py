"""Facts that a web page prints beside its document, taken where the document itself does not say them."""

from __future__ import annotations

import re

import msgspec

from gangmu.model import Document, Plan
from gangmu.source.model import SourceText

_NUMBER = re.compile(r"[^\s〔〕\[\]（）()]{1,12}[〔\[（(【]\s*\d{4}\s*[〕\]）)】]\s*\d{1,4}\s*号")
_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_BETWEEN = re.compile(r"[\s、，,；;]+")


def with_page_facts(plan: Plan, source: SourceText) -> Plan:
    """A plan whose number, issuers and date are its page's where its text gives none.

    Args:
        plan: as extracted.
        source: what it was read from.
    """
    facts = dict(source.facts)
    document: Document = plan.document
    if not facts:
        return plan
    number = _NUMBER.search(facts.get("number", ""))
    date = _DATE.search(facts.get("issued_on", ""))
    issuers = tuple(part for part in _BETWEEN.split(facts.get("issuer", "")) if part)
    document = msgspec.structs.replace(
        document,
        number=document.number or (number and "".join(number[0].split())),
        issuers=document.issuers or issuers,
        issued_on=document.issued_on or (date and f"{int(date[1]):04}-{int(date[2]):02}-{int(date[3]):02}"),
    )
    return msgspec.structs.replace(plan, document=document)
