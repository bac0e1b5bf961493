"""What a user is told about the place of a plan: on a share, in a synchronised folder, on what can be pulled out."""
from __future__ import annotations

from pathlib import Path

from planeditor.messages import working as say
from planeditor.store.location import Location, location_of

_SENTENCES = {"share": say.ON_SHARE, "synced": say.SYNCED, "removable": say.REMOVABLE}


def advice_on(location: Location) -> str:
    """The sentence for a place, "" where there is nothing to say."""
    return _SENTENCES.get(location.kind, "").format(name=location.name)


def advice_for(path: Path) -> str:
    """The sentence for the place of a plan file, "" where there is nothing to say. Never waits long for a share that is away."""
    return advice_on(location_of(path))
