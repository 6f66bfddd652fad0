"""One decision on its way: the right asked for, the plan locked, stored only if it holds over the reading."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _
from msgspec import to_builtins

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import ConflictError
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan
from gangmu_server.review import models
from gangmu_server.review.decisions import About, Deed
from gangmu_server.review.fields import values_of
from gangmu_server.review.payloads import Place
from gangmu_server.review.queries import base_record, stale_with
from gangmu_server.review.refresh import refresh, refresh_with
from gangmu_server.review.state import State, state_of
from gangmu_server.review.states import check_deed, check_laid
from gangmu_server.review.subjects import spoken


class Desk:
    """One decision on its way: the right asked for, the plan locked, the state before it known."""

    def __init__(self, place: Place, acting_user: Account, at: dt.datetime) -> None:
        require(acting_user, place.edition.zone, Right.WRITE_PLANS)
        Plan.objects.select_for_update().get(pk=place.edition.plan_id)
        found = state_of(place.edition)
        if found is None:
            raise ConflictError(what=_("这份规划还没有读取成功。"))
        self.place, self.user, self.at = place, acting_user, at
        self.before: State = found
        self.subject = found.effective.register.at(place.about, place.address)
        self.undoes: models.Decision | None = None

    def check(self, deed: Deed, reason: str = "") -> Any:
        """The record as it is now, if the deed fits it and the user saw its text."""
        place = self.place
        now = check_deed(deed, place.about, self.before.effective, place.address, reason)
        if place.digest and self.subject is not None and place.digest != self.subject.digest:
            raise ConflictError(what=_("这一条的原文已变化。"))
        return now

    def read_values(self) -> dict[str, Any] | None:
        """The values the record was read with; None for one that a decision made."""
        base = base_record(self.before, self.place.about, self.place.address)
        return None if base is None else values_of(self.place.about, base)

    def above(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parent among a provision's values as a subject, and what the reader's parent was: found again by text."""
        if self.place.about != About.PROVISION:
            return {}
        register = self.before.effective.register
        base = base_record(self.before, self.place.about, self.place.address)
        read = register.at(About.PROVISION, base.parent or "") if base is not None else None
        given = register.at(About.PROVISION, values.get("parent") or "")
        found = {"above": to_builtins(given)} if given is not None else {}
        return {**found, "read_above": to_builtins(read) if read is not None else None}

    def decide(
        self,
        deed: Deed,
        content: Mapping[str, Any],
        *,
        reason: str = "",
        old: Mapping[str, Any] | None = None,
        new: Mapping[str, Any] | None = None,
    ) -> models.Decision:
        """Store the decision if it can be laid over the reading, and bring every edition of the plan in step."""
        row = self._row(deed, {**content, **self._replaces(deed)}, reason)
        row.save()
        edition = self.before.edition
        after = state_of(edition)
        assert after is not None
        check_laid(row.value(), after.effective)
        refresh(self.before, after)
        others = edition.plan.editions.filter(readings__in_use=True).exclude(pk=edition.pk)
        for other in others.select_related("plan", "zone"):
            refresh_with(other, {row.number})
        about = self.undoes.content if self.undoes is not None else row.content
        said = {"text": spoken(row.value().subject.about, row.text, about)[:200], **(new or {})}
        action = f"decision.{deed.value}"
        record(action, row, zone=edition.zone, acting_user=self.user, at=self.at, old=old, new=said)
        return row

    def _row(self, deed: Deed, content: Mapping[str, Any], reason: str) -> models.Decision:
        edition, subject = self.before.edition, self.subject
        if subject is None:
            raise ConflictError(what=_("这一条已被处理，或重新读取后不在了。"))
        last = models.Decision.objects.filter(plan=edition.plan_id).aggregate(last=Max("number"))["last"] or 0
        return models.Decision(
            zone_id=edition.zone_id,
            plan_id=edition.plan_id,
            edition=edition,
            number=last + 1,
            deed=deed.value,
            about=subject.about.value,
            address=subject.address,
            digest=subject.digest,
            ordinal=subject.ordinal,
            twins=subject.twins,
            text=subject.text,
            content=dict(content),
            reason=reason.strip()[:500],
            undoes=self.undoes,
            reader_version=self.before.read.version,
            decided_by=self.user,
            decided_name=str(self.user),
            decided_at=self.at,
        )

    def _replaces(self, deed: Deed) -> dict[str, list[int]]:
        """Decisions whose text has changed and that are asked again at this record: who decides puts them to rest."""
        if deed in {Deed.WITHDRAW, Deed.ADD}:
            return {}
        place = self.place
        line = models.QueueItem.objects.filter(edition=place.edition, about=place.about, address=place.address).first()
        old = [d.number for d in stale_with(self.before, line.decision_number if line else None)]
        return {"replaces": old} if old else {}
