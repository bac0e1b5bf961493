"""Why the child gives up on a file."""
from __future__ import annotations


class RefusedFileError(Exception):
    """The file is not read: a sentence of ``messages.reading`` and its values, the file name excepted."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self._sentence = sentence
        self._values = values

    def for_file(self, name: str) -> str:
        """The whole sentence for the file of this name."""
        return self._sentence.format(file=name, **self._values)


class OddStructureError(Exception):
    """The package is sound, but not arranged as we know it: another reader may still make sense of it."""
