"""What a file must hold before it is compared with anything."""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import NUMBER
from planeditor.domain.text import number_key
from planeditor.formengine.recognition.readings import Reading, ReadNode
from planeditor.messages import services as say


def require_sound(file: str, readings: Iterable[Reading], vocabulary: Vocabulary) -> None:
    """Raise KnownError where a sheet has neither number nor 整理番号, or two sheets of one form claim the same number.

    The measures of a form that prints no numbers are looked up in the plan by their names. Copies of one sheet that went
    out, known by their common 整理番号, are compared one after the other.
    """
    seen: dict[tuple[str, str], Reading] = {}
    for reading in readings:
        for node in measures_of(reading):
            number = node.text(NUMBER)
            if not number and (reading.by_name or (reading.stamp and len(measures_of(reading)) == 1)):
                continue
            if not number:
                raise KnownError(say.NO_NUMBER.format(file=file, sheet=reading.sheet))
            claim = (reading.form, number_key(number))
            if claim in seen and not (reading.stamp and reading.stamp == seen[claim].stamp):
                raise KnownError(
                    say.NUMBER_TWICE.format(
                        file=file, first=seen[claim].sheet, second=reading.sheet, number=number,
                        measure=vocabulary.word("measure"),
                    )
                )
            seen.setdefault(claim, reading)


def measures_of(reading: Reading) -> list[ReadNode]:
    """The measures a reading holds."""
    return [n for n in reading.nodes if n.kind == "measure"]
