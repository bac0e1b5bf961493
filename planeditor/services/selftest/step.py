"""One step of the self-test, and how steps are run so that a fault of one does not hide the others."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planeditor.domain.errors import KnownError
from planeditor.messages import selftest as say
from planeditor.services.faults.reporting import Facts, write_fault


@dataclass(frozen=True, slots=True)
class Step:
    """One step and how it went; ``detail`` says what was found, and what to do where it failed. ``lines``: single results."""

    name: str
    passed: bool
    detail: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a job that went well has to tell."""

    detail: str = ""
    lines: tuple[str, ...] = ()


class NotPassed(KnownError):  # noqa: N818  # a result, not a fault
    """A step that did not pass, with its single results."""

    def __init__(self, message: str, lines: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.lines = lines


Job = Callable[[], Found | None]


def run_step(name: str, job: Job) -> Step:
    """Run one job; whatever it raises is a step that did not pass. A fault of the program goes to the log as well."""
    try:
        found = job() or Found()
    except NotPassed as error:
        return Step(name, passed=False, detail=error.message, lines=error.lines)
    except KnownError as error:
        return Step(name, passed=False, detail=error.message)
    except OSError as error:
        return Step(name, passed=False, detail=say.SYSTEM_REFUSES.format(number=error.errno))
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        write_fault(error, Facts(action=f"self-test {name}"))
        return Step(name, passed=False, detail=say.FAULT)
    return Step(name, passed=True, detail=found.detail, lines=found.lines)
