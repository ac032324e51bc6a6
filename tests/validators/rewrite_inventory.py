"""An attacker who can write to the store: makes an object's inventories agree with a changed content file.

python -m tests.validators.rewrite_inventory <object>/v1/content/<path>
"""

import hashlib
import json
import sys
from pathlib import Path


def rewrite(changed: Path) -> None:
    """Put the new digest wherever the old one stood, and renew the sidecars."""
    folder = next(parent for parent in changed.parents if (parent / "0=ocfl_object_1.1").exists())
    new = hashlib.sha512(changed.read_bytes()).hexdigest()
    for inventory in folder.rglob("inventory.json"):
        if "content" in inventory.relative_to(folder).parts:
            continue
        text = inventory.read_text()
        manifest = json.loads(text)["manifest"]
        path = changed.relative_to(folder).as_posix()
        old = next(digest for digest, paths in manifest.items() if path in paths)
        _overwrite(inventory, text.replace(old, new))
        sidecar = inventory.with_name("inventory.json.sha512")
        digest = hashlib.sha512(inventory.read_bytes()).hexdigest()
        _overwrite(sidecar, f"{digest} inventory.json\n")


def _overwrite(path: Path, text: str) -> None:
    path.chmod(0o644)
    path.write_text(text)


if __name__ == "__main__":
    rewrite(Path(sys.argv[1]))
