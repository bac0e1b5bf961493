"""What the program is: version, formats, the parts it is made of with their licences, and where it keeps things."""
from __future__ import annotations

import platform
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

import planeditor
from planeditor import paths
from planeditor.messages import about as say
from planeditor.services.transport.shape import FORMAT_VERSION
from planeditor.store.about import plan_file_version, sqlite_version

_LICENCES = {
    "PySide6-Essentials": "LGPL-3.0", "openpyxl": "MIT", "et-xmlfile": "MIT", "defusedxml": "PSF-2.0", "python-calamine": "MIT",
    "sqlite-utils": "Apache-2.0", "reportlab": "BSD-3-Clause", "pillow": "MIT-CMU", "charset-normalizer": "MIT",
    "pypdfium2": "BSD-3-Clause, Apache-2.0", "platformdirs": "MIT", "budoux": "Apache-2.0",
}
"""The libraries and their licences; the versions are asked of what is installed."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part, by the name its makers give it."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, slots=True)
class About:
    """All of it."""

    version: str
    facts: tuple[tuple[str, str], ...]
    """Name and text of what is told of formats and folders."""
    parts: tuple[Part, ...]

    @property
    def head(self) -> str:
        """The program and its version."""
        return say.HEAD.format(program=say.PROGRAM, version=self.version)

    def as_text(self) -> str:
        """What is sent with a question."""
        facts = [say.LINE.format(name=name, text=text) for name, text in self.facts]
        parts = [say.PART_LINE.format(part=f"{p.name} {p.version}".strip(), licence=p.licence) for p in self.parts]
        return "\n".join([self.head, say.WHAT, "", *facts, "", say.PARTS, *parts, say.LICENSES])


def about() -> About:
    """The program as it runs here; never raises."""
    facts = {
        "plan": say.FORMAT.format(version=plan_file_version()), "json": say.FORMAT.format(version=FORMAT_VERSION),
        "program": str(paths.program_root()), "log": str(paths.log_file()), "settings": str(paths.settings_file()),
    }
    return About(planeditor.__version__, tuple((say.FACTS[name], text) for name, text in facts.items()), tuple(_parts()))


def _parts() -> Iterator[Part]:
    yield Part(say.PYTHON, platform.python_version(), "PSF-2.0")
    for name, licence in _LICENCES.items():
        yield Part(name, _version(name), licence)
    yield Part(say.SQLITE, sqlite_version(), say.PUBLIC)
    yield Part(say.FONTS, "", "OFL-1.1")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # a folder that was put together by hand
        return say.UNKNOWN
