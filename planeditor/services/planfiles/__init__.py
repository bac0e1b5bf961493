"""Plan files as a whole: made, copied, kept safe."""
from __future__ import annotations
