"""The accounts of a demo home, kept beside its made-up data, so that the sign-in page can show them."""

import json
from pathlib import Path

from archive.domain.sessions import TrialAccounts

_FILE = Path("demo", "accounts.json")


def write_trial_accounts(home: Path, accounts: TrialAccounts) -> None:
    """Leave the accounts in a demo home."""
    told = {"password": accounts.password, "roles": dict(accounts.roles)}
    (home / _FILE).write_text(json.dumps(told, ensure_ascii=False) + "\n")


def read_trial_accounts(home: Path) -> TrialAccounts | None:
    """The accounts of a demo home; None in any other."""
    if not (home / _FILE).exists():
        return None
    told = json.loads((home / _FILE).read_text())
    return TrialAccounts(password=told["password"], roles=tuple(told["roles"].items()))
