"""All steps of the self-test in their order, each in a folder that is gone afterwards."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from functools import partial

from planeditor.scratch import scratch_folder
from planeditor.services.selftest import places
from planeditor.services.selftest.guarding import memory_held
from planeditor.services.selftest.step import Job, Step, run_step
from planeditor.services.selftest.window import window_opens
from planeditor.services.selftest.work import Work


def run_self_test(*, window: bool = True) -> Iterator[Step]:
    """Do the main job on an invented measure in a temporary folder, step by step. ``window``: whether its step is one of them."""
    with scratch_folder() as outer:
        folder = outer / "自己 診断"
        folder.mkdir()
        work, own = Work(folder), places.own_folders()
        steps: list[tuple[str, Job]] = [
            ("forms", work.forms_sound), ("fonts", work.fonts_found),
            ("folders", partial(places.folders_writable, own)), ("disk", partial(places.room, own)),
            ("clock", lambda: places.clock(datetime.now().astimezone())),
            ("create", work.create), ("excel", work.excel), ("pdf", work.pdf), ("import", work.take_in), ("verify", work.verify),
            ("lock", work.lock), ("names", partial(places.long_name, folder)), ("long", partial(places.long_place, folder)),
            ("readonly", work.read_only), ("memory", memory_held),
        ]  # fmt: skip
        if window:
            steps.append(("window", partial(window_opens, work.plan_file)))
        if sys.platform == "win32":
            from planeditor.services.selftest.signatures import signatures

            steps.append(("signatures", signatures))
        for name, job in steps:
            yield run_step(name, job)
