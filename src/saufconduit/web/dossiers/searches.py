"""The words of a search, kept in the session on the server: a name never stands in an address.

They are encrypted there too: the table of sessions says no name. They end with the session, by logout or idle.
"""

import base64
import secrets
from typing import Any

from saufconduit.web.dossiers.sealing import opened, sealed
from saufconduit.web.journal.keys import keys
from saufconduit.web.journal.sealed import Spoilt

KEPT = "searches"
AT_ONCE = 5  # the last ones: a list that is still open in another window goes on
LONGEST = 100
_WHAT = "dossier-search-words"


def keep_words(session: Any, words: str) -> str:
    """Keeps the words of one list; the token that stands for them in its address."""
    token = secrets.token_hex(8)
    content = base64.b64encode(sealed(keys().codes, _WHAT, token, {"words": words[:LONGEST]})).decode()
    others = list(session.get(KEPT, {}).items())[1 - AT_ONCE :]
    session[KEPT] = {**dict(others), token: content}
    return token


def words_of(session: Any, token: str) -> str | None:
    """The words of a list, None where the session holds them no more."""
    content = session.get(KEPT, {}).get(token)
    if content is None:
        return None
    try:
        return str(opened(keys().codes, _WHAT, token, base64.b64decode(content))["words"])
    except Spoilt:  # the keys were changed since
        return None
