"""From the bytes of a file to the frames of an answer: which reader, and what each failure is called."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.formengine.reading.ooxml import read_ooxml
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.refusal import OddStructureError, RefusedFileError
from planeditor.formengine.reading.sniff import sniff, zip_kind
from planeditor.formengine.reading.wire import Answer
from planeditor.messages import reading as say

_MIMETYPE_LENGTH = 100


def _legacy(data: bytes, kind: str, note: str) -> Iterator[Answer]:
    """Through calamine, loaded only when a file needs it."""
    from planeditor.formengine.reading.legacy import read_legacy

    return read_legacy(data, kind, note)


def _ods(package: Package) -> Iterator[Answer]:
    """Through our own reader of OpenDocument, loaded only when a file needs it."""
    from planeditor.formengine.reading.ods import read_ods

    return read_ods(package)


def _read_zip(data: bytes) -> Iterator[Answer]:
    """A zip package: ours where it is OOXML, else calamine's after every part was unpacked once within the limits."""
    with Package(data) as package:
        mimetype = package.read("mimetype", _MIMETYPE_LENGTH) if "mimetype" in package.names else b""
        kind = zip_kind(package.names, mimetype)
        if kind in ("ooxml", "ods"):
            try:
                yield from read_ooxml(package) if kind == "ooxml" else _ods(package)
            except OddStructureError:
                kind = "xlsx" if kind == "ooxml" else kind
            else:
                return
        package.check_all()
    yield from _legacy(data, kind, say.NOTE_FALLBACK if kind == "xlsx" else say.NOTE_LEGACY)


def read_file(data: bytes) -> Iterator[Answer]:
    """The sheets of a file and ``done``; RefusedFileError where it is not read."""
    if sniff(data) == "zip":
        yield from _read_zip(data)
    else:
        yield from _legacy(data, "xls", say.NOTE_LEGACY)


def _where(error: BaseException) -> str:
    """Class and innermost place of a fault of ours, without its message, which may hold entry text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}" if trace is not None else "?"
    return f"{type(error).__name__} in {place}"


def answer(name: str, data: bytes) -> Iterator[Answer]:
    """The frames of the answer about one file; never raises but KeyboardInterrupt and SystemExit."""
    try:
        yield from read_file(data)
    except RefusedFileError as error:
        yield {"state": "refused", "sentence": error.for_file(name)}
    except MemoryError:
        yield {"state": "memory"}
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - calamine's PanicException is no Exception
        yield {"state": "fault", "where": _where(error)}
