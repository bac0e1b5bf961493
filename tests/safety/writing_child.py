"""A program that writes into a plan file again and again, as one of several at several terminals; killed or stopped at any moment.

Words: plan file, file for what was acknowledged, name, terminal, seed. It opens the plan as a window does, counts up one entry some
times, closes it, and begins again; where the plan is held it listens, and takes over from who gives no sign of life.
"""
from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.store import lock, process
from planeditor.store.document import Document
from planeditor.store.heartbeat import Heartbeat
from planeditor.store.lock import HeldByOther
from planeditor.store.silence import Listening

COUNTER = Key("m1", "work")
BEAT, SILENT = 0.05, 0.4
"""Seconds between two signs of life, and until a holder counts as silent: the usual ones would take minutes."""


def main() -> None:
    """Write until killed."""
    plan, acknowledged, name, terminal, seed = Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:6]
    process.system_name = lambda: terminal
    lock.Heartbeat = lambda beat: Heartbeat(beat, every=BEAT)  # type: ignore[attr-defined,assignment,misc]
    chance = random.Random(seed)
    listening, take_over, session = Listening(SILENT), False, 0
    while True:
        session += 1
        who = f"{name}-{os.getpid()}-{session}"
        try:
            with Document.open(plan, who=who, take_over=take_over) as document:
                listening, take_over = Listening(SILENT), False
                for _ in range(chance.randint(1, 8)):
                    with document.edit("数える", who=who) as edit:
                        number = int(edit.get(COUNTER) or 0) + 1
                        edit.set(COUNTER, str(number))
                        if chance.random() < 0.2:
                            time.sleep(chance.random() * 0.03)
                    with acknowledged.open("a", encoding="ascii") as file:
                        file.write(f"{number}\n")
                    time.sleep(chance.random() * 0.01)
        except HeldByOther as error:
            if error.holder is not None:
                take_over = listening.hear(error.holder, time.monotonic()) == "silent"
        except KnownError:
            pass  # busy, changed by others: the session is given up
        time.sleep(chance.random() * 0.02)


if __name__ == "__main__":
    main()
