"""Sentences keep which of their promises were lost; runs that were made before are counted anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db import migrations, models


def count_anew(apps: Any, schema_editor: Any) -> None:
    """Fill in `lost` from what stands on the links, and the states in the counts of each run."""
    alignments = apps.get_model("alignment", "Alignment").objects.filter(state="done").defer("payload")
    for alignment in alignments.iterator():
        links = alignment.links.filter(state="linked")
        lost: dict[int, dict[str, None]] = defaultdict(dict)
        relations: dict[int, set[str]] = defaultdict(set)
        for upper, relation, read, dropped in links.values_list("upper_id", "relation", "read_state", "dropped"):
            relations[upper].add(relation)
            if read == "linked":
                lost[upper].update(dict.fromkeys(one["text"] for one in dropped))
        uppers = list(alignment.sentences.filter(side="upper").only("pk", "state", "lost"))
        for sentence in uppers:
            sentence.lost = list(lost[sentence.pk])
        alignment.sentences.model.objects.bulk_update([s for s in uppers if s.lost], ["lost"], batch_size=500)
        alignment.counts.pop("dropped", None)
        alignment.counts["lost"] = sum(len(s.lost) for s in uppers)
        alignment.counts |= Counter(relation for told in relations.values() for relation in told)
        alignment.counts["fates"] = dict(Counter(_fate(s, relations[s.pk]) for s in uppers))
        alignment.save(update_fields=["counts"])


def _fate(sentence: Any, relations: set[str]) -> str:
    if sentence.state == "not_applicable" or not relations:
        return "not_applicable" if sentence.state == "not_applicable" else "none"
    if sentence.lost:
        return "partial"
    return "softened" if relations == {"softened"} else "taken"


class Migration(migrations.Migration):
    dependencies = [("alignment", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="sentence",
            name="lost",
            field=models.JSONField(default=list, verbose_name="丢掉的承诺"),
        ),
        migrations.RunPython(count_anew, migrations.RunPython.noop),
    ]
