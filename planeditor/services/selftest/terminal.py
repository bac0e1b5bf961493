"""What kind of terminal this is, in words for the one who is sent the report. Nothing here can fail a step."""
from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import planeditor
from planeditor import paths
from planeditor.messages import selftest as say
from planeditor.services.selftest.asking import Screen, WindowsFacts
from planeditor.store.location import location_of


def facts() -> list[tuple[str, str]]:
    """Name and text of what is known of this terminal."""
    found = common_facts()
    if sys.platform == "win32":
        from planeditor.services.selftest.asking import windows_facts

        found += windows_words(windows_facts())
    return found


def common_facts() -> list[tuple[str, str]]:
    """What is told of every system."""
    return [
        (say.PROGRAM, planeditor.__version__),
        (say.SYSTEM, f"{platform.system()} {platform.release()} {platform.version()}"),
        (say.PYTHON, f"{platform.python_version()} {platform.machine()}"),
        (say.PLACE, _place(paths.program_root())),
        (say.PROFILE, _place(paths.settings_file().parent)),
        (say.TEMP, _place(Path(tempfile.gettempdir()))),
    ]


def windows_words(found: WindowsFacts) -> list[tuple[str, str]]:
    """The facts of Windows in words."""
    stdout = getattr(sys.stdout, "encoding", "") or say.NOT_KNOWN
    pages = say.CODE_PAGES.format(console=_number(found.console_page), ansi=_number(found.ansi_page), stdout=stdout)
    long_paths = {1: say.ON, 0: say.OFF}.get(found.long_paths, say.NOT_KNOWN)
    service = location_of(Path(found.documents)).name if found.documents and _is_synced(found.documents) else ""
    return [
        (say.CODE_PAGE, pages), (say.LONG_PATHS, long_paths),
        (say.SCREENS, screen_words(found.screens) + (say.REMOTE_SESSION if found.remote else "")),
        (say.USER_FOLDER, profile_words(found.profile) + (say.REDIRECTED.format(service=service) if service else "")),
    ]


def profile_words(bits: int) -> str:
    """What the bits of ``GetProfileType`` come to: what keeps nothing counts before what moves."""
    if bits < 0:
        return say.NOT_KNOWN
    if bits & 1:
        return say.TEMPORARY_PROFILE
    if bits & 4:
        return say.MANDATORY_PROFILE
    return say.ROAMING if bits & 2 else say.LOCAL_PROFILE


def screen_words(screens: Sequence[Screen]) -> str:
    """The screens, one after the other."""
    words = [say.SCREEN.format(width=one.width, height=one.height, percent=one.percent) for one in screens]
    return "、".join(words) or say.NOT_KNOWN


def without_home(text: str) -> str:
    """The text without the name of the user's folder, which tells who they are."""
    try:
        home = str(Path.home())
    except RuntimeError:
        return text
    return text.replace(home, say.HOME) if len(home) > 1 else text


def _place(folder: Path) -> str:
    return say.PLACE_IS.format(folder=without_home(str(folder)), kind=say.PLACES[location_of(folder).kind])


def _is_synced(folder: str) -> bool:
    return location_of(Path(folder)).kind == "synced"


def _number(value: int) -> str:
    return str(value) if value >= 0 else say.NOT_KNOWN
