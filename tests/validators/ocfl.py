"""The OCFL validator of ocfl-py over a root and over each object by itself.

Given a root alone, version 2.1.0 leaves with 0 even when it has found an object invalid: it counts only what is wrong
between the objects. So every object is named too.
"""

import subprocess
import sys
from pathlib import Path


def ocfl_problems(root: Path) -> list[str]:
    """What `ocfl-validate.py` has against a storage root and its objects; nothing means it says yes."""
    program = Path(sys.executable).with_name("ocfl-validate.py")
    objects = sorted({path.parent for path in root.rglob("0=ocfl_object_*")})
    done = subprocess.run(
        [sys.executable, str(program), str(root), *map(str, objects)], capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).splitlines() or [f"exit code {done.returncode}"]
