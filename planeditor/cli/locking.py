"""Who has a plan file, and taking it over from one who is gone."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer
from planeditor.messages import outside as say
from planeditor.store.connection import require_plan_file
from planeditor.store.document import Document
from planeditor.store.errors import as_sentences
from planeditor.store.lock import LockState, current_user, lock_state
from planeditor.store.lockfile import lock_path


def lock(chosen: argparse.Namespace) -> Answer:
    """Tell who has the plan; with ``--take-over`` give it free, so that the next command can write."""
    require_plan_file(chosen.file)
    with as_sentences(chosen.file):
        state = lock_state(chosen.file)
    data = _data(state)
    if state is None:
        return Answer([say.LOCK_FREE.format(file=chosen.file)], data)
    if chosen.take_over:
        Document.open(chosen.file, who=current_user(), take_over=True).close()
        return Answer([_line(chosen, state), say.LOCK_TAKEN_OVER.format(file=chosen.file)], data | {"taken_over": True})
    return Answer([_line(chosen, state)], data)


def _line(chosen: argparse.Namespace, state: LockState) -> str:
    holder = state.holder
    if holder is None:
        return say.LOCK_UNKNOWN.format(file=chosen.file, lock=lock_path(chosen.file).name)
    sentence = say.LOCK_HELD
    if state.of_other:
        sentence = say.LOCK_COPIED
    elif holder.is_dead():
        sentence = say.LOCK_DEAD
    elif state.silence:
        sentence = say.LOCK_SILENT
    return sentence.format(
        file=chosen.file, who=holder.who, terminal=holder.terminal, since=holder.since_local, silence=state.silence, plan=holder.plan
    )


def _data(state: LockState | None) -> dict[str, object]:
    holder = state.holder if state else None
    return {
        "held": state is not None, "who": holder.who if holder else "", "terminal": holder.terminal if holder else "",
        "since": holder.since if holder else "", "silence": state.silence if state else "",
        "ended": bool(holder and holder.is_dead()), "of_other": bool(state and state.of_other), "taken_over": False,
    }
