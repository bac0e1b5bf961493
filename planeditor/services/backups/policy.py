"""What backups are taken for, what each is called, and how often there is one while a plan is edited."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from planeditor.messages import formswitch as say_switch
from planeditor.messages import keeping as say
from planeditor.messages import working as say_working

Reason = Literal["import", "restore", "revert", "decide", "state", "switch", "restored", "regular", "closing", "hand", "put back"]
"""What a backup is taken for. None is taken before 記録の抹消: it would keep the very text that is to go."""

WORDS: Mapping[Reason, str] = {
    "import": say.BACKUP_BEFORE_IMPORT,
    "restore": say.BACKUP_BEFORE_RESTORE,
    "revert": say.BACKUP_BEFORE_REVERT,
    "decide": say.BACKUP_BEFORE_DECIDING,
    "state": say.BACKUP_BEFORE_STATE,
    "switch": say_switch.BACKUP_BEFORE_SWITCH,
    "restored": say.BACKUP_AFTER_RESTORE,
    "regular": say.BACKUP_REGULAR,
    "closing": say.BACKUP_ON_CLOSING,
    "hand": say.BACKUP_BY_HAND,
    "put back": say_working.BACKUP_BEFORE,
}
EVERY_MINUTES = 30
"""How often a plan that is edited is backed up, in minutes."""
