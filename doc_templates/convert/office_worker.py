"""Turns DOCX files into PDF files with one soffice process of its own; started by the pool, never imported for that.

Runs under the system's Python, which has LibreOffice's `uno`, and therefore knows nothing of the project. One JSON
object a line: first `{"version": …, "office": pid}`, then for each `{"docx": path, "pdf": path}` on standard input one
`{}` or `{"refused": why}`. Ends, and takes soffice with it, when standard input ends or soffice dies.
"""

import argparse
import ctypes
import hashlib
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any, TextIO

START_LIMIT = 60.0  # seconds until soffice must answer; 1 is usual
PROFILE_MADE = 81  # soffice leaves with this code when it has filled a new profile and wants to be started again
OFFICE_LOST = 3  # our own exit code: soffice died, the pool starts another worker
_SET_PARENT_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of <sys/prctl.h>

# Without the first, LibreOffice fetches linked pictures from the network and copies local files into the PDF.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def pipe_name(profile: Path) -> str:
    """The pipe we talk to soffice through; LibreOffice puts it below /tmp."""
    return f"hoso_{_digest(profile)}"


def sockets(profile: Path) -> tuple[Path, ...]:
    """The sockets soffice makes below /tmp and never removes: ours, and the one that guards the profile."""
    folder = Path("/tmp")  # noqa: S108 - fixed inside LibreOffice, TMPDIR does not move it
    stem = f"OSL_PIPE_{os.getuid()}_"
    return (folder / f"{stem}{pipe_name(profile)}", folder / f"{stem}SingleOfficeIPC_{_digest(profile)}")


def clear(profile: Path) -> None:
    """Remove everything a soffice that no longer runs has left."""
    shutil.rmtree(profile, ignore_errors=True)
    for socket in sockets(profile):
        socket.unlink(missing_ok=True)


def _digest(profile: Path) -> str:
    # LibreOffice names its guard socket so: MD5 of the profile's URL in UTF-16, each byte in hex without leading zero.
    raw = hashlib.md5(profile.as_uri().encode("utf-16-le"), usedforsecurity=False).digest()
    return "".join(f"{byte:x}" for byte in raw)


class Office:
    """One soffice process with a profile of its own."""

    def __init__(self, program: str, profile: Path) -> None:
        self._program = program
        self._profile = profile
        (profile / "user").mkdir(parents=True)
        (profile / "tmp").mkdir()
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        self.process = self._launch()

    def connect(self) -> Any:  # noqa: ANN401 - UNO objects have no static type
        """The component context of soffice, once it answers; a first start with a new profile is repeated.

        Raises:
            TimeoutError: it does not answer within START_LIMIT.
        """
        uno = _uno()
        no_connect = uno.getClass("com.sun.star.connection.NoConnectException")
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        address = f"uno:pipe,name={pipe_name(self._profile)};urp;StarOffice.ComponentContext"
        limit = time.monotonic() + START_LIMIT
        while time.monotonic() < limit:
            try:
                return resolver.resolve(address)
            except no_connect:
                time.sleep(0.02)
            if self.process.poll() == PROFILE_MADE:
                self.process = self._launch()
        raise TimeoutError

    def _launch(self) -> subprocess.Popen[bytes]:
        switches = "headless invisible nocrashreport nodefault nologo nofirststartwizard norestore nolockcheck"
        return subprocess.Popen(
            [
                self._program,
                *(f"--{switch}" for switch in switches.split()),
                f"-env:UserInstallation={self._profile.as_uri()}",
                f"--accept=pipe,name={pipe_name(self._profile)};urp;StarOffice.ComponentContext",
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(self._profile / "tmp")},
            preexec_fn=_die_with_parent,  # noqa: PLW1509 - the serving thread starts only after soffice
        )


class Converter:
    """Loads and exports documents through a connected soffice."""

    def __init__(self, context: Any) -> None:  # noqa: ANN401 - UNO objects have no static type
        self._uno = _uno()
        self._refusals = (
            self._uno.getClass("com.sun.star.io.IOException"),
            self._uno.getClass("com.sun.star.lang.IllegalArgumentException"),
        )
        self._context = context
        self._desktop = self._service("com.sun.star.frame.Desktop")

    def version(self) -> str:
        """LibreOffice's full version."""
        provider = self._service("com.sun.star.configuration.ConfigurationProvider")
        where = self._options(nodepath="/org.openoffice.Setup/Product")
        product = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", where)
        return str(product.ooSetupVersionAboutBox)

    def convert(self, docx: Path, pdf: Path) -> str:
        """Write the PDF; the answer is empty, or why LibreOffice refused the document.

        Any other UNO exception means that soffice is gone or confused: it goes up and ends the worker.
        """
        document = None
        try:
            document = self._load(docx)
            if document is None:
                return "not a document"
            document.storeToURL(pdf.as_uri(), self._export_options())
        except self._refusals as error:
            return f"{type(error).__name__}: {error}"
        finally:
            if document is not None:
                document.close(True)
        return ""

    def _load(self, docx: Path) -> Any:  # noqa: ANN401 - UNO objects have no static type
        # Hidden halves the time; the filter's name keeps LibreOffice from guessing other kinds of file.
        options = self._options(
            Hidden=True, ReadOnly=True, MacroExecutionMode=0, UpdateDocMode=0, FilterName="MS Word 2007 XML"
        )
        return self._desktop.loadComponentFromURL(docx.as_uri(), "_default", 0, options)

    def _export_options(self) -> tuple[Any, ...]:
        # Plain PDF: the finisher makes it PDF/A. Form fields would bring fonts that are not embedded.
        data = self._options(
            SelectPdfVersion=0, UseTaggedPDF=False, ExportFormFields=False, ExportBookmarksToPDFDestination=True
        )
        typed = self._uno.Any("[]com.sun.star.beans.PropertyValue", data)
        return self._options(FilterName="writer_pdf_Export", Overwrite=True, FilterData=typed)

    def _service(self, name: str) -> Any:  # noqa: ANN401 - UNO objects have no static type
        return self._context.ServiceManager.createInstanceWithContext(name, self._context)

    def _options(self, **values: object) -> tuple[Any, ...]:
        made = []
        for name, value in values.items():
            option = self._uno.createUnoStruct("com.sun.star.beans.PropertyValue")
            option.Name, option.Value = name, value
            made.append(option)
        return tuple(made)


def _uno() -> Any:  # noqa: ANN401 - UNO has no static types
    import uno  # noqa: PLC0415 - only the system's Python has it; the pool reads this file without

    return uno


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL)


def _own_output() -> TextIO:
    """Standard output for us alone; whatever LibreOffice's libraries print goes to standard error."""
    ours = os.fdopen(os.dup(1), "w", encoding="utf-8", buffering=1)
    os.dup2(2, 1)
    return ours


def _serve(converter: Converter, requests: "queue.SimpleQueue[str]", answers: TextIO) -> None:
    try:
        while True:
            request = json.loads(requests.get())
            refused = converter.convert(Path(request["docx"]), Path(request["pdf"]))
            print(json.dumps({"refused": refused} if refused else {}), file=answers)
    finally:
        os._exit(OFFICE_LOST)  # the main thread waits for input that would come too late


def main() -> int:
    """Serve until standard input ends."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--profile", type=Path, required=True)
    profile = parser.parse_args().profile.resolve()
    answers = _own_output()
    script = shutil.which("soffice")
    if script is None:
        print(json.dumps({"missing": "soffice"}), file=answers)
        return 1
    try:
        _uno()
    except ImportError:
        print(json.dumps({"missing": "uno"}), file=answers)
        return 1
    # soffice.bin itself: the script around it would be one more process to kill.
    office = Office(str(Path(script).resolve().with_name("soffice.bin")), profile)
    converter = Converter(office.connect())
    print(json.dumps({"version": converter.version(), "office": office.process.pid}), file=answers)
    requests: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_serve, args=(converter, requests, answers), daemon=True).start()
    for line in sys.stdin:
        requests.put(line)
    office.process.kill()
    office.process.wait()
    clear(profile)
    os._exit(0)  # the serving thread may wait inside LibreOffice for ever


if __name__ == "__main__":
    sys.exit(main())
