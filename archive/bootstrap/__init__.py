"""The only room that knows every part: it opens a home and puts behind each door what the settings name.

    with open_home(os.environ, home=Path("hoso")) as parts:
        take_in(parts, Path("quy.xlsx"), Path("minh-chung"))

A part is imported and made when it is first asked for: a search must not wait for the signing library.
"""

from archive.bootstrap.homes import create_home, first_administrator, open_converter, open_home, places, workbook_writer
from archive.bootstrap.parts import HomeParts
from archive.bootstrap.safekeeping import back_up, make_master_key, restore_home
from archive.bootstrap.trial import write_trial_accounts

__all__ = [
    "HomeParts",
    "back_up",
    "create_home",
    "first_administrator",
    "make_master_key",
    "open_converter",
    "open_home",
    "places",
    "restore_home",
    "workbook_writer",
    "write_trial_accounts",
]
