"""Addresses of the pages."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from gangmu_server.web.views import account, audit, directory, plan_page, plans, review, search, sheets, tables, tour
from gangmu_server.web.views.alignment import chain, coverage, deciding, peers, side, tier

ACCOUNT = [
    path("sign-in/", login_not_required(account.SignIn.as_view()), name="sign-in"),
    path("sign-out/", login_not_required(account.SignOut.as_view()), name="sign-out"),
    path("account/", account.account, name="account"),
    path("account/password/", account.PasswordChange.as_view(), name="password-change"),
    path("account/zone/<str:key>/", account.choose, name="choose-zone"),
    path("language/", account.set_language, name="set-language"),
    path("password/", login_not_required(account.PasswordReset.as_view()), name="password-reset"),
    path("password/sent/", account.password_reset_sent, name="password-reset-sent"),
    path(
        "password/<uidb64>/<token>/",
        login_not_required(account.PasswordResetConfirm.as_view()),
        name="password-reset-confirm",
    ),
]

PLANS = [
    path("plans/", plans.library, name="home"),
    path("plans/upload/", plans.upload, name="upload"),
    path("plans/<str:key>/", plan_page.plan, name="plan"),
    path("plans/<str:key>/manage/", plans.manage, name="plan-manage"),
    path("plans/<str:key>/change/", plans.change, name="plan-change"),
    path("plans/<str:key>/edition/", plans.add_edition, name="plan-add-edition"),
    path("plans/<str:key>/delete/", plans.delete, name="plan-delete"),
    path("plans/<str:key>/restore/", plans.restore, name="plan-restore"),
    path("plans/<str:key>/join/", plans.join, name="plan-join"),
    path("plans/<str:key>/not-annex/", plans.not_annex, name="plan-not-annex"),
    path("plans/<str:key>/as-edition/", plans.as_edition, name="plan-as-edition"),
    path("plans/<str:key>/keep-apart/", plans.keep_apart, name="plan-keep-apart"),
    path("plans/<str:key>/title/", plans.supply_title, name="plan-title"),
    path("editions/<str:key>/records.json", plan_page.records, name="edition-records"),
    path("editions/<str:key>/pages/", plan_page.pages, name="edition-pages"),
    path("editions/<str:key>/reread/", plans.reread, name="edition-reread"),
    path("editions/<str:key>/current/", plans.make_current, name="edition-current"),
    path("editions/<str:key>/publish/", plans.publish, name="edition-publish"),
    path("editions/<str:key>/split/<str:file>/", plans.split, name="edition-split"),
    path("files/<str:key>/", plans.download, name="file"),
]

TABLES = [
    path("tables/", tables.index, name="tables"),
    path("tables/<str:kind>/", tables.table, name="table"),
    path("tables/<str:kind>/export.<str:form>", tables.export, name="table-export"),
    path("tables/<str:kind>/views/", tables.save_view, name="table-save-view"),
    path("tables/<str:kind>/views/<int:view_id>/delete/", tables.delete_view, name="table-delete-view"),
]

SHEETS = [
    path("units/", sheets.units, name="units"),
    path("units/sheet/", sheets.printed_unit, name="printed-unit"),
    path("units/sheet.<str:form>", sheets.printed_unit_file, name="printed-unit-file"),
    path("units/<str:key>/", sheets.unit, name="unit"),
    path("units/<str:key>/sheet.<str:form>", sheets.unit_file, name="unit-file"),
    path("leaders/", sheets.leaders, name="leaders"),
    path("leaders/sheet/", sheets.leader, name="leader"),
    path("leaders/sheet.<str:form>", sheets.leader_file, name="leader-file"),
]

DIRECTORY = [
    path("directory/organisations/", directory.organisations, name="organisations"),
    path("directory/organisations/add/", directory.add_organisation, name="organisation-add"),
    path("directory/organisations/propose/", directory.propose, name="organisations-propose"),
    path("directory/organisations/alias/", directory.file_alias, name="alias-file"),
    path("directory/organisations/<str:key>/", directory.organisation, name="organisation"),
    path("directory/organisations/<str:key>/alias/", directory.add_alias, name="alias-add"),
    path("directory/organisations/<str:key>/alias/remove/", directory.remove_alias, name="alias-remove"),
    path("directory/accounts/", directory.accounts, name="accounts"),
    path("directory/accounts/add/", directory.add_account, name="account-add"),
    path("directory/accounts/<int:account_id>/", directory.account, name="account-edit"),
    path("directory/accounts/<int:account_id>/grant/", directory.grant, name="account-grant"),
    path("directory/accounts/<int:account_id>/revoke/<int:membership_id>/", directory.revoke, name="account-revoke"),
    path("directory/accounts/<int:account_id>/active/", directory.set_active, name="account-active"),
    path("directory/accounts/<int:account_id>/reset/", directory.reset_link, name="account-reset"),
    path("audit/", audit.entries, name="audit"),
]

REVIEW = [
    path("review/", review.desk, name="review"),
    path("review/decide/", review.decide, name="review-decide"),
    path("review/add/", review.add, name="review-add"),
    path("review/let-go/", review.let_go, name="review-let-go"),
    path("review/undo/", review.undo, name="review-undo"),
    path("review/skip/", review.skip, name="review-skip"),
    path("review/why/", review.why, name="review-why"),
    path("review/pages/", review.pages, name="review-pages"),
    path("files/<str:key>/pages/<int:page>.png", review.page_picture, name="page-picture"),
    path("plans/<str:key>/decisions/", review.decisions, name="plan-decisions"),
    path("editions/<str:key>/plan.json", review.plan_json, name="edition-plan-json"),
]

ALIGNMENT = [
    path("alignment/", tier.tier, name="alignment"),
    path("alignment/compare/", tier.compare, name="alignment-compare"),
    path("alignment/again/", tier.again, name="alignment-again"),
    path("alignment/take/", tier.take_all, name="alignment-take-all"),
    path("alignment/plans/<str:key>/", coverage.coverage, name="alignment-coverage"),
    path("alignment/plans/<str:key>/list.<str:form>", coverage.coverage_file, name="alignment-coverage-file"),
    path("alignment/plans/<str:key>/report.docx", coverage.report, name="alignment-report"),
    path("alignment/plans/<str:key>/units/", coverage.units, name="alignment-units"),
    path("alignment/plans/<str:key>/peers/", peers.peers, name="alignment-peers"),
    path("alignment/plans/<str:key>/peers.<str:form>", peers.peers_file, name="alignment-peers-file"),
    path("alignment/plans/<str:key>/peers/compare/", tier.compare_peers, name="alignment-compare-peers"),
    path("alignment/pairs/<str:key>/", side.pair, name="alignment-pair"),
    path("alignment/pairs/<str:key>/alignment.json", side.as_json, name="alignment-json"),
    path("alignment/pairs/<str:key>/changes/", side.changes, name="alignment-changes"),
    path("alignment/pairs/<str:key>/decisions/", side.decisions, name="alignment-decisions"),
    path("alignment/pairs/<str:key>/again/", tier.pair_again, name="alignment-pair-again"),
    path("alignment/runs/<str:key>/take/", tier.take, name="alignment-take"),
    path("alignment/runs/<str:key>/dismiss/", tier.dismiss, name="alignment-dismiss"),
    path("alignment/links/<int:link_id>/", deciding.link, name="alignment-link"),
    path("alignment/sentences/<int:sentence_id>/choose/", deciding.choose, name="alignment-choose"),
    path("alignment/sentences/<int:sentence_id>/link/", deciding.add, name="alignment-add"),
    path("alignment/sentences/<int:sentence_id>/aside/", deciding.not_applicable, name="alignment-aside"),
    path("alignment/decisions/<int:decision_id>/withdraw/", deciding.withdraw, name="alignment-withdraw"),
    path("editions/<str:key>/chain/", chain.chain, name="edition-chain"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="home"), name="start"),
    *ACCOUNT,
    *PLANS,
    *TABLES,
    *SHEETS,
    *DIRECTORY,
    *ALIGNMENT,
    *REVIEW,
    path("search/", search.search, name="search"),
    path("help/", tour.tour, name="help"),
]
