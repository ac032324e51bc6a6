"""The same doors with another name at the desk: what an account does is written down as its own."""

from typing import Any

from archive.ports import Parts


class ActingParts(Parts):
    """Parts whose `actor` is somebody who is signed in; every door is that of the parts behind, made once for all."""

    _behind: Parts

    def __init__(self, behind: Parts, actor: str) -> None:
        # The fields of a frozen dataclass are set by nobody: what is not set here is asked of the parts behind.
        vars(self).update(_behind=behind, actor=actor)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any door
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(self._behind, name)
