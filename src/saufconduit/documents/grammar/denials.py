"""Tells what « non », « sans », « ni » deny in a sentence."""

from saufconduit.documents.grammar.tokens import Token, fold

# Words that deny what comes next, and how far it may stand.
_DENIALS = {"non": 1, "sans": 5}


def with_denials(tokens: list[Token], text: str) -> list[Token]:
    """« non métastatique » excludes; « symptomatique ou non » is no condition; any other « non » is a word."""
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        word = fold(text[token.start : token.end]) if token.kind == "not" else ""
        kinds = [one.kind for one in kept[-2:]]
        if word == "ni" and kinds[-1:] == ["outcome"]:
            continue
        if word == "ni" and kinds[-1:] == ["agent"]:
            is_never = any(one.value == "naive" for one in kept)
            kept.append(token._replace(kind="or" if is_never else "and"))
        elif word not in _DENIALS:
            kept.append(token)
        else:
            denied = _denied(token, tokens[at + 1 : at + 2], _DENIALS[word])
            if denied is None and kinds == ["fact", "or"]:
                del kept[-2:]
            else:
                kept.append(denied or token._replace(kind="word"))
    return kept


def _denied(token: Token, after: list[Token], room: int) -> Token | None:
    """The denial with its kind, if it stands by a thing that can be denied."""
    if not after or after[0].start - token.end > room:
        return None
    if after[0].kind == "fact":
        return token
    # « sans chimiothérapie », « non préalablement traité par »: never given
    is_given = after[0].kind == "agent" or (after[0].kind == "outcome" and after[0].value == "given")
    return token._replace(kind="outcome", value="naive") if is_given else None
