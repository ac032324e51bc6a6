"""One lock around PDFium for the whole process: the library is not thread-safe and two threads in it end the program.

    with PDFIUM:
        pdf = pypdfium2.PdfDocument(content)

Everything made from a document, and closing it, belongs inside.
"""

import threading

PDFIUM = threading.RLock()
