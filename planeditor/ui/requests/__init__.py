"""照会・提出依頼: who is asked for what, by when, and the workbooks that go out."""
from __future__ import annotations
