"""The OCFL validator of ocfl-py: written elsewhere, right on every community fixture."""

import subprocess
import sys
from pathlib import Path


def ocfl_problems(root: Path) -> list[str]:
    """What `ocfl-validate.py` has against a storage root; nothing means it says yes."""
    program = Path(sys.executable).with_name("ocfl-validate.py")
    done = subprocess.run([sys.executable, str(program), str(root)], capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return []
    return (done.stdout + done.stderr).splitlines() or ["exit code 1"]
