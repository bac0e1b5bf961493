"""照会・提出依頼: who is asked for what, the workbooks that go out, and how far the answers have come."""
from __future__ import annotations
