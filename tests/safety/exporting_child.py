"""A process that exports over the same files again and again, in children of its own that are there to be killed.

Told a folder of two plan files; for each line of input it forks one, which writes 出.xlsx, 出.pdf and 計画.json of the one plan and
the other in turn, and says its number.
"""
from __future__ import annotations

import os
import sys
from itertools import cycle
from pathlib import Path

from planeditor.formengine.fonts.book import FontBook
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export
from planeditor.services.transport.files import plan_of_document, write_json
from planeditor.store.document import Document


def say(word: str) -> None:
    """Tell the one who asked."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def serve(folder: Path) -> None:
    """Until the input ends."""
    forms, fonts, plans = FormSets(), FontBook(), []
    for name in ("甲", "乙"):
        with Document.open(folder / f"{name}.plandb", read_only=True) as document:
            plan = document.plan()
            plans.append((name, plan, plan_of_document(document, forms.of(plan))))

    def write(name: str) -> None:
        for own, plan, data in plans:
            if own == name:
                for suffix in ("xlsx", "pdf"):
                    export(plan, forms.of(plan), "progress", folder / f"出.{suffix}", fonts=fonts)
                write_json(folder / "計画.json", data)

    for name in ("甲", "乙"):  # the two whole ones of each, to be known again
        write(name)
        for file in ("出.xlsx", "出.pdf", "計画.json"):
            (folder / f"{name}-{file}").write_bytes((folder / file).read_bytes())
    say("ready")
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            for name in cycle(("甲", "乙")):
                write(name)
        say(str(child))
        os.waitpid(child, 0)
        say("ended")


if __name__ == "__main__":
    serve(Path(sys.argv[1]))
