"""What a plan file must be called."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import cli as say
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX


def require_plan_name(file: Path) -> None:
    """Raise KnownError where a new plan file would be called something else."""
    if file.suffix != PLAN_SUFFIX:
        raise KnownError(say.NOT_A_PLAN_NAME.format(file=file))
