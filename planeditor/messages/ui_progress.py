"""Words of the bar that shows work under way."""
from __future__ import annotations

STOP = "中止"
STOP_HELP = "この作業を中止します（Esc）"
STOPPING = "中止しています…"
FINISHING = "{title}　仕上げています…"
COUNT = "{done} / {total}"
NAME = "{title}　{done} / {total}"
STOPPED = "{title}を中止しました。"
