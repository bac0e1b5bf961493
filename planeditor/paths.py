"""Where the program's own files are, from a checkout as well as from a frozen bundle."""
from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

APP_NAME = "planeditor"


def program_root() -> Path:
    """The folder that holds ``forms/`` and ``resources/``."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parent.parent


def forms_folder() -> Path:
    """The form sets that come with the program."""
    return program_root() / "forms"


def user_forms_folder() -> Path:
    """The form sets a city added for itself; may not exist."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "forms"


def resources_folder() -> Path:
    """Sample plan, icons and the like."""
    return program_root() / "resources"


def manual_folder() -> Path:
    """The chapters of the manual: among the resources in a bundle, among the documents in the project."""
    bundled = resources_folder() / "manual"
    return bundled if bundled.is_dir() else program_root() / "docs" / "manual"


def log_file() -> Path:
    """The log with the details of faults; it holds no entry text."""
    return Path(platformdirs.user_log_dir(APP_NAME, appauthor=False)) / "planeditor.log"


def settings_file() -> Path:
    """What the user has chosen for the window."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "window.ini"


def cache_folder() -> Path:
    """For what can be made again at any time; never anything of a plan."""
    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))


def working_folder() -> Path:
    """Where working copies of plans on a share are kept; each has a record of where it belongs."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "working"


def fault_folder() -> Path:
    """The reports of faults, which a user may send; they hold no text of a plan."""
    return log_file().parent / "faults"


def backup_choices_file() -> Path:
    """What the user has chosen for backups; the commands read it as well as the window."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "backups.json"


def unsaved_folder() -> Path:
    """What was typed and could not be written into its plan, until it stands in one or is given up."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)) / "unsaved"
