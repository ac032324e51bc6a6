"""The media types whose text can be read."""

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PLAIN = "text/plain"
PICTURES = frozenset({"image/png", "image/jpeg", "image/tiff"})
