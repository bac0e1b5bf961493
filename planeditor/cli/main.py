"""The entry of the command line: parse, run, answer; no traceback ever reaches a user."""
from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Sequence

from planeditor.cli.commands import COMMANDS, run
from planeditor.cli.output import DONE, FINDINGS, USAGE
from planeditor.cli.parser import UsageError, build_parser
from planeditor.domain.errors import KnownError
from planeditor.messages import cli as say
from planeditor.messages import outside as say_outside
from planeditor.services.faults.reporting import Facts, write_fault
from planeditor.store.lock import HeldByOther


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; gives the exit status: 0 done, 1 findings, conflicts, questions or refused input, 2 wrong usage."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # absent under a test's capture
    if words and words[0] not in COMMANDS and not words[0].startswith("-"):
        words = ["show", *words]
    try:
        chosen = build_parser().parse_args(words)
        answer = run(chosen)
        answer.tell(as_json=chosen.json)
        sys.stdout.flush()
    except UsageError as error:
        print(error, file=sys.stderr)
        return USAGE
    except HeldByOther as error:
        print(error.message, say_outside.HOW_TO_TAKE_OVER.format(file=chosen.file), file=sys.stderr)
        return FINDINGS
    except KnownError as error:
        print(error.message, file=sys.stderr)
        return FINDINGS
    except KeyboardInterrupt:
        print(say.INTERRUPTED, file=sys.stderr)
        return FINDINGS
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left in the buffer has nowhere to go
        return DONE
    except OSError as error:
        print(say.OS_FAULT.format(file=error.filename) if error.filename else say.OUTPUT_FAULT, file=sys.stderr)
        return FINDINGS
    except SystemExit:
        raise
    except BaseException as error:  # noqa: BLE001 - the last stop before the user, also for panics: logged, never shown
        print(say.BUG.format(log=write_fault(error, Facts(action=words[0] if words else ""))), file=sys.stderr)
        return FINDINGS
    return answer.status
