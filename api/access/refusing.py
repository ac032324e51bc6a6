"""The two ways to be turned away: not signed in, or not allowed."""


class NotSignedIn(Exception):  # noqa: N818 - it says what is so
    """Nobody is signed in here; the answer is the sign-in page."""


class Refused(Exception):  # noqa: N818 - it says what is so
    """The account may not do this, or may not know of it; pages tell neither which nor what there is.

    `status` is 403 when no role of the account does such a thing at all, else 404.
    """

    def __init__(self, *, status: int) -> None:
        super().__init__(status)
        self.status = status
