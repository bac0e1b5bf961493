"""The window (Qt). It shows, asks and passes on; every rule lives below it."""
from __future__ import annotations

import gc

# Nothing that is made while the window is loaded is garbage, and going through all of it again and again takes a tenth of the
# start. From the window's making on ``collecting`` collects, on the window's own thread.
gc.disable()
