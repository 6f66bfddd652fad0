"""A zone with its tier read and compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from gangmu_server.alignment.models import Alignment, Link, PlanPair, Sentence
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition, Plan
from tests.server.alignment import tier
from tests.server.conftest import NOW
from tests.server.web.conftest import visit

__all__ = ["visit"]

Jobs = Callable[[], None]


@dataclass
class Stage:
    """The tier of a zone, compared, and ways to what came of it."""

    zone: Zone
    user: Account
    jobs: Jobs
    nation: Edition
    city: Edition
    district: Edition

    @property
    def desk(self) -> dict[str, object]:
        """Who acts, and when."""
        return {"acting_user": self.user, "at": NOW}

    def pair(self, upper: Edition, lower: Edition) -> PlanPair:
        return PlanPair.objects.get(upper=upper.plan_id, lower=lower.plan_id)

    def run(self, upper: Edition, lower: Edition) -> Alignment:
        """The run in use."""
        return self.pair(upper, lower).alignments.get(in_use=True)

    def link(self, upper: Edition, lower: Edition, above: str, below: str) -> Link:
        found = Link.objects.select_related("upper__alignment__pair__zone", "lower__alignment")
        return found.get(alignment=self.run(upper, lower), upper__address=above, lower__address=below)

    def sentence(self, upper: Edition, lower: Edition, side: str, address: str) -> Sentence:
        rows = Sentence.objects.select_related("alignment__pair__zone", "zone", "decision")
        return rows.get(alignment=self.run(upper, lower), side=side, address=address)

    def read_again(self, plan: tier.Promises, edition: Edition) -> None:
        """One more reading of an edition, and all that follows from it."""
        plan.store_in(edition, self.user)
        self.jobs()


@pytest.fixture
def stage(zone: Zone, coordinator: Account, do_jobs: Jobs) -> Stage:
    """Nation, city and district, compared."""
    editions = [plan.store(zone, coordinator) for plan in (tier.nation(), tier.city(), tier.district())]
    do_jobs()
    return Stage(zone, coordinator, do_jobs, *editions)


@pytest.fixture
def peer(stage: Stage) -> Edition:
    """A plan beside the nation's, read but compared with nothing yet."""
    edition = tier.peer().store(stage.zone, stage.user)
    stage.jobs()
    return edition


def plan_of(edition: Edition) -> Plan:
    return Plan.objects.get(pk=edition.plan_id)
