"""Makes the first sealed record that is kept for ever; run once for a format, never again for the same.

    python -m tests.formats.build v1

Signatures and stamps bear random numbers: another run gives other bytes, and it is these bytes that must open for ever.
"""

import os
import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from archive.bootstrap import create_home, open_home
from archive.domain.dossier import OpenDossier
from archive.workflow.assemble import assemble
from archive.workflow.attach import Attachment, attach
from archive.workflow.export import export
from archive.workflow.seal import seal
from archive.workflow.sign import sign
from tests.quarters import QUARTER, SNV, complete_dossier, unit

HERE = Path(__file__).parent
_NOW = {"HOSO_NOW": "2026-06-24T09:00:00+07:00"}


def tiny() -> OpenDossier:
    """One cadre, everything that §9.1 asks for."""
    return replace(complete_dossier(of=replace(unit("SNV"), name="Sở Nội vụ"), people=1), evidence=())


def build(target: Path) -> None:
    """Write records, log, package and certificates into a new folder.

    Raises:
        FileExistsError: the folder is there: what was released is never made anew.
    """
    target.mkdir()
    environ = {**os.environ, **_NOW}
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / "home"
        create_home(environ, home=home)
        paper = Path(scratch) / "báo cáo.txt"
        paper.write_text("Báo cáo giải ngân chậm do mưa lũ tại Bản Khoang.\n", "utf-8")
        with open_home(environ, home=home, writing=True) as parts:
            with parts.desk.begin() as work:
                work.facts.replace(tiny())
                work.commit()
            for task in tiny().tasks:
                attach(
                    parts, SNV, QUARTER, task.code, Attachment(path=paper, name=paper.name, texts={"number": "12/BC"})
                )
            assemble(parts, SNV, QUARTER)
            sign(parts, SNV, QUARTER)
            seal(parts, SNV, QUARTER)
            export(parts, QUARTER, [SNV], out=target / "packages", whole=True)
        for name in ("records", "log"):
            shutil.copytree(home / name, target / name)
        keys = home / "keys" / "development"
        (target / "trust" / "archive").mkdir(parents=True)
        shutil.copy(keys / "root-certificate.pem", target / "trust" / "root.pem")
        keep_certificates(home, target / "trust" / "archive" / "archive.pem")


def keep_certificates(home: Path, target: Path) -> None:
    """The archive's certificate without its key."""
    with open_home({**os.environ, **_NOW}, home=home) as parts:
        chain = parts.sealer.seal(b"to have the certificate").certificate
    own, end, _ = chain.partition("-----END CERTIFICATE-----\n")
    target.write_text(own + end, "utf-8")


if __name__ == "__main__":
    build(HERE / sys.argv[1])
