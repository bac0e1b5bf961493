"""Printed names of departments that mean several without naming them (関係各課, 各施設所管課, 全課)."""
from __future__ import annotations

import re
import unicodedata

_OFFICE = "(課|室|部|局|部署|部局|所属|係|機関|施設)等?"
_COLLECTIVE = re.compile(f"各.+|全(庁|課|室|部|局|部署|部局|所属|職員)等?|(関係|関連|該当).*{_OFFICE}|.*(所管|主管|担当){_OFFICE}")


def is_collective(name: str) -> bool:
    """Whether a name stands for several departments, so that a person must say which. To be asked only of a name that no
    department has."""
    return bool(_COLLECTIVE.fullmatch("".join(unicodedata.normalize("NFKC", name).split())))
