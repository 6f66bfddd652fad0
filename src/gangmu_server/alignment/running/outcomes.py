"""What a run leaves behind: its moves from queued to done or failed, each an audited action."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from gangmu.export.alignment import encode
from gangmu_server.alignment.difference import Snapshot, difference
from gangmu_server.alignment.fates import fate_of
from gangmu_server.alignment.models import (
    Alignment,
    AlignmentState,
    Link,
    LinkState,
    PlanPair,
    Sentence,
    SentenceState,
    Side,
)
from gangmu_server.alignment.replay import LINK_FIELDS, SENTENCE_FIELDS, Laid, lay_over
from gangmu_server.alignment.running.materials import aligner_version
from gangmu_server.alignment.running.result import Result
from gangmu_server.alignment.running.rows import BATCH, store_rows
from gangmu_server.alignment.states import check_move
from gangmu_server.audit.actions import record
from gangmu_server.directory.models import Account


@transaction.atomic
def start_alignment(alignment: Alignment, *, acting_user: Account, at: dt.datetime) -> None:
    """A worker takes the run up (again, if an earlier worker died)."""
    check_move(alignment, AlignmentState.RUNNING)
    alignment.state = AlignmentState.RUNNING
    alignment.version = aligner_version()
    alignment.attempts += 1
    alignment.started_at = at
    alignment.save(update_fields=["state", "version", "attempts", "started_at"])
    _record("alignment.started", alignment, acting_user, at, {"attempt": alignment.attempts})


@transaction.atomic
def finish_alignment(alignment: Alignment, result: Result, *, acting_user: Account, at: dt.datetime) -> None:
    """The run gave a result: rows, with people's decisions laid over. It is taken at once only where nothing is lost:
    it is the pair's first, or says the same as the one in use.
    """
    check_move(alignment, AlignmentState.DONE)
    alignment.state = AlignmentState.DONE
    alignment.finished_at = at
    alignment.payload = encode(result.found).decode()
    searched = result.found.searched
    alignment.searched = {"measures": searched.measures, "rows": [list(row) for row in searched.rows]}
    alignment.notices = [{"code": n.code, "names": list(n.names)} for n in result.found.notices]
    alignment.save()
    sentences, links = store_rows(alignment, result)
    settle_rows(alignment, sentences, links)
    _record("alignment.finished", alignment, acting_user, at, {"counts": alignment.counts})
    if _says_nothing_new(alignment):
        take(alignment)
        _record("alignment.adopted", alignment, acting_user, at, {"by": "itself"})


@transaction.atomic
def fail_alignment(
    alignment: Alignment, code: str, data: Mapping[str, object], *, acting_user: Account, at: dt.datetime
) -> None:
    """The run gave nothing: why, as a code and the values its sentence is filled with."""
    check_move(alignment, AlignmentState.FAILED)
    alignment.state = AlignmentState.FAILED
    alignment.finished_at = at
    alignment.error_code = code
    alignment.error_data = {k: value if isinstance(value, int | float) else str(value) for k, value in data.items()}
    alignment.save(update_fields=["state", "finished_at", "error_code", "error_data"])
    _record("alignment.failed", alignment, acting_user, at, {"code": code, **alignment.error_data})


def settle_rows(alignment: Alignment, sentences: Sequence[Sentence], links: Sequence[Link]) -> Laid:
    """Lay all decisions of the pair over a run's rows and store what changed by it, with the run's counts."""
    laid = lay_over(alignment, sentences, links, alignment.pair.decisions.order_by("number"))
    Link.objects.bulk_create(laid.new, batch_size=BATCH)
    Link.objects.bulk_update(laid.links, LINK_FIELDS, batch_size=BATCH)
    Sentence.objects.bulk_update(laid.sentences, SENTENCE_FIELDS, batch_size=BATCH)
    alignment.counts = counts_of(sentences, [*links, *laid.new]) | {"stale": len(laid.stale)}
    alignment.save(update_fields=["counts"])
    return laid


def snapshot_of(alignment: Alignment) -> Snapshot:
    """A run with its rows, as they are."""
    sentences = list(alignment.sentences.select_related("decision").order_by("side", "position"))
    by_pk = {sentence.pk: sentence for sentence in sentences}
    links = list(alignment.links.select_related("decision").order_by("pk"))
    for link in links:
        link.upper, link.lower = by_pk[link.upper_id], by_pk[link.lower_id]
    return Snapshot(alignment, sentences, links)


def counts_of(sentences: Sequence[Sentence], links: Sequence[Link]) -> dict[str, Any]:
    """Figures of a run for lists of pairs: upper sentences by the relations they have links of, and by
    what became of them (`fates`); all sentences by their state.
    """
    uppers = [s for s in sentences if s.side == Side.UPPER]
    linked = [link for link in links if link.state == LinkState.LINKED]
    relations: dict[int, set[str]] = defaultdict(set)
    for link in linked:
        relations[link.upper_id].add(link.relation)
    fates = Counter(fate_of(s.state, relations[s.pk], s.lost) for s in uppers)
    return {
        **Counter(relation for told in relations.values() for relation in told),
        "fates": {fate.value: many for fate, many in fates.items()},
        "upper": len(uppers),
        "lower": len(sentences) - len(uppers),
        "links": len(linked),
        "suggested": sum(link.state == LinkState.SUGGESTED for link in links),
        "covered": sum(s.state == SentenceState.LINKED for s in uppers),
        "open": sum(s.state == SentenceState.OPEN for s in uppers),
        "not_applicable": sum(s.state == SentenceState.NOT_APPLICABLE for s in uppers),
        "added": sum(s.side == Side.LOWER and s.state == SentenceState.OPEN for s in sentences),
        "lost": sum(len(s.lost) for s in uppers),
        "settled": sum(row.decision_id is not None for row in (*sentences, *links)),
    }


def take(alignment: Alignment) -> None:
    """Put a run in use and its pair's other one out of it."""
    Alignment.objects.filter(pair=alignment.pair_id, in_use=True).update(in_use=False)
    alignment.in_use, alignment.dismissed = True, False
    alignment.save(update_fields=["in_use", "dismissed"])


def _says_nothing_new(alignment: Alignment) -> bool:
    used = alignment.pair.alignments.filter(in_use=True).first()
    return used is None or difference(snapshot_of(used), snapshot_of(alignment)).is_empty


def _record(action: str, alignment: Alignment, user: Account, at: dt.datetime, new: dict[str, object]) -> None:
    pair: PlanPair = alignment.pair
    record(action, pair, zone=alignment.zone, acting_user=user, at=at, new={"number": alignment.number, **new})
