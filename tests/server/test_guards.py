"""What every model, action and list must have, whoever adds one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from gangmu.model import Proposal
from gangmu_server.audit.models import AuditEntry
from gangmu_server.directory import actions as directory
from gangmu_server.directory import queries as people
from gangmu_server.directory.models import Account, Membership, Organisation, Role, Zone
from gangmu_server.directory.payloads import NewAccount
from gangmu_server.library import actions as library
from gangmu_server.library import queries
from gangmu_server.library.models import Edition, Plan, Reading, SavedView, SourceFile
from gangmu_server.library.payloads import IncomingFile, Kind, PlanChange
from gangmu_server.library.reading.run import read_files
from gangmu_server.library.search import search
from gangmu_server.library.units import UnitProposal
from gangmu_server.review import actions as review
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.plans import Builder
from tests.server.texts import CITY_PLAN, NEWER_OPINION, OPINION

OURS = [config for config in apps.get_app_configs() if config.name.startswith("gangmu_server.")]
WITHOUT_ZONE = {"base.WorkerPulse", "directory.Zone", "directory.Account"}
"""A machine's pulse, the zone itself, and accounts, which may work in several."""


@pytest.mark.parametrize("model", [m for c in OURS for m in c.get_models()], ids=lambda m: m._meta.label)
def test_every_row_belongs_to_a_zone(model: type[models.Model]) -> None:
    fields = {field.name: field for field in model._meta.get_fields()}
    if model._meta.label in WITHOUT_ZONE:
        assert "zone" not in fields
        return
    assert fields["zone"].related_model is Zone
    assert not fields["zone"].null
    assert fields["zone"].remote_field.on_delete is models.PROTECT


@pytest.mark.parametrize("model", [m for c in OURS for m in c.get_models()], ids=lambda m: m._meta.label)
def test_every_constraint_and_index_has_a_name_of_our_own(model: type[models.Model]) -> None:
    assert not model._meta.unique_together
    for rule in (*model._meta.constraints, *model._meta.indexes):
        assert rule.name
        assert not rule.name.startswith(model._meta.db_table)


def test_the_migrations_are_those_of_the_models(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


ACTIONS = {
    f"{module.__name__.split('.')[1]}.{name}": getattr(module, name)
    for module in (directory, library, review)
    for name in module.__all__
}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_an_action_names_who_acts_and_when(action: Callable[..., Any]) -> None:
    parameters = inspect.signature(action).parameters
    for name in ("acting_user", "at"):
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default is inspect.Parameter.empty


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_an_action_is_atomic_and_documented(action: Callable[..., Any]) -> None:
    assert inspect.unwrap(action) is not action
    assert action.__doc__


class Stage:
    """A zone with something of everything, for each action to work on."""

    def __init__(
        self, zone: Zone, administrator: Account, coordinator: Account, plan: Plan, unit: Organisation
    ) -> None:
        self.zone, self.at = zone, zone.created_at
        self.administrator, self.coordinator = administrator, coordinator
        self.plan, self.edition, self.unit = plan, plan.editions.get(), unit
        self.office = {"zone": zone, "acting_user": administrator, "at": self.at}
        self.desk = {"acting_user": coordinator, "at": self.at}
        self.own = {"zone": None, "acting_user": coordinator, "at": self.at}

    def queued(self) -> Reading:
        return library.reread(self.edition, **self.desk)

    def started(self) -> Reading:
        reading = self.queued()
        library.start_reading(reading, version="test", **self.desk)
        return reading

    def second_plan(self) -> Plan:
        files = [IncomingFile("措施.txt", CITY_PLAN.encode())]
        return library.upload_files(files, zone=self.zone, **self.desk)[0].edition.plan

    def deleted(self) -> Plan:
        plan = self.second_plan()
        library.delete_plan(plan, **self.desk)
        return plan

    def joined(self) -> SourceFile:
        library.join_annex(self.second_plan(), self.plan, **self.desk)
        return self.edition.parts.get(position=1).file

    def second_edition(self) -> Edition:
        return library.add_edition(self.plan, [IncomingFile("2.txt", NEWER_OPINION.encode())], **self.desk)

    def new_account(self) -> Account:
        return directory.create_account(NewAccount("xinren", "新人", Role.LEADER), **self.office)

    def second_administrator(self) -> Account:
        facts = {"username": "erhao", "name": "二号", "password": "mima-bu-ruo-1", "superuser": False}
        return directory.create_administrator(**facts, zone=self.zone, acting_user=None, at=self.at)

    def view(self) -> SavedView:
        library.save_view("旧", "q=1", kind=Kind.TASK, zone=self.zone, **self.desk)
        return SavedView.objects.get()


def nothing(stage: Stage) -> None:
    """No preparation."""


def doubtful(stage: Stage) -> Place:
    """A target the review desk has something to say about: a reading in which its deadline is ambiguous."""
    edition = ambiguous(stage.zone, stage.coordinator)
    return Place(edition, About.TARGET, "t1")


def gone(stage: Stage) -> Place:
    """The line about a decision whose sentence is not in the text any more."""
    place = doubtful(stage)
    made = review.confirm(place, **stage.desk)
    Builder("时限待定").target("t9", "另一件事").store_in(place.edition, stage.coordinator)
    return Place(place.edition, About.TARGET, f"old/{made.number}")


def ambiguous(zone: Zone, user: Account) -> Edition:
    made = Builder("时限待定").target("t1", "建成两处，修好三处", ambiguous=True, deadline="2025-12-31")
    made.target("t2", "验收").duty("r1", "守好河湖", ["县河湖办"])
    made.proposals = (Proposal((0, 1), "建", "健", "word", "建成 → 健成", 0.8),)
    return made.store(zone, user)


STEPS: dict[str, tuple[Callable[[Stage], Any], Callable[[Stage, Any], object]]] = {
    "directory.create_zone": (nothing, lambda s, _: directory.create_zone("新区", acting_user=None, at=s.at)),
    "directory.create_administrator": (nothing, lambda s, _: s.second_administrator()),
    "directory.create_account": (nothing, lambda s, _: s.new_account()),
    "directory.grant_role": (
        nothing,
        lambda s, _: directory.grant_role(s.coordinator, Role.EVALUATOR, **s.office),
    ),
    "directory.revoke_role": (
        lambda s: Membership.objects.get(account=s.coordinator),
        lambda s, held: directory.revoke_role(held, **s.office),
    ),
    "directory.set_active": (nothing, lambda s, _: directory.set_active(s.coordinator, False, **s.office)),
    "directory.change_password": (
        nothing,
        lambda s, _: directory.change_password(s.coordinator, "mima-bu-ruo-2", **s.own),
    ),
    "directory.issue_reset_link": (nothing, lambda s, _: directory.issue_reset_link(s.coordinator, **s.office)),
    "directory.record_sign_in": (nothing, lambda s, _: directory.record_sign_in(s.coordinator, **s.own)),
    "directory.record_sign_out": (nothing, lambda s, _: directory.record_sign_out(s.coordinator, **s.own)),
    "directory.choose_language": (nothing, lambda s, _: directory.choose_language(s.coordinator, "en", **s.own)),
    "directory.create_organisation": (nothing, lambda s, _: directory.create_organisation("县林业局", **s.office)),
    "directory.rename_organisation": (
        nothing,
        lambda s, _: directory.rename_organisation(s.unit, "县农业局", **s.office),
    ),
    "directory.move_organisation": (nothing, lambda s, _: directory.move_organisation(s.unit, None, **s.office)),
    "directory.close_organisation": (
        nothing,
        lambda s, _: directory.close_organisation(s.unit, s.at.date(), **s.office),
    ),
    "directory.add_alias": (nothing, lambda s, _: directory.add_alias(s.unit, "县农委", **s.office)),
    "directory.remove_alias": (
        lambda s: s.unit.aliases.get(),
        lambda s, alias: directory.remove_alias(alias, **s.office),
    ),
    "directory.create_place": (nothing, lambda s, _: directory.create_place("寻乌县", "county", **s.office)),
    "directory.create_person": (nothing, lambda s, _: directory.create_person("陆知行", **s.office)),
    "library.upload_files": (nothing, lambda s, _: s.second_plan()),
    "library.add_edition": (nothing, lambda s, _: s.second_edition()),
    "library.reread": (nothing, lambda s, _: s.queued()),
    "library.publish_edition": (nothing, lambda s, _: library.publish_edition(s.edition, **s.desk)),
    "library.make_current": (nothing, lambda s, _: library.make_current(s.edition, **s.desk)),
    "library.update_plan": (
        nothing,
        lambda s, _: library.update_plan(s.plan, PlanChange(title="改名"), **s.desk),
    ),
    "library.delete_plan": (nothing, lambda s, _: library.delete_plan(s.plan, **s.desk)),
    "library.restore_plan": (lambda s: s.deleted(), lambda s, plan: library.restore_plan(plan, **s.desk)),
    "library.purge_plan": (
        lambda s: s.deleted(),
        lambda s, plan: library.purge_plan(plan, acting_user=None, at=s.at),
    ),
    "library.join_annex": (
        lambda s: s.second_plan(),
        lambda s, annex: library.join_annex(annex, s.plan, **s.desk),
    ),
    "library.split_annex": (
        lambda s: s.joined(),
        lambda s, file: library.split_annex(s.edition, file, **s.desk),
    ),
    "library.dismiss_annex_guess": (nothing, lambda s, _: library.dismiss_annex_guess(s.plan, **s.desk)),
    "library.join_as_edition": (
        lambda s: s.second_plan(),
        lambda s, twin: library.join_as_edition(twin, s.plan, **s.desk),
    ),
    "library.keep_apart": (nothing, lambda s, _: library.keep_apart(s.plan, **s.desk)),
    "library.supply_title": (nothing, lambda s, _: library.supply_title(s.plan, "补上的标题", **s.desk)),
    "library.register_units": (
        lambda s: [UnitProposal("县林业局", (), "区县级单位", False, 1)],
        lambda s, proposals: library.register_units(proposals, zone=s.zone, **s.desk),
    ),
    "library.start_reading": (
        lambda s: s.queued(),
        lambda s, reading: library.start_reading(reading, version="test", **s.desk),
    ),
    "library.finish_reading": (
        lambda s: s.started(),
        lambda s, reading: library.finish_reading(reading, read_files([("a.txt", OPINION.encode())]), **s.desk),
    ),
    "library.fail_reading": (
        lambda s: s.started(),
        lambda s, reading: library.fail_reading(reading, "source.empty", {"name": "a"}, **s.desk),
    ),
    "library.take_names": (
        nothing,
        lambda s, _: library.take_names(s.edition.readings.get(), {"县河湖办": []}, [], **s.desk),
    ),
    "review.confirm": (doubtful, lambda s, p: review.confirm(p, **s.desk)),
    "review.correct": (doubtful, lambda s, p: review.correct(p, {"value": 2}, **s.desk)),
    "review.refuse": (doubtful, lambda s, p: review.refuse(p, **s.desk)),
    "review.mark_not_applicable": (doubtful, lambda s, p: review.mark_not_applicable(p, reason="外县", **s.desk)),
    "review.split": (doubtful, lambda s, p: review.split(p, [5], **s.desk)),
    "review.merge": (doubtful, lambda s, p: review.merge(p, "t2", **s.desk)),
    "review.settle_deadline": (doubtful, lambda s, p: review.settle_deadline(p, None, **s.desk)),
    "review.add_record": (doubtful, lambda s, p: review.add_record(p.edition, About.MEASURE, (0, 4), {}, **s.desk)),
    "review.decide_repair": (
        doubtful,
        lambda s, p: review.decide_repair(Place(p.edition, About.REPAIR, "repair/0"), True, **s.desk),
    ),
    "review.resolve_unit": (
        doubtful,
        lambda s, p: review.resolve_unit(Place(p.edition, About.UNIT, "unit/县河湖办"), [s.unit], **s.desk),
    ),
    "review.let_go": (gone, lambda s, p: review.let_go(p, **s.desk)),
    "review.withdraw": (
        lambda s: review.confirm(doubtful(s), **s.desk),
        lambda s, made: review.withdraw(made, **s.desk),
    ),
    "library.save_view": (
        nothing,
        lambda s, _: library.save_view("近期", "q=1", kind=Kind.TASK, zone=s.zone, **s.desk),
    ),
    "library.delete_view": (
        lambda s: s.view(),
        lambda s, view: library.delete_view(view, zone=s.zone, **s.desk),
    ),
}


@pytest.fixture
def stage(zone: Zone, administrator: Account, coordinator: Account, plan: Plan, organisation: Organisation) -> Stage:
    return Stage(zone, administrator, coordinator, plan, organisation)


def test_every_action_is_tried_here() -> None:
    assert set(STEPS) == set(ACTIONS)


@pytest.mark.parametrize("name", STEPS)
def test_every_action_leaves_an_audit_entry_by_its_actor(name: str, stage: Stage) -> None:
    prepare, act = STEPS[name]
    thing = prepare(stage)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    act(stage, thing)
    left = AuditEntry.objects.exclude(pk__in=before)
    assert left
    for entry in left:
        assert "." in entry.action
        assert entry.actor_name in {"江一禾", "方静川", "命令行"}
        assert entry.object_label


LISTS: dict[str, tuple[int, Callable[[Account, Zone], object]]] = {
    "plan cards": (5, lambda u, z: [str(c.plan.place) + str(c.reading) for c in queries.plan_cards(u, z)]),
    "readings under way": (2, lambda u, z: [r.edition.plan.title for r in queries.readings_under_way(u, z)]),
    "task table": (2, lambda u, z: [r.edition.plan.title for r in queries.table(u, z, "task")]),
    "target table": (2, lambda u, z: [str(r.task) + str(r.provision) for r in queries.table(u, z, "target")]),
    "indicator table": (2, lambda u, z: [r.edition.plan.title for r in queries.table(u, z, "indicator")]),
    "project table": (2, lambda u, z: [r.edition.plan.title for r in queries.table(u, z, "project")]),
    "duty table": (2, lambda u, z: [str(r.provision) for r in queries.table(u, z, "responsibility")]),
    "totals": (3, lambda u, z: queries.totals(u, z, "target", None, z.created_at.date())),
    "choices": (10, lambda u, z: queries.filter_choices(u, z, "task", z.created_at.date())),
    "unit sheet": (6, lambda u, z: sheet_lines(queries.printed_unit_sheet(u, z, "县水利局", z.created_at.date()))),
    "coverage": (4, lambda u, z: queries.unit_coverage(u, z, z.created_at.date())),
    "search": (4, lambda u, z: [h.edition.plan.title for h in search(u, z, "项目").hits]),
    "organisation tree": (3, lambda u, z: people.organisation_tree(u, z, z.created_at.date())),
    "accounts": (3, lambda u, z: [line.roles for line in people.accounts(u, z)]),
    "audit entries": (2, lambda u, z: [str(e.actor) for e in people.audit_entries(u, z)]),
}


def sheet_lines(sheet: Any) -> list[str]:
    return [f"{e.edition.plan.title}{[t.metric for t in e.targets]}" for e in sheet.entries]


def fill(zone: Zone, user: Account, size: int) -> None:
    """Plans with a record of each kind."""
    for i in range(size):
        made = Builder(f"第{i}份意见")
        made.provision("一", f"项目{i}").task("附件1-1", f"办好项目{i}", ["县水利局"], ["陆知行"])
        made.duty("一/d1", "守好项目", ["县水利局"], "县水利局").target(
            "t1", "建成", inside="一/d1", value=1, unit="个"
        )
        made.target("t2", "验收", task="附件1-1", value=2, unit="个").indicator("i1", "指标").project("p1", "项目")
        made.store(zone, user)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_the_database_as_often_for_many_as_for_few(
    name: str, zone: Zone, administrator: Account, coordinator: Account, organisation: Organisation
) -> None:
    most, ask = LISTS[name]
    fill(zone, coordinator, 1)
    with CaptureQueriesContext(
        connection,
    ) as few:
        ask(administrator, zone)
    fill(zone, coordinator, 6)
    for i in range(5):
        directory.create_organisation(f"县{i}局", zone=zone, acting_user=administrator, at=zone.created_at)
    with CaptureQueriesContext(connection) as many:
        ask(administrator, zone)
    assert len(many) == len(few) <= most
