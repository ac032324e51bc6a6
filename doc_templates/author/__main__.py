"""`python -m doc_templates.author`: write every form again, below `doc_templates/forms/`."""

from pathlib import Path

from doc_templates.author import all_files
from doc_templates.catalog import FORMS


def write(folder: Path) -> None:
    """Put the files of all forms below a folder."""
    for name, content in all_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


if __name__ == "__main__":
    write(FORMS)
