"""Who asks, and whether they may: sessions, rights, forged requests, too large and too many requests.

Rights themselves are decided in `archive.domain.rights` and nowhere else; here they are asked for.
"""

from api.access.door import Access
from api.access.refusing import NotSignedIn, Refused
from api.access.stating import Open, Statement, statement_of, stating
from api.access.visitor import Visitor

__all__ = ["Access", "NotSignedIn", "Open", "Refused", "Statement", "Visitor", "statement_of", "stating"]
