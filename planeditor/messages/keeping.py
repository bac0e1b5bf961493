"""Words for backups and copies."""
from __future__ import annotations

# Why a backup was taken: part of its file name, shown in the list of backups
BACKUP_ON_CLOSING = "閉じる"
BACKUP_BEFORE_IMPORT = "取込前"
BACKUP_BEFORE_RESTORE = "復元前"
BACKUP_BEFORE_REVERT = "開いた時点に戻す前"
BACKUP_BEFORE_DECIDING = "まとめて反映する前"
BACKUP_BEFORE_STATE = "前の時点に戻す前"
BACKUP_REGULAR = "定期"
BACKUP_AFTER_RESTORE = "復元後"
BACKUP_BY_HAND = "手動"

PRACTICE_NAME = "{name}（練習用）"
PRACTICE_NAME_NEXT = "{name}（練習用{count}）"
FOLDER_MISSING = "フォルダー「{folder}」が見つかりません。先に作るか、別のフォルダーを選んでください。"
