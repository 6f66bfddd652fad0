"""The gate: pairs, runs, sentences, links and decisions reach a view only through these functions."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.models import Alignment, Link, LinkDecision, PlanPair, Sentence
from gangmu_server.directory.access import guarded, zones_of
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right

UNDELETED = {"pair__upper__deleted_at__isnull": True, "pair__lower__deleted_at__isnull": True}


def access_pair(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> PlanPair:
    """A pair by its key; both plans are loaded and not deleted.

    Raises:
        NotFoundError: no such pair in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = PlanPair.objects.select_related("zone", "upper__place", "lower__place")
    rows = rows.filter(upper__deleted_at__isnull=True, lower__deleted_at__isnull=True)
    return guarded(user, rows.filter(zone__in=zones_of(user), key=key).first(), right, _("这一对规划"))


def access_alignment(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> Alignment:
    """A run by its key, without its JSON.

    Raises:
        NotFoundError: no such run of undeleted plans in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Alignment.objects.select_related("zone", "pair__upper", "pair__lower").defer("payload")
    found = rows.filter(zone__in=zones_of(user), key=key, **UNDELETED).first()
    return guarded(user, found, right, _("这次比对"))


def access_link(user: Account, link_id: int, *, right: Right = Right.READ_PLANS) -> Link:
    """A link by its id, with both sentences and its run.

    Raises:
        NotFoundError: no such link in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Link.objects.select_related("zone", "alignment__pair", "upper__alignment__pair__zone", "lower__alignment")
    return guarded(user, rows.filter(zone__in=zones_of(user), pk=link_id).first(), right, _("这条对应"))


def access_sentence(user: Account, sentence_id: int, *, right: Right = Right.READ_PLANS) -> Sentence:
    """A sentence of a run by its id.

    Raises:
        NotFoundError: no such sentence in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Sentence.objects.select_related("zone", "alignment__pair__zone")
    return guarded(user, rows.filter(zone__in=zones_of(user), pk=sentence_id).first(), right, _("这句话"))


def access_decision(user: Account, decision_id: int, *, right: Right = Right.READ_PLANS) -> LinkDecision:
    """A decision by its id.

    Raises:
        NotFoundError: no such decision in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = LinkDecision.objects.select_related("zone", "pair__zone")
    return guarded(user, rows.filter(zone__in=zones_of(user), pk=decision_id).first(), right, _("这条核对"))
