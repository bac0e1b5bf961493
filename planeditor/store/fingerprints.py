"""What a change group is known by in another copy of the plan file."""
from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


def fingerprints(db: Database) -> dict[int, str]:
    """Every change group, in order, with a digest over it and its changes: alike only where both files share it."""
    digests = {number: blake2b(own.encode(), digest_size=16) for number, own in db.conn.execute(
        "SELECT id, checksum FROM change_group ORDER BY id"
    )}
    for number, own in db.conn.execute("SELECT group_id, checksum FROM change ORDER BY group_id, seq"):
        digests[number].update(own.encode())
    return {number: digest.hexdigest() for number, digest in digests.items()}
