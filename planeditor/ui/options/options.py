"""The options as a table: what each is called, how it is chosen, and which setting it is."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from planeditor.messages import ui_options as say
from planeditor.store.lock import current_user

OptionKind = Literal["choice", "text", "folder", "place", "switch"]
SCALES = (100, 110, 125, 150, 175, 200)


@dataclass(frozen=True, slots=True)
class Option:
    """One option; ``name`` is the property of ``Settings``."""

    name: str
    label: str
    kind: OptionKind
    hint: str = ""
    choices: Mapping[int, str] | Mapping[str, str] = field(default_factory=dict)
    """Value -> what it is called, for a choice."""
    empty: str = ""
    """What stands in the field while it is empty; of a switch, what stands beside it."""


def options() -> tuple[Option, ...]:
    """Every option, in the order of the dialog."""
    return (
        Option("text_scale", say.TEXT_SCALE, "choice", choices={n: say.PERCENT.format(value=n) for n in SCALES}),
        Option("theme", say.THEME, "choice", say.THEME_HINT, say.THEMES),
        Option("user_name", say.USER_NAME, "text", say.USER_NAME_HINT, empty=current_user()),
        Option("export_folder", say.EXPORT_FOLDER, "folder", say.EXPORT_FOLDER_HINT, empty=say.BESIDE_PLAN),
        Option("backup_folder", say.BACKUP_FOLDER, "place", say.BACKUP_FOLDER_HINT, empty=say.BACKUP_BESIDE_ONLY),
        Option("motion", say.MOTION, "switch", empty=say.MOTION_TEXT),
    )
