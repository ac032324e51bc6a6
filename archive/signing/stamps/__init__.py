"""What a signature looks like on the page: blue words for a person, a red seal for an organ (domain notes §2.3)."""

from archive.signing.stamps.drawing import Drawing
from archive.signing.stamps.faces import Face, Faces
from archive.signing.stamps.organ import organ_stamp
from archive.signing.stamps.person import person_stamp

__all__ = ["Drawing", "Face", "Faces", "organ_stamp", "person_stamp"]
