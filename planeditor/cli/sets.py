"""The form sets that commands work with."""
from __future__ import annotations

from planeditor import paths
from planeditor.services.formsets import FormSets


def form_sets() -> FormSets:
    """The form sets on this machine, from the copies of their last reading where these still hold: a command is over before
    their drawings would all be read."""
    return FormSets(cache=paths.cache_folder())
