"""What a reader nobody here wrote (@ocfl/ocfl-fs, JavaScript) lists in a storage root; run as a program of its own.

Its version 0.2.2 writes the whole encoded id in small letters when it is asked for an object by id (layout 0003 makes
small only the hexadecimal digits), so it is let walk over the root, and the object is known by its own inventory.
"""

import json
import subprocess
from pathlib import Path

_HERE = Path(__file__).parent / "npm"
_PROGRAM = """
const ocfl = require('@ocfl/ocfl-fs');
(async () => {
  const [root, id, version] = process.argv.slice(1);
  const storage = ocfl.storage({ root });
  await storage.load();
  for await (const object of storage) {
    if ((await object.getInventory()).id !== id) continue;
    const found = {};
    for (const file of await object.files(version)) {
      const bytes = await file.buffer();
      found[file.logicalPath] = require('crypto').createHash('sha512').update(bytes).digest('hex');
    }
    console.log(JSON.stringify(found));
    return;
  }
  throw new Error(`no object ${id}`);
})().catch((wrong) => { console.error(wrong); process.exit(1); });
"""


def listed(root: Path, object_id: str, version: int) -> dict[str, str]:
    """Path → SHA-512 of the bytes that it reads for each file of that version.

    Raises:
        subprocess.CalledProcessError: it cannot read the object.
    """
    done = subprocess.run(
        ["node", "-e", _PROGRAM, str(root), object_id, f"v{version}"],
        cwd=_HERE,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found
