"""A process that does the jobs in which text of others comes in or text of a plan goes out, to be watched from outside.

Told a folder, and which part of the hostile workbooks (every n-th, from which on); it takes in all that stands in 持込 too.
"""
from __future__ import annotations

import sys
from pathlib import Path

from planeditor.cli import main
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from tests.hostile import extras, otherformats, packages, sheets
from tests.safety.outputs import outputs, small_plan


def work(folder: Path, every: int) -> None:
    """Write a plan, take in the workbooks, write everything; what fails is told by the exit status."""
    plan = small_plan(folder)
    given, out = folder / "持込", folder / "出"
    for place in (given, out):
        place.mkdir(exist_ok=True)
    kinds = [*packages.kinds(), *sheets.kinds(), *extras.kinds(""), *otherformats.kinds()]
    for kind in kinds[::every]:
        (given / kind.name).write_bytes(kind.data)
    results = Importer(plan, FormSets(), who="試験").run([given])
    failed = [output.name for output in outputs(plan, out) if output.run() != 0]
    if main(["self-test"]) != 0:
        failed.append("self-test")
    sys.stdout.write(f"{len(results)} taken\n")
    sys.exit(" ".join(failed) or 0)


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]))
