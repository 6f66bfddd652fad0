"""Writes of the library. Each is atomic, names who acts and when, checks the right, and leaves an audit entry."""

from __future__ import annotations

from gangmu_server.library.actions.annexes import dismiss_annex_guess, join_annex, split_annex
from gangmu_server.library.actions.editions import add_edition, make_current, publish_edition, reread
from gangmu_server.library.actions.plans import delete_plan, purge_plan, restore_plan, supply_title, update_plan
from gangmu_server.library.actions.saved import delete_view, save_view
from gangmu_server.library.actions.twins import join_as_edition, keep_apart
from gangmu_server.library.actions.units import register_units
from gangmu_server.library.actions.uploads import upload_files
from gangmu_server.library.reading.names import take_names
from gangmu_server.library.reading.outcomes import fail_reading, finish_reading, start_reading

__all__ = [
    "add_edition",
    "delete_plan",
    "delete_view",
    "dismiss_annex_guess",
    "fail_reading",
    "finish_reading",
    "join_annex",
    "join_as_edition",
    "keep_apart",
    "make_current",
    "publish_edition",
    "purge_plan",
    "register_units",
    "reread",
    "restore_plan",
    "save_view",
    "split_annex",
    "start_reading",
    "supply_title",
    "take_names",
    "update_plan",
    "upload_files",
]
